/** Both languages at once, for the server. The browser imports the one that it shows. */
import type { AnswerProblem } from '../checker.ts';
import type { Field } from '../definition.ts';
import type { Language } from '../localise.ts';
import * as en from './en.ts';
import * as fr from './fr.ts';

export type ProblemMessage = (problem: AnswerProblem, field: Field | undefined) => string;

export function messageFor(language: Language): ProblemMessage {
  return (language === 'en' ? en : fr).problemMessage;
}
