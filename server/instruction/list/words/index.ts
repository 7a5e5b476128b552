/** Texts of the list of requests, by language. */
import type { Language } from '../../../http/language.ts';
import { english } from './en.ts';
import { french, type ListTexts } from './fr.ts';

export const listTexts: Record<Language, ListTexts> = { fr: french, en: english };
