/** The forms of those who prepare drafts: which API, for whom, and one step of the form. */
import { html } from 'hono/html';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { visibleFields } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import { type Filling, fieldView } from '../invitations/form/fields.ts';
import type { Typed } from '../invitations/form/read.ts';
import { choice, errorList, type FormProblem, textArea, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { contextOf } from './context.ts';
import { type InputProblem, longestTitle, type PreparationInput, useCasesFor } from './input.ts';
import { isOut, type PreparedDraft, preparationsPath, startable, stateOf } from './rules.ts';
import { preparationWords } from './words.ts';

interface Frame {
  language: Language;
  address: string;
}

/** What a draft is for. */
export interface Purpose {
  definition: ApiDefinition;
  stage: PreparedDraft['stage'];
}

/** As it stands in an address and in a form. */
export const purposeId = ({ definition, stage }: Purpose): string => `${definition.id}:${stage}`;

export const purposeLabel = ({ definition, stage }: Purpose): string => {
  const stages = startable(definition);
  const label = stages[1] && stages.find(({ id }) => id === stage)?.label;
  return [definition.title, label].filter(Boolean).join(', ');
};

export function chooseMain({
  purposes,
  language,
  address,
}: Frame & { purposes: readonly Purpose[] }): Content {
  const t = preparationWords[language];
  const options = purposes.map((one) => ({ id: purposeId(one), label: purposeLabel(one) }));
  const chosen = new URL(address).searchParams.get('lang');
  return html`<p><a href="${carryLanguage(preparationsPath, address)}">← ${t.list}</a></p>
<h1>${t.choose.title}</h1>
<p class="lead">${t.choose.lead}</p>
<form method="get" action="${preparationsPath}/nouveau" class="frame stack narrow">
${chosen ? html`<input type="hidden" name="lang" value="${chosen}">` : ''}
${choice({ id: 'pour', label: t.choose.label, value: options[0]?.id ?? '', options, problems: [] })}
<p><button>${t.choose.submit}</button></p>
</form>`;
}

export interface PurposeForm extends Frame {
  purpose: Purpose;
  input: PreparationInput;
  problems: readonly InputProblem[];
  /** Undefined: a new one. */
  draft: PreparedDraft | undefined;
  /** Several APIs may be chosen. */
  others: boolean;
  now: Date;
}

export const formTitle = ({ draft, purpose, problems, language }: PurposeForm): string => {
  const t = preparationWords[language].form;
  const title = draft ? t.edit : t.create(purposeLabel(purpose));
  return problems.length > 0 ? `${t.errorPrefix}${title}` : title;
};

export function formMain(form: PurposeForm): Content {
  const { purpose, input, draft, others, language, address, now } = form;
  const t = preparationWords[language].form;
  const to = (path: string) => carryLanguage(path, address);
  const problems = form.problems.map(
    ({ field, code }): FormProblem => ({
      field,
      text: preparationWords[language].problems[code],
    }),
  );
  const own = draft ? `${preparationsPath}/${draft.id}` : preparationsPath;
  const useCases = useCasesFor(purpose.definition, purpose.stage).map(({ id, label }) => ({ id, label }));
  const out = draft && isOut(stateOf(draft, now));
  return html`<p><a href="${to(own)}">← ${draft ? preparationWords[language].step.back : preparationWords[language].list}</a></p>
<div class="narrow">
<h1>${draft ? t.edit : t.create(purposeLabel(purpose))}</h1>
${!draft && others ? html`<p><a href="${to(`${preparationsPath}/nouveau`)}">${t.other}</a></p>` : ''}
${errorList(t.errors(problems.length), problems)}
<form method="post" action="${to(draft ? `${own}/modifier` : `${own}/nouveau?pour=${purposeId(purpose)}`)}" class="frame stack" novalidate>
${draft ? html`<input type="hidden" name="version" value="${draft.version}">` : ''}
${
  !draft && useCases.length > 0
    ? choice({
        ...{ id: 'useCase', label: t.useCase, hint: t.useCaseHint, value: input.useCase, problems },
        options: [{ id: '', label: t.noUseCase }, ...useCases],
      })
    : ''
}
${textField({ id: 'siret', label: t.siret, hint: t.siretHint, value: input.siret, maxlength: 40, problems })}
${textField({ id: 'email', label: t.email, hint: out ? t.emailOut : t.emailHint, value: input.email, type: 'email', maxlength: 254, problems })}
${textField({ id: 'title', label: t.titleField, hint: t.titleHint, value: input.title, maxlength: longestTitle(purpose.definition, purpose.stage), problems })}
${textArea({ id: 'text', label: t.text, hint: t.textHint, value: input.text, problems })}
${textArea({ id: 'note', label: t.note, hint: t.noteHint, value: input.note, problems })}
<p><button>${t.save}</button></p>
</form></div>`;
}

export interface StepForm extends Frame {
  draft: PreparedDraft;
  definition: ApiDefinition;
  step: Step;
  typed: Typed;
  errors: Filling['errors'];
  now: Date;
}

/**
 * The questions of a step that the provider's people may answer for somebody: documents are the applicant's to attach,
 * and what one role alone reads is theirs to write.
 */
export const questionsOf = (step: Step): Step => ({
  ...step,
  fields: step.fields.filter(({ kind, read_by }) => kind !== 'documents' && !read_by),
});

export function stepMain({
  draft,
  definition,
  step,
  typed,
  errors,
  language,
  address,
  now,
}: StepForm): Content {
  const t = preparationWords[language];
  const to = (path: string) => carryLanguage(path, address);
  const own = `${preparationsPath}/${draft.id}`;
  const answers = { ...draft.answers, ...typed } as PreparedDraft['answers'];
  const context = { ...contextOf(draft, now), answers };
  const filling: Filling = {
    ...{ definition, context, language, values: { ...draft.answers, ...typed }, errors, documents: [] },
  };
  const fields = visibleFields(questionsOf(step), context);
  const documents = step.fields.some(({ kind }) => kind === 'documents');
  const problems = [...errors].map(([field, texts]): FormProblem => ({ field, text: texts.join(' ') }));
  return html`<p><a href="${to(own)}">← ${t.step.back}</a></p>
<h1>${step.title}</h1>
<p class="lead">${t.step.hint}</p>
${errorList(t.form.errors(problems.length), problems)}
<form method="post" action="${to(`${own}/etapes/${step.id}`)}" class="frame" novalidate>
<input type="hidden" name="version" value="${draft.version}">
<div class="stack questions">
${step.introduction ? html`<p>${step.introduction}</p>` : ''}
${fields.map((field) => fieldView(field, filling))}
${documents ? html`<p class="hint">${t.step.documents}</p>` : ''}
</div>
<p class="block"><button>${t.step.save}</button></p>
</form>`;
}
