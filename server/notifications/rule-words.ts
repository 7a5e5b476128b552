/** How a decision was made: by the service, which may add its words, or by a rule, which owes its own (CRPA, L.311-3-1). */
import type { Language } from '../http/language.ts';
import type { Block } from './content.ts';
import type { MailFacts } from './facts.ts';

const words: Record<Language, { added: string; heading: string; rule: (support: string) => string }> = {
  fr: {
    added: 'Le service instructeur ajoute :',
    heading: 'Comment cette décision a été prise',
    rule: () => 'Aucune personne n’a pris cette décision. Voici ce qu’il faut en savoir :',
  },
  en: {
    added: 'The service adds:',
    heading: 'How this decision was made',
    rule: (support) =>
      `No person made this decision. You may ask for a person to look again, give your view or contest it: write a message in the request, or to ${support}. This is what the administration says of it:`,
  },
};

export function decidedBlocks(
  { byRule, reason, provider }: Pick<MailFacts, 'byRule' | 'reason' | 'provider'>,
  language: Language,
): Block[] {
  const t = words[language];
  if (!reason) return [];
  return byRule
    ? [{ heading: t.heading }, { text: t.rule(provider.support) }, { quote: reason }]
    : [{ text: t.added }, { quote: reason }];
}
