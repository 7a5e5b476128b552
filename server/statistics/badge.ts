/** The badge of an API: what it says, in words and colours. Pure. */
import { makeBadge } from 'badge-maker';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { Language } from '../http/language.ts';

export type Theme = 'light' | 'dark';

export interface BadgeFacts {
  title: string;
  access: ApiDefinition['access'];
  accepting: boolean;
  /** Active habilitations. */
  active: number;
  /** Null where nothing has been measured. */
  medianDays: number | null;
}

/** Each at least 4.5:1 against white letters (WCAG 1.4.3). */
const colours = { open: '#18753c', account: '#0063cb', restricted: '#b34000', closed: '#ce0500' };
/** Behind the title; badge-maker writes dark letters on the light one, white on the dark one. */
const titleColours: Record<Theme, string> = { light: '#eeeeee', dark: '#3a3a3a' };

/** What the badge says after the API's name: « accès restreint · demandes ouvertes · 12 habilitations · 7 jours ». */
export function badgeWords(
  { access, accepting, active, medianDays }: BadgeFacts,
  language: Language,
): string {
  const t = texts[language];
  const words = [t.access[access], accepting ? t.accepting : t.closed, t.active(active)];
  if (medianDays !== null) words.push(t.delay(medianDays));
  return words.join(' · ');
}

/** SVG with `role="img"` and a title; no script, no style sheet. Square, so that nothing shades the letters. */
export function badgeSvg(facts: BadgeFacts, language: Language, theme: Theme): string {
  return makeBadge({
    label: facts.title,
    message: badgeWords(facts, language),
    labelColor: titleColours[theme],
    color: facts.accepting ? colours[facts.access] : colours.closed,
    style: 'flat-square',
  });
}

const decimals = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') };
const plural = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };

const texts = {
  fr: {
    access: { open: 'accès libre', account: 'accès sur inscription', restricted: 'accès restreint' },
    accepting: 'demandes ouvertes',
    closed: 'demandes fermées',
    active: (count: number) =>
      `${decimals.fr.format(count)} ${plural.fr.select(count) === 'one' ? 'habilitation active' : 'habilitations actives'}`,
    delay: (days: number) =>
      days < 1
        ? 'réponse en moins d’un jour'
        : `réponse en ${decimals.fr.format(days)} ${plural.fr.select(days) === 'one' ? 'jour' : 'jours'}`,
  },
  en: {
    access: { open: 'open access', account: 'access with an account', restricted: 'restricted access' },
    accepting: 'accepting requests',
    closed: 'closed to requests',
    active: (count: number) =>
      `${decimals.en.format(count)} active ${plural.en.select(count) === 'one' ? 'habilitation' : 'habilitations'}`,
    delay: (days: number) =>
      days < 1
        ? 'answer within a day'
        : `answer in ${decimals.en.format(days)} ${plural.en.select(days) === 'one' ? 'day' : 'days'}`,
  },
};
