/** The dates of a request for whoever reads a list, in words. Pure. */
import { endsSoon } from '../../habilitations/ending.ts';
import type { HabilitationView } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';

export interface Dated {
  lastSubmittedAt: Date | null;
  /** The last one issued, where the reader may know of it. */
  habilitation: HabilitationView | undefined;
}

/** When it was sent; its habilitation, and until when that is or was valid; whether that is soon. */
export function datesOf(
  { lastSubmittedAt, habilitation }: Dated,
  now: Date,
  language: Language,
): { dates: string[]; ends_soon: string } {
  const t = words[language];
  const dates = lastSubmittedAt ? [t.sent(day(lastSubmittedAt, language))] : [];
  if (!habilitation) return { dates, ends_soon: '' };
  const { number, state, valid_until } = habilitation;
  const end = new Date(valid_until);
  return {
    dates: [...dates, t.habilitation[state](number, day(end, language))],
    ends_soon: state === 'active' ? endsSoon(end, now, language) : '',
  };
}

interface Words {
  sent: (on: string) => string;
  habilitation: Record<HabilitationView['state'], (number: string, until: string) => string>;
}

const words: Record<Language, Words> = {
  fr: {
    sent: (on) => `envoyée le ${on}`,
    habilitation: {
      active: (number, until) => `habilitation ${number}, valable jusqu’au ${until}`,
      expired: (number, until) => `habilitation ${number}, terminée le ${until}`,
      suspended: (number) => `habilitation ${number}, suspendue`,
      obsolete: (number) => `habilitation ${number}, remplacée`,
      revoked: (number) => `habilitation ${number}, révoquée`,
    },
  },
  en: {
    sent: (on) => `sent on ${on}`,
    habilitation: {
      active: (number, until) => `habilitation ${number}, valid until ${until}`,
      expired: (number, until) => `habilitation ${number}, ended on ${until}`,
      suspended: (number) => `habilitation ${number}, suspended`,
      obsolete: (number) => `habilitation ${number}, replaced`,
      revoked: (number) => `habilitation ${number}, revoked`,
    },
  },
};
