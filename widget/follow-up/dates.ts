import type { Language } from '../shared/language.ts';

/** Paris time: deadlines are those of the French administration, wherever the browser is. */
const timeZone = 'Europe/Paris';

/** « 16 novembre 2026 ». */
export const day = (at: string, language: Language): string =>
  new Date(at).toLocaleDateString(language, { dateStyle: 'long', timeZone });

/** « 17:40 ». */
export const time = (at: string, language: Language): string =>
  new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', timeZone });
