/** Instants for people: their language, `Europe/Paris`. */
import type { Language } from '../http/language.ts';

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

/** « 4 novembre 2026 » */
export function day(instant: Date, language: Language): string {
  return format(instant, language, { dateStyle: 'long' });
}

/** « 4 novembre 2026 à 10:14 » */
export function dayAndTime(instant: Date, language: Language): string {
  return format(instant, language, { dateStyle: 'long', timeStyle: 'short' });
}

function format(instant: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'Europe/Paris' }).format(instant);
}
