/** What every part of a decision's page is drawn from. */
import type { Actor } from '../../accounts/actor.ts';
import type { Language } from '../../http/language.ts';
import type { FormProblem as WrittenProblem } from '../../pages/form.ts';
import type { Content } from '../../pages/layout.ts';
import { grantsHabilitation } from '../../requests/life/grants.ts';
import { clockWords } from '../clock-words.ts';
import { longestWords } from '../decision.ts';
import type { HistoryLine, View } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import type { Offer } from '../templates/offer.ts';
import type { FormField, FormProblem } from './check.ts';
import type { Decision } from './decisions.ts';
import type { Held, HeldMember } from './held.ts';
import type { DecisionForm } from './input.ts';
import type { Preview } from './preview.ts';
import { decisionTexts } from './words/index.ts';

export interface Scene {
  view: View;
  actor: Actor;
  name: Decision;
  input: DecisionForm;
  problems: FormProblem[];
  /** Where the form goes. */
  action: string;
  now: Date;
  /** After a lost race: what others did since this instructor opened the request, newest first. */
  meanwhile?: HistoryLine[] | undefined;
  /** Whether the decision can (still) be made. */
  permitted: boolean;
  /** Texts to put in; undefined where none are for this decision. */
  offer: Offer | undefined;
  /** How often each ground of refusal was given. */
  uses: ReadonlyMap<string, number>;
  held: Held | undefined;
  members: HeldMember[];
  preview: Preview | undefined;
  /** Of a validation: what stands of the controls. */
  before: Content | undefined;
}

/** Whether a validation is an answer, without a habilitation. */
export const answers = ({ definition, file }: View) => !grantsHabilitation(definition, file.request.stage);

/** The name of a decision, as its link and its page's title. */
export function decisionTitle(name: Decision, view: View): string {
  const t = decisionTexts[view.language];
  const { reopening } = view.file.request;
  if (name === 'validate' && answers(view)) return instructionTexts[view.language].request.answer;
  if (name === 'refuse' && reopening) return t.refuseUpdate[reopening];
  if (name === 'cancel_reopening' && reopening === 'renewal') return t.cancelRenewal;
  return t.name[name];
}

export function problemText({ field, code }: FormProblem, name: Decision, language: Language): string {
  const t = instructionTexts[language].decision;
  const more = decisionTexts[language].problems;
  switch (code) {
    case 'too_long':
      return t.tooLong(longestWords);
    case 'wrong_character':
      return t.wrongCharacter;
    case 'unknown':
      return field === 'scopes' ? more.unknownScope : field === 'quota' ? more.unknownQuota : t.unknownField;
    case 'less':
    case 'none':
    case 'day':
    case 'hearing':
      return more[code];
    case 'over':
      return clockWords[language].over;
    case 'required':
      if (field === 'category') return t.needCategory;
      if (name === 'validate') return t.needAnswer;
      if (name === 'refuse') return t.needRefusal;
      return Object.hasOwn(more.words, name) ? more.words[name as keyof typeof more.words] : t.needReason;
  }
}

/** In words, as the pieces of a form take them. */
export const writtenProblems = ({
  problems,
  name,
  view,
}: Pick<Scene, 'problems' | 'name' | 'view'>): WrittenProblem<FormField>[] =>
  problems.map((problem) => ({ field: problem.field, text: problemText(problem, name, view.language) }));
