/** Dates as French deliberations write them: « 12 mars 2026 », « 12/03/2026 », « L'an deux mille vingt-six, le douze mars ». Pure. */
import type { PlainText } from './deliberation-text.ts';
import { isDay } from './forms.ts';

export interface WrittenDate {
  at: number;
  /** YYYY-MM-DD */
  day: string;
}

const months = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];

const units =
  'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix sept dix huit dix neuf';
const names = units
  .replace(/dix (sept|huit|neuf)/g, 'dix-$1')
  .split(' ')
  .map((word) => word.replace('-', ' '));
const tens = ['', '', 'vingt', 'trente', 'quarante', 'cinquante'];

/** 0 to 59 in words. */
function inWords(value: number): string {
  const unit = value % 10;
  if (value < 20) return names[value] ?? '';
  const ten = tens[Math.floor(value / 10)] ?? '';
  if (unit === 0) return ten;
  return unit === 1 ? `${ten} et un` : `${ten} ${names[unit]}`;
}

/** Longest first: « vingt six » is not « vingt ». */
const numbers = new Map(
  Array.from({ length: 60 }, (_, value) => [inWords(value), value] as const)
    .concat([['premier', 1]])
    .sort(([a], [b]) => b.length - a.length),
);
const number = [...numbers.keys()].join('|');
const month = months.join('|');
const dayOf = `(?<day>\\d{1,2}|${number})(?: er)? (?<month>${month})`;
const yearOf = `(?<year>20\\d\\d|deux mille(?: (?:${number}))?)`;

const forms = [
  new RegExp(` ${dayOf} ${yearOf}(?= )`, 'g'),
  new RegExp(` (?<day>\\d{1,2}) (?<month>\\d{1,2}) ${yearOf}(?= )`, 'g'),
  // « l an deux mille vingt six et le jeudi douze mars »
  new RegExp(` l an ${yearOf}(?: [a-z]+){0,4}? ${dayOf}(?= )`, 'g'),
];

/** In the order of the text. */
export function datesIn({ text }: PlainText): WrittenDate[] {
  return forms
    .flatMap((form) =>
      [...text.matchAll(form)].flatMap(({ index, groups = {} }) => {
        const day = [yearFrom(groups.year), monthFrom(groups.month), numberFrom(groups.day)]
          .map((part) => String(part).padStart(2, '0'))
          .join('-');
        return isDay(day) ? [{ at: index + 1, day }] : [];
      }),
    )
    .sort((a, b) => a.at - b.at);
}

/** Words before the date of a session, and those before another date. */
const announces = /(?<= )(seances?|reunions?|session|reunie?s?|assemblee|l an)(?= )/g;
const announcesAnother =
  /(?<= )(convo[a-z]+|affich[a-z]+|publi[a-z]+|transmi[a-z]+|teletransmi[a-z]+|reception|recue?s?|vu|loi|decret|arrete)(?= )/g;

/** Characters before a date in which the text says of what it is the date. */
const announcement = 160;

/** The day of the session, where the text says which: the last word before it counts. */
export function sessionDate(text: PlainText): WrittenDate | undefined {
  return datesIn(text).find(({ at }) => {
    // « l an deux mille … » is itself the word.
    const before = text.text.slice(Math.max(0, at - announcement), at + 6);
    return lastPlace(before, announces) > lastPlace(before, announcesAnother);
  });
}

const lastPlace = (text: string, words: RegExp): number =>
  [...text.matchAll(words)].reduce((_, { index }) => index, -1);

/** Whether a day is no older than so many months, and not still to come. */
export function isRecent(day: string, monthsAgo: number, today: string): boolean {
  const oldest = new Date(`${today}T00:00Z`);
  oldest.setUTCMonth(oldest.getUTCMonth() - monthsAgo);
  return day >= oldest.toISOString().slice(0, 10) && day <= today;
}

const numberFrom = (text = ''): number => (/^\d/.test(text) ? Number(text) : (numbers.get(text) ?? 0));

const monthFrom = (text = ''): number => (/^\d/.test(text) ? Number(text) : months.indexOf(text) + 1);

const yearFrom = (text = ''): number =>
  /^\d/.test(text) ? Number(text) : 2000 + numberFrom(text.replace(/^deux mille ?/, '') || 'zero');
