/** What mails say besides of a request that updates or renews a habilitation: it stays meanwhile. */
import type { Language } from '../http/language.ts';
import type { Block } from './content.ts';
import type { MailFacts } from './facts.ts';

/** Nothing for a first request, nor for one whose habilitation had ended before. */
export function reopeningBlocks({ reopening, habilitation, at }: MailFacts, language: Language): Block[] {
  if (!reopening || !habilitation || habilitation.expiresAt < at) return [];
  return [{ text: words[language][reopening](habilitation.number) }];
}

/** « (mise à jour) », behind the subject of a mail to those who instruct. */
export const reopeningMark = ({ reopening }: MailFacts, language: Language): string =>
  reopening ? ` (${words[language].mark[reopening]})` : '';

const words = {
  fr: {
    update: (number: string) =>
      `C’est une mise à jour : l’habilitation ${number} reste en vigueur, telle qu’elle est, jusqu’à la décision.`,
    renewal: (number: string) =>
      `C’est un renouvellement, demandé à temps : l’habilitation ${number} reste en vigueur jusqu’à la décision, même passé son terme.`,
    mark: { update: 'mise à jour', renewal: 'renouvellement' },
  },
  en: {
    update: (number: string) =>
      `It is an update: habilitation ${number} stays in force, as it is, until the decision.`,
    renewal: (number: string) =>
      `It is a renewal, asked for in time: habilitation ${number} stays in force until the decision, even past its end.`,
    mark: { update: 'update', renewal: 'renewal' },
  },
};
