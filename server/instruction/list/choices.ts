/** What this reader may filter by: the APIs in their charge, with stages and use cases, and the people who see to them. */
import { inArray, sql } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { grants, mayInstruct, mayRead } from '../../accounts/roles.ts';
import { users } from '../../accounts/tables.ts';
import { scopeGroupNames, scopeGroups } from '../../catalogue/scope-groups.ts';
import type { Language } from '../../http/language.ts';
import type { Services } from '../../services.ts';

export interface Choices {
  apis: {
    id: string;
    title: string;
    useCases: { id: string; label: string }[];
    /** Whether this reader decides its requests, or those for data of a group. */
    instructs: boolean;
    /** Whether two people decide them. */
    twoPeople: boolean;
  }[];
}

export function choicesOf(
  { catalogue }: Pick<Services, 'catalogue'>,
  actor: Actor,
  language: Language,
): Choices {
  const apis = catalogue.list().flatMap((file) => {
    const { id, provider, two_people } = file;
    const groups = scopeGroupNames(file);
    const definition = mayRead(actor, provider.id, id, groups) && catalogue.localised(id, language);
    if (!definition || definition.stages.length === 0) return [];
    const { title, use_cases } = definition;
    const instructs = mayInstruct(actor, provider.id, id, groups);
    return [{ id, title, useCases: use_cases, instructs, twoPeople: two_people }];
  });
  return { apis: apis.sort((a, b) => a.title.localeCompare(b.title, language)) };
}

export interface Colleague {
  id: string;
  name: string;
}

/**
 * Those to whom something is assigned, of the providers that the actor reads. Each is found by one step in the index, so
 * that it costs as much as there are people, whatever they have been given.
 */
export async function assignees(
  { database, catalogue }: Pick<Services, 'database' | 'catalogue'>,
  actor: Actor,
): Promise<Colleague[]> {
  const ids = sql`(
    with recursive each(id) as (
      (select assignee_id from instruction_entries where assignee_id is not null order by assignee_id limit 1)
      union all
      select (select assignee_id from instruction_entries where assignee_id > each.id order by assignee_id limit 1)
      from each where each.id is not null
    )
    select id from each where id is not null)`;
  const found = await database
    .select({ id: users.id, givenName: users.givenName, familyName: users.familyName, roles: users.roles })
    .from(users)
    .where(inArray(users.id, ids));
  const groups = scopeGroups(catalogue);
  const providersOf = (holder: Pick<Actor, 'roles' | 'via'>) =>
    grants(holder, 'reporter').map(
      ({ provider, api }) => groups.get(`${provider}:${api}`)?.provider ?? provider,
    );
  const read = new Set(providersOf(actor));
  return found
    .filter(({ roles }) =>
      providersOf({ roles, via: 'session' }).some(
        (provider) => read.has('*') || provider === '*' || read.has(provider),
      ),
    )
    .map(({ id, givenName, familyName }) => ({ id, name: `${givenName} ${familyName}` }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}
