/** Words of the decisions, by language. */
import type { Language } from '../../../http/language.ts';
import { english } from './en.ts';
import { french, type Texts } from './fr.ts';

export const decisionTexts: Record<Language, Texts> = { fr: french, en: english };
