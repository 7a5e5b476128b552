/** Texts of the instruction space, by language. */
import type { Language } from '../../http/language.ts';
import { english } from './en.ts';
import { french, type Texts } from './fr.ts';

export const instructionTexts: Record<Language, Texts> = { fr: french, en: english };
