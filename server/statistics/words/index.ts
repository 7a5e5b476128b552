import type { Language } from '../../http/language.ts';
import { en } from './en.ts';
import { fr, type StatisticsTexts } from './fr.ts';

export const statisticsTexts: Record<Language, StatisticsTexts> = { fr, en };

export type { StatisticsTexts };
