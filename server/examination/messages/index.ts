/** Words of the examination of a request, by language. */
import type { Language } from '../../http/language.ts';
import { english } from './en.ts';
import { type ExaminationWords, french } from './fr.ts';

export const examinationTexts: Record<Language, ExaminationWords> = { fr: french, en: english };
