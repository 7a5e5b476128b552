/** `/administration/roles`. HTTP only. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { scopeGroups } from '../catalogue/scope-groups.ts';
import { languageOf } from '../http/language.ts';
import { type FormProblem, typed } from '../pages/form.ts';
import { carryLanguage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { type Call, send } from './call.ts';
import { holders, Overtaken, type Person, personByEmail, personById, setRoles } from './people.ts';
import {
  type Area,
  areaText,
  changedRoles,
  covers,
  isAdministrator,
  placedRole,
  rolesToGive,
} from './rights.ts';
import { type AreaChoice, rolesMain, rolesPath } from './roles-page.ts';
import { administrationWords } from './words.ts';

/** Mounted at `/administration/roles`, behind the session of somebody who gives roles. */
export function roleRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue } = services;

  app.get('/', (c) => answer(c, { email: '', area: '', role: '' }, []));

  app.post('/', async (c) => {
    const form = await c.req.parseBody();
    const input = { email: typed(form.email), area: typed(form.area), role: typed(form.role) };
    const give = form.act !== 'take';
    const t = administrationWords[languageOf(c)].roles;
    const refuse = (field: string, text: string) => answer(c, input, [{ field, text }], 422);
    if (give) {
      const missing = (['email', 'area', 'role'] as const).filter((field) => input[field] === '');
      if (missing.length > 0) {
        return answer(
          c,
          input,
          missing.map((field) => ({ field, text: t.needed[field] })),
          422,
        );
      }
    }
    const person = give
      ? await personByEmail(database, input.email)
      : await personById(database, typed(form.person)).catch(() => undefined);
    if (!person) return refuse('email', t.unknownPerson);
    const role = give ? `${input.area}:${input.role}` : typed(form.held);
    const outcome = changedRoles(c.var.actor, person, { give, role }, scopeGroups(catalogue));
    if ('refusal' in outcome) {
      const field = { own: 'email', area: 'area', role: 'role', unchanged: 'role' }[outcome.refusal];
      return refuse(field, t.refusals[outcome.refusal]);
    }
    try {
      await setRoles(services, person, outcome.roles, c.var.actor);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      return answer(c, input, [{ field: 'email', text: administrationWords[languageOf(c)].overtaken }], 409);
    }
    return c.redirect(carryLanguage(`${rolesPath}?fait=${give ? 'donne' : 'retire'}`, c.req.url), 303);
  });

  async function answer(
    c: Call,
    input: { email: string; area: string; role: string },
    problems: FormProblem[],
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const { actor } = c.var;
    const language = languageOf(c);
    const words = administrationWords[language];
    const areas = areasOf(c);
    const mine = (area: Area & { role: string }) =>
      covers(actor, area) && rolesToGive(actor, area).includes(area.role as never);
    const groups = scopeGroups(catalogue);
    const people = (await holders(database)).filter((person: Person) =>
      person.roles.some((text) => {
        const parsed = placedRole(text, groups);
        return parsed && mine(parsed);
      }),
    );
    const named = new Map(areas.map(({ id, label }) => [id, label]));
    const main = rolesMain({
      ...{ language, address: c.req.url, userId: actor.userId, areas, groups, people, mine, input, problems },
      roles: rolesToGive(actor),
      areaLabel: (area) => named.get(areaText(area)) ?? areaText(area),
      done: ({ donne: 'given', retire: 'taken' } as const)[c.req.query('fait') ?? ''],
    });
    return send(
      services,
      c,
      `${problems.length > 0 ? words.errorPrefix : ''}${words.roles.title}`,
      main,
      status,
    );
  }

  /** The providers and APIs that this person gives roles on, in the order of the catalogue. */
  function areasOf(c: Call): AreaChoice[] {
    const { actor } = c.var;
    const t = administrationWords[languageOf(c)].roles;
    const apis = catalogue
      .list()
      .flatMap(({ id }) => catalogue.localised(id, languageOf(c)) ?? [])
      .filter(({ id, provider }) => covers(actor, { provider: provider.id, api: id }));
    const providers = new Map(apis.map(({ provider }) => [provider.id, provider.acronym]));
    return [
      ...(isAdministrator(actor) ? [{ id: '*:*', label: t.everything }] : []),
      ...[...providers]
        .filter(([provider]) => covers(actor, { provider, api: '*' }))
        .map(([provider, acronym]) => ({ id: `${provider}:*`, label: t.all(acronym) })),
      ...apis.map(({ id, title, provider }) => ({ id: `${provider.id}:${id}`, label: title })),
      ...[...scopeGroups(catalogue, languageOf(c)).values()]
        .filter((group) => covers(actor, group))
        .map(({ name, label }) => ({ id: name, label })),
    ];
  }

  return app;
}
