/** What several requests of one API and stage ask for together, and what of one decision on them is each one's own. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { stepsOf } from '../../../catalogue/steps.ts';
import type { Config } from '../../config.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { type Asked, askedOf } from '../decisions/granting.ts';
import type { DecisionForm } from '../decisions/input.ts';
import { valuesOf } from '../templates/offer.ts';
import { filled } from '../templates/variables.ts';

/** The data of all of them, and the highest quota, with those below it. */
export function askedTogether(definition: ApiDefinition, requests: readonly RequestRow[]): Asked {
  const each = requests.map((request) => askedOf(definition, request));
  const quotas = each.flatMap(({ quota }) => quota ?? []);
  return {
    scopes: [...new Set(each.flatMap(({ scopes }) => scopes))],
    quota: quotas.toSorted((a, b) => b.lower.length - a.lower.length)[0],
  };
}

/**
 * Of what was typed for all of them, what is for one: of the data, those that it asks for; the quota where it asks for
 * more; the fields that its version of the form has; its own values where a template left variables.
 */
export function ownForm(
  config: Pick<Config, 'publicUrl'>,
  input: DecisionForm,
  definition: ApiDefinition,
  request: RequestRow,
): DecisionForm {
  const { scopes, quota, fields, words } = input;
  const asked = askedOf(definition, request);
  const known = new Set(
    stepsOf(definition, request.stage).flatMap((step) => [step.id, ...step.fields.map(({ id }) => id)]),
  );
  return {
    ...input,
    words: filled(words, valuesOf(config, request)),
    fields: fields.filter((id) => known.has(id)),
    scopes: scopes && asked.scopes.filter((id) => scopes.includes(id)),
    quota: asked.quota?.lower.some(({ id }) => id === quota) ? quota : '',
  };
}
