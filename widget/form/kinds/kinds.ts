/**
 * What only some forms ask: dates with rules, questionnaires, teams and mobile numbers, data that come with every
 * request or are sensitive. A chunk of its own, there before such a form is drawn (`needsKinds`).
 */
import '../../../catalogue/contacts.ts';
import '../../../catalogue/dates.ts';
import { contactSentences as contactsEn } from '../../../catalogue/messages/contacts.en.ts';
import { contactSentences as contactsFr } from '../../../catalogue/messages/contacts.fr.ts';
import { dateSentences as datesEn } from '../../../catalogue/messages/dates.en.ts';
import { dateSentences as datesFr } from '../../../catalogue/messages/dates.fr.ts';
import { badge } from '../../shared/parts.ts';
import type { FormContext } from '../fields/field.ts';
import { marks } from '../fields/scopes.ts';
import { readers } from '../read.ts';
import { kindWords } from './words.ts';
import './questionnaire.ts';
import './team.ts';

const sentences = { fr: { ...datesFr, ...contactsFr }, en: { ...datesEn, ...contactsEn } };

/** Gives a form's words those on these kinds. */
export function teach({ t, language }: Pick<FormContext, 't' | 'language'>): void {
  Object.assign(t.sentences, sentences[language]);
}

readers.date = (_: unknown, day: string, language) => [
  new Date(day).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }),
];

marks.push(({ sensitive }, state, { language }) => {
  const t = kindWords[language];
  return [state === 'included' ? badge('ok', t.included) : '', sensitive ? badge('warn', t.sensitive) : ''];
});
