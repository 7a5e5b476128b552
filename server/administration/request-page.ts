/** `/administration/demandes/:number`: an answer put right, or the request given to another organisation. */
import { html } from 'hono/html';
import { contextOf, numberOf, type View } from '../instruction/file.ts';
import { answerOf } from '../invitations/form/answers.ts';
import { fieldView } from '../invitations/form/fields.ts';
import type { Typed } from '../invitations/form/read.ts';
import { errorList, type FormProblem, textArea, textField } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { CommandName } from '../requests/life/lifecycle.ts';
import { type Correctable, correctable } from './putting-right.ts';
import { administrationWords } from './words.ts';

export const requestPath = ({ file }: View): string => `/administration/demandes/${numberOf(file.request)}`;

interface Frame {
  view: View;
  problems: readonly FormProblem[];
  reason: string;
}

export interface RequestPage extends Frame {
  actions: readonly CommandName[];
  done: boolean;
  siret: string;
  email: string;
}

export function requestMain(page: RequestPage): Content {
  const { view, actions, done, problems } = page;
  const words = administrationWords[view.language];
  const t = words.requests;
  return html`${back(view)}
${done ? html`<div class="callout ok" role="status"><p>${t.done}</p></div>` : ''}
<h1>${t.title(numberOf(view.file.request))}</h1>
<p class="lead">${t.lead}</p>
${errorList(words.errors(problems.length), problems)}
${actions.includes('transfer_organisation') ? moveForm(page) : ''}
${actions.includes('correct') ? answersView(view) : ''}`;
}

function back(view: View): Content {
  const to = carryLanguage(`/instruction/${numberOf(view.file.request)}`, view.address);
  return html`<p><a href="${to}">← ${administrationWords[view.language].requests.request}</a></p>`;
}

function moveForm({ view, reason, siret, email, problems }: RequestPage): Content {
  const t = administrationWords[view.language].requests;
  return html`<section class="frame" aria-labelledby="move"><h2 id="move">${t.move}</h2><p class="hint">${t.moveHint}</p>
<form method="post" action="${carryLanguage(`${requestPath(view)}/organisation`, view.address)}" class="stack" novalidate>
<input type="hidden" name="seen" value="${view.file.request.version}">
${textField({ id: 'siret', label: t.siret, value: siret, maxlength: 20, problems })}
${textField({ id: 'email', label: t.email, type: 'email', value: email, problems })}
${textArea({ id: 'reason', label: t.reason, value: reason, problems })}
<div><button>${t.moveSubmit}</button></div></form></section>`;
}

function answersView(view: View): Content {
  const t = administrationWords[view.language].requests;
  const reading = {
    definition: view.definition,
    context: contextOf(view.file.request),
    language: view.language,
  };
  return html`<section aria-labelledby="answers"><h2 id="answers">${t.answers}</h2>
<dl class="answers">${correctable(view)
    .filter(({ field }) => view.reads(field.id))
    .map(
      ({ field }) => html`<div><dt>${field.label}</dt>
<dd>${answerOf(field, reading.context.answers[field.id], reading)}
<p><a href="${carryLanguage(`${requestPath(view)}/reponses/${field.id}`, view.address)}">${t.choose}<span class="hidden"> ${field.label}</span></a></p></dd></div>`,
    )}</dl></section>`;
}

export interface CorrectionPage extends Frame {
  target: Correctable;
  values: Typed;
  errors: ReadonlyMap<string, string[]>;
  note: string;
}

export function correctionMain({
  view,
  target,
  values,
  errors,
  reason,
  note,
  problems,
}: CorrectionPage): Content {
  const { definition, language } = view;
  const words = administrationWords[language];
  const t = words.requests;
  const { field } = target;
  const wrong = [...errors].map(([name, texts]) => ({ field: name, text: texts.join(' ') }));
  const all = [...wrong, ...problems];
  const context = contextOf(view.file.request);
  return html`<p><a href="${carryLanguage(requestPath(view), view.address)}">← ${t.title(numberOf(view.file.request))}</a></p>
<div class="narrow"><h1>${t.correct(field.label)}</h1>
${errorList(words.errors(all.length), all)}
<form method="post" action="${carryLanguage(`${requestPath(view)}/reponses/${field.id}`, view.address)}" class="stack" novalidate>
<input type="hidden" name="seen" value="${view.file.request.version}">
${fieldView(field, { definition, context, language, values, errors, documents: [] })}
${textArea({ id: 'reason', label: t.reason, value: reason, problems })}
${textArea({ id: 'note', label: t.note, hint: t.noteHint, value: note, problems })}
<div><button>${t.save}</button></div></form></div>`;
}
