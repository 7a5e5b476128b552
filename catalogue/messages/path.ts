/** Both languages at once, for the server, which sends the words with the questions. */
import type { Language } from '../localise.ts';
import type { PathWords } from '../path-part.ts';
import { pathWords as en } from './path.en.ts';
import { pathWords as fr } from './path.fr.ts';

export const pathWords: Record<Language, PathWords> = { fr, en };
