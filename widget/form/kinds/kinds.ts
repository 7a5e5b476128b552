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
import { readers } from '../read.ts';
import { kindWords } from './words.ts';
import './questionnaire.ts';
import './team.ts';

const sentences = { fr: { ...datesFr, ...contactsFr }, en: { ...datesEn, ...contactsEn } };

/** Gives a form the words on these kinds, and the marks of its data. */
export function teach(form: FormContext): void {
  const t = kindWords[form.language];
  Object.assign(form.t.sentences, sentences[form.language]);
  form.mark = ({ sensitive }, state) => [
    state === 'included' ? badge('ok', t.included) : '',
    sensitive ? badge('warn', t.sensitive) : '',
  ];
}

readers.date = (_: unknown, day: string, language) => [
  new Date(day).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' }),
];
