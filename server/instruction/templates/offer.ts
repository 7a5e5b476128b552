/** What a decision's page offers to put in: templates, and the grounds of refusal, the most used first. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Database } from '../../database/connection.ts';
import { templatesFor, usesOf } from './store.ts';
import { type TemplateKind, templateKinds } from './tables.ts';
import { filled, type Variable } from './variables.ts';

export interface OfferedText {
  /** Of a template, or of a ground. */
  id: string;
  title: string;
  /** With what its variables stand for. */
  text: string;
  uses: number;
}

export interface Offer {
  templates: OfferedText[];
  /** Grounds to name in a request for changes; where a request is refused, one of them is chosen apart. */
  grounds: OfferedText[];
  /** Those used most, of both, that were used at all. */
  mostUsed: OfferedText[];
}

/** How many of the most used ones are shown as buttons. */
const shown = 3;

export const kindOf = (decision: string): TemplateKind | undefined =>
  templateKinds.find((kind) => kind === decision);

export async function offerFor(
  database: Database,
  { id: api, refusal_reasons }: Pick<ApiDefinition, 'id' | 'refusal_reasons'>,
  kind: TemplateKind,
  values: Record<Variable, string>,
): Promise<Offer> {
  const [rows, uses] = await Promise.all([templatesFor(database, api, kind), usesOf(database, [api], kind)]);
  const templates = rows.map(({ id, title, content }) => ({
    ...{ id, title, text: filled(content, values) },
    uses: uses.get(id) ?? 0,
  }));
  const grounds = (kind === 'request_changes' ? refusal_reasons : []).map(({ id, label }) => ({
    ...{ id, title: label, text: `${label}.` },
    uses: uses.get(id) ?? 0,
  }));
  const mostUsed = [...templates, ...grounds]
    .filter((one) => one.uses > 0)
    .sort((a, b) => b.uses - a.uses)
    .slice(0, shown);
  return { templates, grounds, mostUsed };
}
