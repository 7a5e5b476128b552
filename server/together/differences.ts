/** Answers that two requests of one file have in common, and that are no longer the same. Pure. */
import type { Answer, Answers } from '../../catalogue/answers.ts';
import type { Field } from '../../catalogue/definition.ts';
import { fieldsOf, isVisible } from '../../catalogue/steps.ts';
import { type FilledForm, fits } from '../../catalogue/together.ts';
import type { FileDifference } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import { same } from '../requests/view/differences.ts';

/**
 * The fields whose answers two requests can be compared by, as the first of them asks: in one shape whichever led, asked
 * in both, and read by whoever reads the request. What one role alone reads is compared by nobody.
 */
export function comparable(ours: FilledForm, theirs: FilledForm): Field[] {
  const there = fieldsOf(theirs.definition, theirs.stage);
  return fieldsOf(ours.definition, ours.stage).filter((field) => {
    const other = there.find(({ id }) => id === field.id);
    return (
      other &&
      !field.read_by &&
      (fits(field, other) || fits(other, field)) &&
      isVisible(field, ours.context) &&
      isVisible(other, theirs.context)
    );
  });
}

/** Documents are the same by their names and sizes: each request has its own rows. */
export const alike = (one: Answer | undefined, other: Answer | undefined): boolean =>
  same(withoutIds(one), withoutIds(other));

const withoutIds = (answer: Answer | undefined): unknown =>
  Array.isArray(answer)
    ? answer.map((item) => (typeof item === 'string' ? item : [item.name, item.size].join('/')))
    : answer;

/** @param name of the other request: « D1043 (API Particulier) » */
export function differences(
  ours: FilledForm,
  theirs: FilledForm,
  name: string,
  language: Language,
): FileDifference[] {
  const [here, there]: Answers[] = [ours.context.answers, theirs.context.answers];
  return comparable(ours, theirs).flatMap((field) => {
    const [one, other] = [here?.[field.id], there?.[field.id]];
    if (alike(one, other)) return [];
    const [said, elsewhere] = [inWords(field, one, language), inWords(field, other, language)];
    const text =
      said !== undefined && elsewhere !== undefined
        ? words[language].values(field.label, said, elsewhere, name)
        : words[language].other(field.label, name);
    return [{ field: field.id, label: field.label, text }];
  });
}

/** Longest text that is quoted, in characters. */
const longest = 80;

/** A short answer; undefined for what takes more than a line, and for people: what they are called is read in its place. */
function inWords(field: Field, answer: Answer | undefined, language: Language): string | undefined {
  const t = words[language];
  if (answer === undefined || answer === '') return t.none;
  switch (field.kind) {
    case 'number':
      return String(answer);
    case 'confirmation':
      return answer ? t.yes : t.no;
    case 'one_of':
      return field.options.find(({ id }) => id === answer)?.label;
    case 'text':
    case 'url':
    case 'date':
      return typeof answer === 'string' && answer.length <= longest ? answer : undefined;
    default:
      return undefined;
  }
}

const words = {
  fr: {
    values: (label: string, here: string, there: string, name: string) =>
      `${label} : ${here} ici, ${there} dans ${name}`,
    other: (label: string, name: string) => `${label} : la réponse n’est pas la même dans ${name}`,
    none: 'rien',
    yes: 'oui',
    no: 'non',
  },
  en: {
    values: (label: string, here: string, there: string, name: string) =>
      `${label}: ${here} here, ${there} in ${name}`,
    other: (label: string, name: string) => `${label}: the answer is not the same in ${name}`,
    none: 'nothing',
    yes: 'yes',
    no: 'no',
  },
};
