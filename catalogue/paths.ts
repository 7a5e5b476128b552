/**
 * Which stage a request starts in, and why, where one stage follows another: two questions before the form, « who
 * develops? » and « with which publisher? ». A publisher whose tests in the sandbox are accepted spares its clients
 * theirs. Where there is one stage, the same two questions find out whether the publisher spares its clients even that.
 * The answers stand in the request's `eligibility`, beside those of the decision tree. Pure.
 */
import type { EligibilityAnswers } from './answers.ts';
import type { EligibilityTree, Stage } from './definition.ts';
import { type Editor, editorsFor, acceptanceDone as isAccepted } from './editors.ts';
import { type pathQuestions, walk } from './eligibility.ts';

export type PathQuestionId = (typeof pathQuestions)[number];

/** Why a request starts where it does. */
export const pathReasons = [
  /** The API has one stage, which is to be asked for. */
  'one_stage',
  /** What the decision tree allows: a publisher asks for the sandbox alone. */
  'first_stage_only',
  'own_team',
  'unknown_editor',
  'acceptance_pending',
  'acceptance_done',
  /** There is nothing to ask for: the publisher has done it. */
  'already_integrated',
] as const;
export type PathReason = (typeof pathReasons)[number];

export interface Path {
  /** Still to be answered; then nothing else is said. */
  question?: PathQuestionId;
  /** The stage to start in. */
  stage?: Stage['id'];
  reason?: PathReason;
  /** The publisher's clients may turn to it instead of asking. */
  noRequestNeeded?: true;
}

/** A publisher with one of its software for an API: what the second question offers. */
export interface PathEditor {
  /** The answer: `arpege`, or `arpege/concerto` where the software has a name. */
  id: string;
  editor: string;
  software?: string;
  siret?: string;
  /** Of the software; none: whatever the use case. */
  use_cases: string[];
  acceptance_done: boolean;
  already_integrated: boolean;
  france_connect_certified: boolean;
}

/** The answer to « with which publisher? » of who finds theirs not. */
export const otherEditor = 'autre';

/** What the rules look at: a definition, or the parts of one. */
interface Staged {
  stages: Pick<Stage, 'id' | 'follows'>[];
  asks_publisher?: boolean | undefined;
  eligibility: Pick<EligibilityTree, 'first' | 'questions' | 'verdicts'>;
}

/** Whether the two questions are asked at all. */
export const hasPath = ({ stages, asks_publisher }: Pick<Staged, 'stages' | 'asks_publisher'>): boolean =>
  !!asks_publisher || stages.some(({ follows }) => follows !== undefined);

/**
 * @param editors those of this API (`pathEditors`)
 * @param answers of the decision tree and of the two questions; one that is not offered any more is asked again
 */
export function pathOf(
  { stages, eligibility, asks_publisher }: Staged,
  editors: readonly PathEditor[],
  answers: EligibilityAnswers,
): Path {
  const next = stages.find(({ follows }) => follows);
  const first = next?.follows?.stage ?? stages[0]?.id;
  const at = (stage: Path['stage'] | undefined, reason: PathReason): Path => ({
    ...(stage && { stage }),
    reason,
  });
  // Where the first stage is the only one, that is reason enough.
  const begin = (reason: PathReason) => at(first, next ? reason : 'one_stage');
  if (!next && !asks_publisher) return begin('one_stage');
  const verdict = eligibility.verdicts[walk(eligibility, answers).verdict ?? ''];
  if (next && verdict?.stages && !verdict.stages.includes(next.id)) return begin('first_stage_only');
  if (answers.developpement === 'equipe') return begin('own_team');
  if (answers.developpement !== 'editeur') return { question: 'developpement' };
  if (answers.editeur === otherEditor) return begin('unknown_editor');
  const editor = editorChosen(editors, answers.editeur);
  if (!editor) return { question: 'editeur' };
  const spared = next && editor.acceptance_done;
  if (editor.already_integrated)
    return { ...at(spared ? next.id : first, 'already_integrated'), noRequestNeeded: true };
  return spared ? at(next.id, 'acceptance_done') : begin('acceptance_pending');
}

/** The answers of the form that say the same as the first question; what else it says would contradict the path. */
export const teamTypes = { equipe: 'internal_team', editeur: 'software_company' } as const;

/** The field that they stand in, as DataPass names it. */
export const teamField = 'technical_team_type';

/** @param answer as the request keeps it; software that has another name since leads to its publisher */
export function editorChosen(
  editors: readonly PathEditor[],
  answer: string | undefined,
): PathEditor | undefined {
  const publisher = (id = '') => id.split('/')[0];
  return (
    editors.find(({ id }) => id === answer) ?? editors.find(({ id }) => publisher(id) === publisher(answer))
  );
}

/** What the second question offers for an API, by name. @param api its id */
export function pathEditors(editors: readonly Editor[], api: string): PathEditor[] {
  return editorsFor(editors, api)
    .flatMap((editor): PathEditor[] => {
      const common = {
        editor: editor.name,
        ...(editor.siret && { siret: editor.siret }),
        acceptance_done: isAccepted(editor, api),
        france_connect_certified: editor.france_connect_certified,
      };
      const programs = new Map(
        editor.software.map(({ name }) => [name, editor.software.filter((one) => one.name === name)]),
      );
      if (programs.size === 0)
        return [{ ...common, id: editor.id, use_cases: [], already_integrated: false }];
      return [...programs].map(([software, same]) => ({
        ...common,
        id: `${editor.id}/${slug(software)}`,
        software,
        use_cases: same.flatMap(({ use_cases }) => use_cases),
        already_integrated: same.some(({ already_integrated }) => already_integrated),
      }));
    })
    .sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'fr'));
}

/** « Arpège – Concerto » */
export const nameOf = ({ editor, software }: Pick<PathEditor, 'editor' | 'software'>): string =>
  software && software !== editor ? `${editor} – ${software}` : editor;

/** « Publik Famille » is `publik-famille` */
function slug(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** Whether an answer to one of the two questions has the form of one: nothing else is kept with a request. */
export function isPathAnswer(question: string, answer: string): boolean {
  if (question === 'developpement') return answer === 'equipe' || answer === 'editeur';
  return question === 'editeur' && /^[A-Za-z0-9][\w-]*(\/[a-z0-9-]+)?$/.test(answer);
}
