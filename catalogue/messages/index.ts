/** Both languages at once, for the server. The browser imports the one that it shows. */

import type { Field } from '../definition.ts';
import type { Language } from '../localise.ts';
import type { AnswerProblem } from '../problems.ts';
import { contactSentences as contactsEn } from './contacts.en.ts';
import { contactSentences as contactsFr } from './contacts.fr.ts';
import { dateSentences as datesEn } from './dates.en.ts';
import { dateSentences as datesFr } from './dates.fr.ts';
import * as en from './en.ts';
import * as fr from './fr.ts';
import { storageSentences as storageEn } from './storage.en.ts';
import { storageSentences as storageFr } from './storage.fr.ts';

export type ProblemMessage = (problem: AnswerProblem, field: Field | undefined) => string;

const messages: Record<Language, ProblemMessage> = {
  fr: fr.messagesFrom({ ...fr.sentences, ...datesFr, ...contactsFr, ...storageFr }),
  en: en.messagesFrom({ ...en.sentences, ...datesEn, ...contactsEn, ...storageEn }),
};

export const messageFor = (language: Language): ProblemMessage => messages[language];
