/** The pages of administration over HTTP, on a real database. */
import { asc, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { AccountBanned } from '../../../server/accounts/proconnect.ts';
import { signIn } from '../../../server/accounts/sign-in.ts';
import { createSites } from '../../../server/accounts/sites.ts';
import { sessions, users } from '../../../server/accounts/tables.ts';
import { staffActs } from '../../../server/acts/tables.ts';
import { administrationRoutes } from '../../../server/administration/routes.ts';
import { administrationTopics } from '../../../server/administration/topics.ts';
import { newId } from '../../../server/database/columns.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { organisation, person, publicUrl, type Seeded, testServices } from '../instruction/seed.ts';

const { database } = await testDatabase();
const services = { ...(await testServices(database)), accounts: { sites: createSites(database) } };
const app = new Hono();
app.route('/administration', administrationRoutes(services as never));
app.onError(pagesForErrors(errorHandler(services as never)));

let town: string;
let manager: Seeded;
let administrator: Seeded;
let instructor: Seeded;

beforeAll(async () => {
  town = await organisation(services as never, { siret: '21990001600011', name: 'Commune d’Exempleville' });
  const named = (givenName: string, ...roles: string[]) =>
    person(services as never, { givenName, familyName: 'Agent', roles, organisationId: town });
  manager = await named('Inès', 'dgfip:*:manager');
  administrator = await named('Alix', '*:*:administrator');
  instructor = await named('Noé', 'dgfip:*:instructor');
});

async function call(by: Seeded, path: string, form?: Record<string, string>, lang = '') {
  const response = await app.request(`${publicUrl}/administration${path}${lang}`, {
    method: form ? 'POST' : 'GET',
    headers: { cookie: by.cookie, ...(form && { origin: publicUrl, 'sec-fetch-site': 'same-origin' }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

const someone = (roles: string[] = []) =>
  person(services as never, {
    givenName: 'Camille',
    familyName: newId().slice(-8),
    roles,
    organisationId: town,
  });
const rolesOf = async ({ actor }: Seeded) =>
  (await database.select().from(users).where(eq(users.id, actor.userId)))[0]?.roles;
const actsOf = (id: string) =>
  database.select().from(staffActs).where(eq(staffActs.chainId, id)).orderBy(asc(staffActs.sequence));

describe('who comes in', () => {
  test('an instructor is told what to ask for', async () => {
    const { status, text } = await call(instructor, '/roles');
    expect(status).toBe(403);
    expect(text).toContain('Demandez le rôle');
  });

  test.each(['/personnes', '/sites'])('a manager does not see %s', async (path) => {
    expect((await call(manager, path)).status).toBe(403);
    expect((await call(administrator, path)).status).toBe(200);
  });
});

describe('roles', () => {
  test('are given and taken, count at once, and are kept with who did it', async () => {
    const them = await someone(['dinum:*:reporter']);
    const given = {
      email: them.actor.email.toUpperCase(),
      area: 'dgfip:sfip',
      role: 'instructor',
      act: 'give',
    };
    expect(await call(manager, '/roles', given)).toMatchObject({
      status: 303,
      to: '/administration/roles?fait=donne',
    });
    expect(await rolesOf(them)).toEqual(['dinum:*:reporter', 'dgfip:sfip:instructor']);
    const { text } = await call(manager, '/roles?fait=donne');
    expect(text).toContain(them.actor.email);
    // What others give on other APIs is not shown.
    expect(text).not.toContain('dinum:*');
    await call(manager, '/roles', { person: them.actor.userId, held: 'dgfip:sfip:instructor', act: 'take' });
    expect(await rolesOf(them)).toEqual(['dinum:*:reporter']);
    const acts = await actsOf(them.actor.userId);
    expect(acts.map(({ name, actorId }) => [name, actorId])).toEqual([
      ['set_roles', manager.actor.userId],
      ['set_roles', manager.actor.userId],
    ]);
    expect(JSON.parse(acts[1]?.body ?? '').after).toEqual({
      roles: ['dinum:*:reporter'],
      formerRoles: ['dinum:*:reporter', 'dgfip:sfip:instructor'],
    });
  });

  test.each([
    ['nobody', { email: '', area: 'dgfip:*', role: 'reporter' }, 'Écrivez l’adresse'],
    [
      'an address unknown here',
      { email: 'qui@commune.example', area: 'dgfip:*', role: 'reporter' },
      'Personne ne s’est connecté',
    ],
    [
      'a character that nobody sees',
      { email: 'qui\0@commune.example', area: 'dgfip:*', role: 'reporter' },
      'Personne ne s’est connecté',
    ],
  ])('to %s: says what to do', async (_, form, words) => {
    const { status, text } = await call(manager, '/roles', { ...form, act: 'give' });
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain('href="#email"');
  });

  test('choose nothing for somebody: what is left out is asked for, all at once', async () => {
    const first = (await call(manager, '/roles')).text;
    for (const id of ['area', 'role']) {
      expect(first).toMatch(new RegExp(`<select id="${id}"[^>]*><option value="" selected>Choisissez`));
    }
    const form = { email: '', area: '', role: '', act: 'give' };
    const { status, text } = await call(manager, '/roles', form);
    expect(status).toBe(422);
    for (const id of ['email', 'area', 'role']) expect(text).toContain(`href="#${id}"`);
    expect(text).toContain('Choisissez sur quoi le rôle porte.');
  });

  test('on a group of an API’s data are given by who manages it, and shown by its name', async () => {
    const ofTheApi = await someone(['dinum:api-particulier:manager']);
    const them = await someone();
    const form = { email: them.actor.email, area: 'api-particulier:cnaf', role: 'reporter', act: 'give' };
    expect((await call(ofTheApi, '/roles', { ...form, role: 'manager' })).status).toBe(422);
    expect((await call(ofTheApi, '/roles', form)).status).toBe(303);
    expect(await rolesOf(them)).toEqual(['api-particulier:cnaf:reporter']);
    const { text } = await call(ofTheApi, '/roles');
    expect(text).toContain(them.actor.email);
    expect(text).toContain('API Particulier – les caisses d’allocations familiales');
    expect((await call(manager, '/roles')).text).not.toContain('API Particulier');
    expect((await call(manager, '/roles', form)).text).toContain('n’est pas de celles que vous gérez');
    const held = { person: them.actor.userId, held: 'api-particulier:cnaf:reporter', act: 'take' };
    expect((await call(ofTheApi, '/roles', held)).status).toBe(303);
    expect(await rolesOf(them)).toEqual([]);
    // Whoever has to act on a role that was given or lost can subscribe to it.
    const said = await database.select().from(outbox).where(eq(outbox.requestId, them.actor.userId));
    const acts = await actsOf(them.actor.userId);
    expect(said.map(({ topic, eventId }) => [topic, eventId])).toEqual(
      acts.map(({ id }) => [administrationTopics.roles, id]),
    );
    expect(acts).toHaveLength(2);
  });

  test('an area of others is refused, and what was typed stays', async () => {
    const them = await someone();
    const form = { email: them.actor.email, area: 'dinum:*', role: 'reporter', act: 'give' };
    const { status, text } = await call(manager, '/roles', form);
    expect(status).toBe(422);
    expect(text).toContain('n’est pas de celles que vous gérez');
    expect(text).toContain(`value="${them.actor.email}"`);
    expect(await rolesOf(them)).toEqual([]);
  });

  test('one’s own are refused', async () => {
    const form = { email: manager.actor.email, area: 'dgfip:*', role: 'instructor', act: 'give' };
    expect((await call(manager, '/roles', form)).text).toContain('par quelqu’un d’autre');
  });

  test('two people at once: the second is told', async () => {
    const them = await someone();
    const form = { email: them.actor.email, area: 'dgfip:*', act: 'give' };
    const outcomes = await Promise.all([
      call(manager, '/roles', { ...form, role: 'reporter' }),
      call(administrator, '/roles', { ...form, role: 'security' }),
    ]);
    const held = await rolesOf(them);
    const done = outcomes.filter(({ status }) => status === 303).length;
    expect(held).toHaveLength(done);
    for (const { status } of outcomes) expect([303, 409]).toContain(status);
  });
});

describe('an account that is kept out', () => {
  test('is out at once, reads why at its next sign-in, and comes back', async () => {
    const them = await someone();
    const { userId } = them.actor;
    const path = `/personnes/${userId}`;
    expect(await call(administrator, path, { act: 'ban', reason: 'Compte partagé.' })).toMatchObject({
      status: 303,
    });
    expect(await database.select().from(sessions).where(eq(sessions.userId, userId))).toEqual([]);
    const [row] = await database.select().from(users).where(eq(users.id, userId));
    const identity = { subject: row?.subject, siret: '21990001600011' } as never;
    const store = {
      ...services,
      directory: { find: async () => undefined },
    };
    await expect(signIn(store as never, identity, '')).rejects.toThrowError(AccountBanned);
    expect((await call(administrator, path)).text).toContain('Compte partagé.');
    await call(administrator, path, { act: 'unban', reason: 'Mot de passe changé.' });
    const [after] = await database.select().from(users).where(eq(users.id, userId));
    expect(after).toMatchObject({ bannedAt: null, banReason: '' });
    expect((await actsOf(userId)).map(({ name, details }) => [name, details])).toEqual([
      ['ban', { reason: 'Compte partagé.' }],
      ['unban', { reason: 'Mot de passe changé.' }],
    ]);
  });

  test.each([
    ['', 'Écrivez le motif'],
    ['x'.repeat(2_001), 'Raccourcissez'],
    ['a\0b', 'caractère invisible'],
  ])('needs a reason that can be kept', async (reason, words) => {
    const them = await someone();
    const { status, text } = await call(administrator, `/personnes/${them.actor.userId}`, {
      act: 'ban',
      reason,
    });
    expect(status).toBe(422);
    expect(text).toContain(words);
  });

  test('is never one’s own', async () => {
    const own = `/personnes/${administrator.actor.userId}`;
    expect((await call(administrator, own, { act: 'ban', reason: 'Essai.' })).status).toBe(422);
  });
});

test('a link is confirmed and no longer, with a reason', async () => {
  const them = await someone();
  const path = `/personnes/${them.actor.userId}`;
  const trust = async () =>
    (
      await database.select().from(organisationLinks).where(eq(organisationLinks.userId, them.actor.userId))
    )[0]?.trust;
  await call(administrator, path, { act: `unverify:${town}`, reason: 'A quitté la commune.' });
  expect(await trust()).toBe('declared');
  await call(administrator, path, { act: `verify:${town}`, reason: 'Arrêté de nomination.' });
  expect(await trust()).toBe('verified');
  expect((await call(administrator, path, { act: `verify:${newId()}`, reason: 'Essai.' })).status).toBe(409);
  expect((await call(administrator, path, { act: 'crown', reason: 'Essai.' })).status).toBe(409);
});

describe('looking a person up', () => {
  test('leads to their account, or says what to check', async () => {
    const them = await someone();
    expect((await call(administrator, `/personnes?email=${them.actor.email}`)).to).toBe(
      `/administration/personnes/${them.actor.userId}`,
    );
    expect((await call(administrator, '/personnes?email=qui@commune.example')).text).toContain('Vérifiez-la');
  });

  test.each(['/personnes/nobody', `/personnes/${newId()}`, '/sites/nowhere'])(
    '%s is not there',
    async (path) => {
      expect((await call(administrator, path)).status).toBe(404);
    },
  );
});

describe('sites', () => {
  const site = { client: 'exemple', name: 'Exemple', origins: 'https://www.exemple.example', paths: '/*' };

  test('are registered, changed, and give what to copy', async () => {
    const other = { ...site, client: 'catalogue-exemple', origins: 'https://catalogue.exemple.example/' };
    expect((await call(administrator, '/sites/nouveau', other)).status).toBe(303);
    const { text } = await call(administrator, '/sites/catalogue-exemple');
    expect(text).toContain('https://catalogue.exemple.example<');
    expect(text).toContain('&lt;datapass-request');
    await call(administrator, '/sites/catalogue-exemple', { ...other, paths: '/api/*\n/jeux/*' });
    expect(await services.accounts.sites.byClient('catalogue-exemple')).toMatchObject({
      paths: ['/api/*', '/jeux/*'],
    });
    expect((await call(administrator, '/sites/nouveau', other)).text).toContain('existe déjà');
    expect((await call(administrator, '/sites/nouveau', { ...other, client: 'autre' })).text).toContain(
      'celle d’un autre site',
    );
  });

  test.each([
    ['client', 'Mal écrit', 'identifiant de 2'],
    ['name', '', 'nom du site'],
    ['origins', 'http://www.exemple.example', 'au moins une origine'],
    ['origins', 'https://www.exemple.example/page', 'au moins une origine'],
    ['origins', '', 'au moins une origine'],
    ['paths', 'api', 'au moins un chemin'],
    ['paths', '/:a(', 'au moins un chemin'],
  ])('with a wrong %s (« %s ») are refused', async (field, value, words) => {
    const { status, text } = await call(administrator, '/sites/nouveau', { ...site, [field]: value });
    expect(status).toBe(422);
    expect(text).toContain(words);
  });
});

test('speaks English', async () => {
  const { text } = await call(administrator, '/roles?lang=en');
  expect(text).toContain('Give a role');
  expect(text).toContain('?lang=en');
});
