/** French at once; English is one small chunk more. */
import type { Language } from '../../shared/language.ts';
import fr from './fr.ts';

/** A missing or superfluous key in another language is a compile error. */
export type FollowUpMessages = typeof fr;

export { fr };

/** French where English cannot be loaded. */
export const loadMessages = (language: Language): FollowUpMessages | Promise<FollowUpMessages> =>
  language === 'fr'
    ? fr
    : import('./en.ts').then(
        (loaded) => loaded.default,
        () => fr,
      );
