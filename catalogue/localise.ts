/** A file of the catalogue with its texts in one language: what travels to the browser and drives the rules. */
import type { Localised } from './definition.ts';

export type Language = 'fr' | 'en';

export function localise<File extends object>(file: File, language: Language): Localised<File> {
  return pick(file, language) as Localised<File>;
}

function pick(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, language));
  if (typeof value !== 'object' || value === null) return value;
  // A text is exactly `{ fr, en }`; the schema lets nothing else have these two keys alone.
  const keys = Object.keys(value);
  if (keys.length === 2 && 'fr' in value && 'en' in value) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pick(item, language)]));
}
