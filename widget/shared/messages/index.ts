/** The element's own words. French is in the entry; English is one small chunk more. */
import type { Language } from '../language.ts';
import fr from './fr.ts';

/** A missing or superfluous key in another language is a compile error. */
export type Messages = typeof fr;

/** French at once; English once loaded, and French when it cannot be. */
export function loadMessages(language: Language): Messages | Promise<Messages> {
  return language === 'fr'
    ? fr
    : import('./en.ts').then(
        (loaded) => loaded.default,
        () => fr,
      );
}

export { fr };
