/** A file of the catalogue with its texts in one language: what travels to the browser and drives the rules. */
import type { Localised } from './definition.ts';
import { spaced } from './typography.ts';

export type Language = 'fr' | 'en';

export function localise<File extends object>(file: File, language: Language): Localised<File> {
  return pick(file, language, '') as Localised<File>;
}

/** Keys of texts shown to people: a plain string there is one that both languages share. */
const shown =
  /^(label|hint|help|title|text|message|missing|introduction|summary|reason|now|proof|expects|from)$/;

/** Keys of what is compared or written into answers, which stays as it is to the letter. */
const data = /^(example|prefill|\w*words)$/;

/** @param key under which the value stands */
function pick(value: unknown, language: Language, key: string): unknown {
  if (typeof value === 'string') return shown.test(key) ? spaced(value) : value;
  if (Array.isArray(value)) return value.map((item) => pick(item, language, key));
  if (typeof value !== 'object' || value === null) return value;
  // A text is exactly `{ fr, en }`; the schema lets nothing else have these two keys alone.
  const keys = Object.keys(value);
  if (keys.length === 2 && 'fr' in value && 'en' in value) {
    return language === 'fr' && !data.test(key) ? spaced(value.fr as string) : value[language];
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, pick(item, language, data.test(key) ? key : name)]),
  );
}
