/** What a decision's page offers to put in: templates, and the grounds of refusal, the most used first. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/connection.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { numberOf } from '../file.ts';
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

/** What the variables of a text stand for in one request. */
export const valuesOf = (
  { publicUrl }: Pick<Config, 'publicUrl'>,
  request: Pick<RequestRow, 'id' | 'number' | 'title' | 'api'>,
): Record<Variable, string> => ({
  demande_id: numberOf(request),
  demande_intitule: request.title,
  demande_url: `${publicUrl}/demande/${request.api}?demande=${request.id}`,
});

/**
 * @param values undefined: the variables stay, to be filled in for each of several requests
 * @returns undefined where no text is offered for this decision
 */
export async function offerOn(
  database: Database,
  { id: api, refusal_reasons }: Pick<ApiDefinition, 'id' | 'refusal_reasons'>,
  decision: string,
  values?: Record<Variable, string>,
): Promise<Offer | undefined> {
  const kind = kindOf(decision);
  if (!kind) return undefined;
  const [rows, uses] = await Promise.all([templatesFor(database, api, kind), usesOf(database, [api], kind)]);
  const templates = rows.map(({ id, title, content }) => ({
    ...{ id, title, text: values ? filled(content, values) : content },
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
