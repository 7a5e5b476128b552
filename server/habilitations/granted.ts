/** What was asked for, and may be granted less of: data, and calls a minute. Pure. */
import type { Answers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';

/** Every definition that asks for it names the field as DataPass does; its options are numbers of calls. */
export const quotaField = 'volumetrie_appels_par_minute';

export interface QuotaOption {
  id: string;
  label: string;
}

export interface AskedQuota {
  label: string;
  asked: QuotaOption;
  /** Those that may be granted instead, lowest first. */
  lower: QuotaOption[];
}

/** Ids of the data that answers ask for. */
export function askedScopes(definition: ApiDefinition, stage: string, answers: Answers): string[] {
  return fieldsOf(definition, stage)
    .filter((field) => field.kind === 'scopes')
    .flatMap((field) => (answers[field.id] as string[] | undefined) ?? []);
}

/** What data are called; by their ids where the API has left the catalogue, or they have. */
export function scopeLabels(definition: ApiDefinition | undefined, scopes: readonly string[]): string[] {
  const labels = new Map(
    definition?.scopes.groups.flatMap((group) => group.scopes.map(({ id, label }) => [id, label])),
  );
  return scopes.map((id) => labels.get(id) ?? id);
}

/** The data asked for and not granted, by their labels; none where all were (`granted` undefined). */
export function withheldScopes(
  definition: ApiDefinition,
  stage: string,
  answers: Answers,
  granted: readonly string[] | undefined,
): string[] {
  if (!granted) return [];
  const withheld = askedScopes(definition, stage, answers).filter((asked) => !granted.includes(asked));
  return scopeLabels(definition, withheld);
}

/** @returns undefined where the form does not ask, or nothing was answered */
export function askedQuota(
  definition: ApiDefinition,
  stage: string,
  answers: Answers,
): AskedQuota | undefined {
  const field = fieldOf(definition, stage);
  const asked = field?.options.find(({ id }) => id === answers[quotaField]);
  if (!field || !asked) return undefined;
  const lower = field.options
    .filter(({ id }) => Number(id) < Number(asked.id))
    .sort((a, b) => Number(a.id) - Number(b.id));
  return { label: field.label, asked, lower };
}

/** « 200 »: what a quota is called in the form. */
export function quotaLabel(definition: ApiDefinition, stage: string, quota: string): string {
  return fieldOf(definition, stage)?.options.find(({ id }) => id === quota)?.label ?? quota;
}

function fieldOf(definition: ApiDefinition, stage: string) {
  const field = fieldsOf(definition, stage).find(({ id }) => id === quotaField);
  return field?.kind === 'one_of' ? field : undefined;
}
