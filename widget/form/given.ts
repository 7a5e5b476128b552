/** Answers that a page gives to begin with, by its `prefill` attribute or by its address. Part of the models' chunk. */
import type { Answers } from '../../catalogue/answers.ts';
import type { Field } from '../../catalogue/definition.ts';
import { offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { FormContext } from './fields/field.ts';

/** Short texts are named one by one: others hold the name of a person, or the number of a habilitation. */
const shortTexts = ['intitule', 'technical_team_value', 'technical_team_software'];

/** Of an address, what is ours: `?datapass-intitule=…`. */
const PREFIX = 'datapass-';

/**
 * What the form takes of it. Never people, documents, confirmations or what only some of the provider's people read: a
 * link must not say these for somebody. Nothing that the form would refuse; nothing that is answered already.
 */
export function given(form: FormContext): Answers {
  const { definition, stage, context } = form;
  const { host } = form.getRootNode() as ShadowRoot;
  const wanted = { ...parsed(host?.getAttribute('prefill') || '{}'), ...addressed() };
  const answers: Answers = {};
  for (const field of fieldsOf(definition, stage)) {
    const value = wanted[field.id];
    if (value === undefined || field.read_by || field.id in context.answers) continue;
    const answer = answerTo(field, value, form);
    if (answer !== undefined) answers[field.id] = answer;
  }
  return answers;
}

function parsed(attribute: string): Record<string, unknown> {
  try {
    return JSON.parse(attribute);
  } catch {
    console.error('<datapass-request>: the attribute « prefill » is not JSON');
    return {};
  }
}

const addressed = (): Record<string, unknown> =>
  Object.fromEntries(
    [...new URLSearchParams(location.search)].flatMap(([name, value]) =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );

function answerTo(field: Field, value: unknown, form: FormContext): Answers[string] | undefined {
  const text = (max: number) => `${value}`.replaceAll('\0', '').slice(0, max) || undefined;
  const among = (options: { id: string }[]): string[] => {
    const asked = [value].flat().flatMap((item) => `${item}`.split(','));
    return options.flatMap(({ id }) => (asked.includes(id) ? id : []));
  };
  const some = (ids: string[]) => (ids[0] ? ids : undefined);
  switch (field.kind) {
    case 'text':
      return shortTexts.includes(field.id) ? text(field.max_length) : undefined;
    case 'long_text':
      return text(field.max_length);
    case 'url':
      return text(2000);
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : undefined;
    case 'one_of':
      return among(field.options)[0];
    case 'several_of':
      return some(among(field.options));
    case 'scopes':
      return some(
        among(
          offeredScopes(form.definition, form.context).filter(
            (scope) => !scopeState(form.definition, scope, form.context),
          ),
        ),
      );
    default:
      return undefined;
  }
}
