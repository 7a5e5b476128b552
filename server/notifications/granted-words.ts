/** What a mail says of a validation that grants less than was asked, or on conditions, and of what an update leaves. */
import type { Language } from '../http/language.ts';
import type { Block } from './content.ts';
import type { MailFacts } from './facts.ts';

/** Nothing where all was granted as asked. */
export function grantedBlocks({ granted }: MailFacts, language: Language): Block[] {
  const t = words[language];
  const { withheld, quota, conditions } = granted;
  return [
    ...(withheld.length > 0 ? [{ text: t.withheld }, { list: withheld }] : []),
    ...(quota ? [{ text: t.quota(quota) }] : []),
    ...(conditions ? [{ text: t.conditions }, { quote: conditions }] : []),
  ];
}

/** That the habilitation is what it was, where an update of it is refused. */
export function staysBlocks({ stays, habilitation }: MailFacts, language: Language): Block[] {
  return stays && habilitation ? [{ text: words[language].stays(habilitation.number) }] : [];
}

const words = {
  fr: {
    withheld: 'Ces données, demandées, ne sont pas accordées :',
    quota: (quota: string) => `Débit accordé, inférieur à celui demandé : ${quota} appels par minute.`,
    conditions: 'L’habilitation est accordée à ces conditions :',
    stays: (number: string) =>
      `Ce refus porte sur la mise à jour seule : l’habilitation ${number} reste en vigueur, telle qu’elle est.`,
  },
  en: {
    withheld: 'These data were asked for and are not granted:',
    quota: (quota: string) => `Rate granted, lower than the one asked for: ${quota} calls a minute.`,
    conditions: 'The habilitation is granted on these conditions:',
    stays: (number: string) =>
      `This refusal is about the update alone: habilitation ${number} stays in force, as it is.`,
  },
};
