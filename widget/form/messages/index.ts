/** French at once; English is one small chunk more, with the catalogue's words for errors. */
import type { AnswerProblem } from '../../../catalogue/checker.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { problemMessage } from '../../../catalogue/messages/fr.ts';
import type { Language } from '../../shared/language.ts';
import fr from './fr.ts';

/** A missing or superfluous key in another language is a compile error. */
export type FormMessages = typeof fr;

export interface FormWords {
  words: FormMessages;
  problem(problem: AnswerProblem, field: Field | undefined): string;
}

export const french: FormWords = { words: fr, problem: problemMessage };

/** French where English cannot be loaded. */
export async function loadWords(language: Language): Promise<FormWords> {
  if (language === 'fr') return french;
  try {
    const [own, catalogue] = await Promise.all([
      import('./en.ts'),
      import('../../../catalogue/messages/en.ts'),
    ]);
    return { words: own.default, problem: catalogue.problemMessage };
  } catch {
    return french;
  }
}
