/** Instants for people: their language, `Europe/Paris`. */
import type { Language } from '../http/language.ts';

/** Made once: making one costs more than a mail's other words together. */
const formats = {
  day: inBoth({ dateStyle: 'long' }),
  dayAndTime: inBoth({ dateStyle: 'long', timeStyle: 'short' }),
  time: inBoth({ timeStyle: 'short' }),
};

/** « 4 novembre 2026 » */
export function day(instant: Date, language: Language): string {
  return formats.day[language].format(instant);
}

/** The same of a date, `YYYY-MM-DD`: noon keeps clear of both midnights. */
export function dateInWords(date: string, language: Language): string {
  return day(new Date(`${date}T12:00:00Z`), language);
}

/** « 4 novembre 2026 à 10:14 » */
export function dayAndTime(instant: Date, language: Language): string {
  return formats.dayAndTime[language].format(instant);
}

/** « 10:14 » */
export function time(instant: Date, language: Language): string {
  return formats.time[language].format(instant);
}

function inBoth(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const inParis = { ...options, timeZone: 'Europe/Paris' };
  return { fr: new Intl.DateTimeFormat('fr-FR', inParis), en: new Intl.DateTimeFormat('en-GB', inParis) };
}
