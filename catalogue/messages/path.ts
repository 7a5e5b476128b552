/** Both languages at once, for the server, which sends the words with the questions. */
import type { Language } from '../localise.ts';
import type { PathWords } from '../path-part.ts';
import { spaced } from '../typography.ts';
import { pathWords as en } from './path.en.ts';
import { pathWords as fr } from './path.fr.ts';

const typeset = JSON.parse(JSON.stringify(fr), (_, value) =>
  typeof value === 'string' ? spaced(value) : value,
) as PathWords;

export const pathWords: Record<Language, PathWords> = { fr: typeset, en };
