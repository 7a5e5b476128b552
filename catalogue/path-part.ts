/**
 * What the element shows before the form where its path is to be chosen (`GET /catalogue/:api/path`): the two
 * questions with what each answer fills in, what comes of them in words, and what to ask one's publisher. Pure.
 */
import type { EligibilityAnswers } from './answers.ts';
import type { ApiDefinition, Field, Stage } from './definition.ts';
import type { Editors } from './editors.ts';
import {
  editorChosen,
  hasPath,
  nameOf,
  otherEditor,
  type PathEditor,
  type PathQuestionId,
  type PathReason,
  pathEditors,
  pathOf,
  pathReasons,
  teamField,
  teamTypes,
} from './paths.ts';

interface Choice {
  label: string;
  hint?: string;
}

/** The words, in one language (`messages/path.*.ts`); `{first}` and `{next}` stand for the names of the stages. */
export interface PathWords {
  developpement: { label: string; hint: string; equipe: Choice; editeur: Choice };
  editeur: { label: string; hint: string; autre: Choice };
  outcomes: Record<PathReason, PathOutcome>;
  checklist: { title: string; introduction: string };
}

export interface PathOutcome {
  title: string;
  /** Paragraphs. */
  text: string[];
}

export interface PathQuestion {
  id: PathQuestionId;
  label: string;
  hint: string;
  options: (Choice & {
    id: string;
    /** Answers of the form that this one gives already; the applicant may change them. */
    prefill: Record<string, string>;
  })[];
}

export interface PathPart {
  id: string;
  /** For `pathOf`, with the decision tree that the element has. */
  stages: Pick<Stage, 'id' | 'label' | 'follows'>[];
  asks_publisher: boolean;
  /** Empty where there is nothing to choose. */
  questions: PathQuestion[];
  outcomes: Partial<Record<PathReason, PathOutcome>>;
  editors: PathEditor[];
  checklist: PathWords['checklist'] & { questions: Editors['questions'] };
}

export function pathPart(api: ApiDefinition, { editors, questions }: Editors, words: PathWords): PathPart {
  const known = pathEditors(editors, api.id);
  const asked = hasPath(api);
  return {
    id: api.id,
    stages: api.stages.map(({ id, label, follows }) => ({ id, label, ...(follows && { follows }) })),
    asks_publisher: !!api.asks_publisher,
    questions: asked ? questionsOf(api, known, words) : [],
    outcomes: asked ? outcomesOf(api, words) : {},
    editors: known,
    checklist: { ...words.checklist, questions },
  };
}

/** What somebody answered to the two questions, in words; nothing where they are not asked. */
export function pathLines(
  api: ApiDefinition,
  { editors }: Editors,
  words: PathWords,
  answers: EligibilityAnswers,
): { label: string; answer: string }[] {
  const known = pathEditors(editors, api.id);
  if (!hasPath(api) || pathOf(api, known, answers).reason === 'first_stage_only') return [];
  const [who, which] = questionsOf(api, known, words);
  const chosen = (question: PathQuestion | undefined, answer: string | undefined) => {
    const option = question?.options.find(({ id }) => id === answer);
    return question && option ? [{ label: question.label, answer: option.label }] : [];
  };
  const publisher = editorChosen(known, answers.editeur)?.id ?? answers.editeur;
  return [
    ...chosen(who, answers.developpement),
    ...(answers.developpement === 'editeur' ? chosen(which, publisher) : []),
  ];
}

function questionsOf(api: ApiDefinition, editors: PathEditor[], words: PathWords): PathQuestion[] {
  const fields = api.steps.flatMap((step) => step.fields);
  const fill = (answers: Record<string, string | undefined>) => prefill(fields, answers);
  const { equipe, editeur, ...developpement } = words.developpement;
  const { autre, ...publisher } = words.editeur;
  return [
    {
      ...{ id: 'developpement', ...developpement },
      options: [
        { id: 'equipe', ...equipe, prefill: fill({ [teamField]: teamTypes.equipe }) },
        { id: 'editeur', ...editeur, prefill: fill({ [teamField]: teamTypes.editeur }) },
      ],
    },
    {
      ...{ id: 'editeur', ...publisher },
      options: [
        ...editors.map((one) => ({
          id: one.id,
          label: nameOf(one),
          prefill: fill({ technical_team_value: one.editor, technical_team_software: one.software }),
        })),
        { id: otherEditor, ...autre, prefill: {} },
      ],
    },
  ];
}

/** Only what the form asks; the names of its fields are DataPass's. */
function prefill(fields: Field[], answers: Record<string, string | undefined>): Record<string, string> {
  const fits = ([id, answer]: [string, string | undefined]) =>
    fields.some(
      (field) =>
        field.id === id &&
        (field.kind === 'text' ||
          (field.kind === 'one_of' && field.options.some((option) => option.id === answer))),
    ) && answer !== undefined;
  return Object.fromEntries(Object.entries(answers).filter(fits)) as Record<string, string>;
}

function outcomesOf({ stages }: ApiDefinition, { outcomes }: PathWords): PathPart['outcomes'] {
  const next = stages.find(({ follows }) => follows);
  const first = stages.find(({ id }) => id === next?.follows?.stage);
  const named = (text: string) =>
    text.replaceAll('{first}', first?.label ?? '').replaceAll('{next}', next?.label ?? '');
  const reasons = pathReasons.filter((reason) =>
    next ? reason !== 'one_stage' : reason === 'one_stage' || reason === 'already_integrated',
  );
  return Object.fromEntries(
    reasons.map((reason) => [
      reason,
      { title: named(outcomes[reason].title), text: outcomes[reason].text.map(named) },
    ]),
  );
}
