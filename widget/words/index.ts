/** French at once; English is one chunk more. */
import type { Language } from '../shared/language.ts';
import fr from './fr.ts';

/** A missing or superfluous key in another language is a compile error. */
export type Words = typeof fr;

let english: Words | undefined;

/** To be awaited before anything is drawn in that language; French when English does not come. */
export async function loadWords(language: Language): Promise<void> {
  if (language === 'en')
    english ??= await import('./en.ts').then(
      (loaded) => loaded.default,
      () => undefined,
    );
}

export const wordsIn = (language: Language): Words => (language === 'en' && english) || fr;
