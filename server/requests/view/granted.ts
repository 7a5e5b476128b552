/** What a habilitation grants less than was asked for, and on which conditions, for its applicant to read. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { quotaLabel, withheldScopes } from '../../habilitations/granted.ts';
import type { habilitations } from '../../habilitations/tables.ts';
import type { GrantedView } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import type { RequestFacts } from '../life/events.ts';

type Granted = Pick<typeof habilitations.$inferSelect, 'scopes' | 'quota' | 'conditions'>;

/** @returns undefined where all was granted as asked, without conditions */
export function grantedView(
  { scopes, quota, conditions }: Granted,
  { state, stage, reopening, submittedAnswers }: RequestFacts,
  definition: ApiDefinition | undefined,
): GrantedView | undefined {
  if (!definition) return undefined;
  // What is asked for since is another thing than what this was granted for.
  const asked = state === 'validated' && !reopening ? (submittedAnswers ?? {}) : {};
  const withheld = withheldScopes(definition, stage, asked, scopes);
  if (withheld.length === 0 && !quota && !conditions) return undefined;
  return { withheld, quota: quota && quotaLabel(definition, stage, quota), conditions };
}

/** The same in paragraphs. */
export function grantedText(granted: GrantedView | undefined, language: Language): string[] {
  if (!granted) return [];
  const t = words[language];
  const { withheld, quota, conditions } = granted;
  return [
    ...(withheld.length > 0 ? [t.withheld(withheld.join(t.between))] : []),
    ...(quota ? [t.quota(quota)] : []),
    ...(conditions ? [t.conditions(conditions)] : []),
  ];
}

const words = {
  fr: {
    between: ' ; ',
    withheld: (labels: string) => `Demandé, mais non accordé : ${labels}.`,
    quota: (quota: string) => `Débit accordé, inférieur à celui demandé : ${quota} appels par minute.`,
    conditions: (text: string) => `Accordée à ces conditions : « ${text} »`,
  },
  en: {
    between: '; ',
    withheld: (labels: string) => `Asked for, but not granted: ${labels}.`,
    quota: (quota: string) => `Rate granted, lower than the one asked for: ${quota} calls a minute.`,
    conditions: (text: string) => `Granted on these conditions: “${text}”`,
  },
};
