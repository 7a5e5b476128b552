/**
 * Groups of an API's data that roles are given on alone, as the definitions name them (`scopes.groups[].id`): whoever
 * answers for the data of the CNAF reads the requests for them, and no others.
 */
import type { Language } from '../http/language.ts';
import type { Catalogue } from './load.ts';

export interface ScopeGroup {
  /** As roles on it begin: `api-particulier:cnaf`. */
  name: string;
  provider: string;
  api: string;
  /** Whose data they are. */
  label: string;
}

/** As roles on them begin, once each. */
export function scopeGroupNames({
  id,
  scopes,
}: {
  id: string;
  scopes: { groups: readonly { id?: string | undefined }[] };
}): string[] {
  return [...new Set(scopes.groups.flatMap((group) => (group.id ? `${id}:${group.id}` : [])))];
}

/** Of the whole catalogue, by name. */
export function scopeGroups(
  catalogue: Pick<Catalogue, 'list' | 'localised'>,
  language: Language = 'fr',
): ReadonlyMap<string, ScopeGroup> {
  const groups = new Map<string, ScopeGroup>();
  for (const { id: api } of catalogue.list()) {
    const definition = catalogue.localised(api, language);
    for (const { id, label, from } of definition?.scopes.groups ?? []) {
      const name = `${api}:${id}`;
      if (!definition || !id || groups.has(name)) continue;
      const holder = `${definition.title} – ${from ?? label}`;
      groups.set(name, { name, api, provider: definition.provider.id, label: holder });
    }
  }
  return groups;
}
