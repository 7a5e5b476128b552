/** The words of the journey after the eligibility question; English is a chunk of its own. */
import type { Language } from '../../shared/language.ts';
import fr from './fr.ts';

export type LaterMessages = typeof fr;

let english: LaterMessages | undefined;

/** To be awaited before anything of `later.ts` is drawn in that language; French when English does not come. */
export async function loadLater(language: Language): Promise<void> {
  if (language === 'en')
    english ??= await import('./en.ts').then(
      (loaded) => loaded.default,
      () => undefined,
    );
}

export const laterMessages = (language: Language): LaterMessages => (language === 'en' && english) || fr;
