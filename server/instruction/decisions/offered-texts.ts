/** The texts that a decision's page offers: put into what is typed, and counted once the decision is made. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { kindOf, type Offer } from '../templates/offer.ts';
import type { Use } from '../templates/store.ts';
import type { Decision } from './decisions.ts';
import type { DecisionForm } from './input.ts';

/** With the text asked for after what stands there; as it was when there is no such text. */
export function inserted(input: DecisionForm, offer: Offer | undefined): DecisionForm {
  const text = [...(offer?.templates ?? []), ...(offer?.grounds ?? [])].find(({ id }) => id === input.insert);
  if (!text) return input;
  const words = [input.words, text.text].filter(Boolean).join('\n\n');
  return { ...input, words, used: [...new Set([...input.used, text.id])] };
}

/** The texts that were taken, and the ground: what is most used is offered first. */
export function takenOf(
  offer: Offer | undefined,
  { refusal_reasons }: Pick<ApiDefinition, 'refusal_reasons'>,
  name: Decision,
  { used, category }: Pick<DecisionForm, 'used' | 'category'>,
): Use[] {
  const kind = kindOf(name);
  if (!kind || !offer) return [];
  const known = [...offer.templates, ...offer.grounds].map(({ id }) => id);
  const reasons = used.filter((id) => known.includes(id));
  const ground = name === 'refuse' && refusal_reasons.some(({ id }) => id === category);
  return [...reasons, ...(ground ? [category] : [])].map((reason) => ({ kind, reason }));
}
