/** An administrator acts for somebody: over HTTP, with real sign-ins, the element's own tokens and a real mail. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findSession } from '../../../server/accounts/sessions.ts';
import { users } from '../../../server/accounts/tables.ts';
import { actsOf } from '../../../server/acts/acts.ts';
import { ban, setRoles } from '../../../server/administration/people.ts';
import { verifyHistory } from '../../../server/audit/verify.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { stopActingPath } from '../../../server/pages/acting-banner.ts';
import type { PersonalData } from '../../../server/privacy/mine.ts';
import { events } from '../../../server/requests/tables.ts';
import { BrowserSession } from '../../support/browser-session.ts';
import { testDatabase } from '../../support/database.ts';
import { type ApplicantClient, applicantClient, signInAs } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const { database, url } = await testDatabase();
const administratorRole = '*:*:administrator';
let stack: Stack;
let now = () => new Date();
let camille: ApplicantClient;
let draft: RequestView;
let browser: BrowserSession;
let ids: Record<'camille' | 'administrator', string>;

beforeAll(async () => {
  stack = await startStack({ databaseUrl: url, now: () => now() });
  camille = await applicantClient(stack, 'camille');
  const creation = { api: 'impot-particulier', stage: 'sandbox', use_case: 'demande_libre' };
  draft = await camille.json<RequestView>('/requests', {
    method: 'POST',
    headers: { 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' },
    body: JSON.stringify({ ...creation, eligibility: {}, answers: { intitule: 'La cantine' } }),
  });
  await signedIn();
  const idOf = async (email: string) => {
    const [row] = await database.select({ id: users.id }).from(users).where(eq(users.email, email));
    return row?.id ?? '';
  };
  ids = {
    camille: await idOf((await camille.json<{ email: string }>('/me')).email),
    administrator: await idOf('aude.administration@dinum.example'),
  };
});
afterAll(() => stack.stop());
beforeEach(async () => {
  now = () => new Date();
  await database
    .update(users)
    .set({ roles: [administratorRole] })
    .where(eq(users.id, ids.administrator));
  await database.update(users).set({ roles: [], bannedAt: null }).where(eq(users.id, ids.camille));
  browser = await signedIn();
});

/** A browser of the administrator, with two factors. */
async function signedIn(): Promise<BrowserSession> {
  const fresh = new BrowserSession();
  await signInAs(stack, 'administratrice', { browser: fresh, twoFactors: true });
  return fresh;
}

const visit = async (path: string) => {
  const { response, text } = await browser.visit(stack.url + path);
  return { status: response.status, text: text.replaceAll('&#39;', "'") };
};
const send = async (path: string, fields: Record<string, string> = {}, site = 'same-origin') => {
  const { response, text } = await browser.visit(stack.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': site },
  });
  return { status: response.status, text, to: response.headers.get('location') };
};
const start = (id: string, reason = 'Appel du 3 mai : une page ne s’affiche pas.', site?: string) =>
  send(`/administration/personnes/${id}`, { act: 'act_for', reason }, site);

/** Who our pages take the browser for. */
async function seen() {
  const cookies = browser.cookiesFor(stack.url).split('; ');
  const [, token] = cookies.map((one) => /datapass_session=(.*)/.exec(one)).find(Boolean) ?? [];
  const found = await findSession(stack.services, token);
  return (
    found && { userId: found.actor.userId, behind: found.actor.behind?.userId, roles: found.actor.roles }
  );
}
const themselves = () => ({ userId: ids.administrator, behind: undefined, roles: [administratorRole] });
const forCamille = () => ({ userId: ids.camille, behind: ids.administrator, roles: [] });
const names = async (id: string) => (await actsOf(database, id)).map(({ name, by }) => [name, by]);

describe('acting for somebody', () => {
  test('shows their pages, says so on each, and ends by a button', async () => {
    const before = (await names(ids.camille)).length;
    expect(await start(ids.camille)).toMatchObject({ status: 303, to: '/mes-demandes' });
    expect(await seen()).toEqual(forCamille());
    for (const path of ['/mes-demandes', '/', '/demande/impot-particulier', '/mes-courriels', '/stats']) {
      const { text } = await visit(path);
      expect(text, path).toMatch(/Vous agissez pour Camille [^<]* jusqu’à \d\d:\d\d/);
      expect(text, path).toContain('Appel du 3 mai : une page ne s’affiche pas.');
      expect(text, path).toContain(`action="${stopActingPath}"`);
    }
    expect((await visit('/mes-demandes?lang=en')).text).toContain('You are acting for Camille');
    expect(await send(stopActingPath)).toMatchObject({
      status: 303,
      to: `/administration/personnes/${ids.camille}`,
    });
    expect(await seen()).toEqual(themselves());
    expect((await visit('/mes-demandes')).text).not.toContain('Vous agissez');
    expect((await names(ids.camille)).slice(before)).toEqual([
      ['act_for', ids.administrator],
      ['stop_acting', ids.administrator],
    ]);
    // Once more changes nothing.
    expect((await send(stopActingPath)).status).toBe(303);
    expect((await names(ids.camille)).length).toBe(before + 2);
  });

  test('is told to the person, with who, why and until when', async () => {
    const reason = `Rappel ${crypto.randomUUID()}`;
    await start(ids.camille, reason);
    const found = () => stack.standIns.mailbox?.mails().find(({ text }) => text.includes(reason));
    await expect.poll(found, { timeout: 10_000 }).toBeDefined();
    expect(found()?.to).toEqual([(await camille.json<{ email: string }>('/me')).email]);
    expect(found()?.text).toMatch(/Aude [^ ]+ agit pour vous sur DataPass jusqu’au .* au plus tard/);
  });

  test('ends by itself after one hour', async () => {
    await start(ids.camille);
    now = () => new Date(Date.now() + 3_590_000);
    expect(await seen()).toEqual(forCamille());
    now = () => new Date(Date.now() + 3_601_000);
    expect(await seen()).toEqual(themselves());
    expect((await visit('/administration')).status).toBe(200);
  });

  test('ends with the session', async () => {
    await start(ids.camille);
    expect((await send('/deconnexion')).status).toBeLessThan(400);
    expect(await seen()).toBeUndefined();
  });

  test('ends at once with the role, and does not come back with it', async () => {
    const by = { userId: ids.camille };
    await start(ids.camille);
    await database.update(users).set({ roles: [] }).where(eq(users.id, ids.administrator));
    expect(await seen()).toEqual({ ...themselves(), roles: [] });
    const administrator = { id: ids.administrator, roles: [] };
    await setRoles(stack.services, administrator, [administratorRole], by);
    expect(await seen()).toEqual(themselves());
  });

  test('ends at once where the person is kept out, or becomes an administrator', async () => {
    await start(ids.camille);
    await ban(stack.services, ids.camille, 'Compte partagé.', { userId: ids.administrator });
    expect(await seen()).toEqual(themselves());
    await database.update(users).set({ bannedAt: null }).where(eq(users.id, ids.camille));
    await start(ids.camille);
    expect(await seen()).toEqual(forCamille());
    const person = { id: ids.camille, roles: [] };
    await setRoles(stack.services, person, ['dgfip:*:administrator'], { userId: ids.administrator });
    expect(await seen()).toEqual(themselves());
  });

  test('an administrator who is kept out is out', async () => {
    await start(ids.camille);
    await ban(stack.services, ids.administrator, 'Départ.', { userId: ids.camille });
    expect(await seen()).toBeUndefined();
    await database.update(users).set({ bannedAt: null }).where(eq(users.id, ids.administrator));
  });
});

describe('is refused', () => {
  test.each([
    ['without a reason', { reason: ' ' }, 'Écrivez le motif'],
    ['for an administrator, of whatever', { roles: ['dgfip:*:administrator'] }, 'Personne n’agit pour'],
    ['for who is kept out', { bannedAt: new Date() }, 'rétablissez-le'],
  ])(
    '%s',
    async (_, { reason, ...changes }: { reason?: string; roles?: string[]; bannedAt?: Date }, words) => {
      if (Object.keys(changes).length > 0) {
        await database.update(users).set(changes).where(eq(users.id, ids.camille));
      }
      const answer = await start(ids.camille, reason);
      expect([answer.status, answer.text.includes(words)]).toEqual([422, true]);
      expect(await seen()).toEqual(themselves());
    },
  );

  test('for who acts for no organisation', async () => {
    const theirs = eq(organisationLinks.userId, ids.camille);
    await database.update(organisationLinks).set({ trust: 'lapsed' }).where(theirs);
    expect((await start(ids.camille)).text).toContain('n’agit plus pour aucune organisation');
    await database.update(organisationLinks).set({ trust: 'verified' }).where(theirs);
  });

  test('for oneself, for nobody, from another site, and by others', async () => {
    expect((await start(ids.administrator)).status).toBe(422);
    expect((await start(crypto.randomUUID())).status).toBe(404);
    expect((await start(ids.camille, undefined, 'cross-site')).status).toBe(403);
    await database
      .update(users)
      .set({ roles: ['dgfip:*:manager'] })
      .where(eq(users.id, ids.administrator));
    expect((await start(ids.camille)).status).toBe(403);
    expect((await seen())?.behind).toBeUndefined();
  });

  test('while acting already: nobody is behind who is behind', async () => {
    await start(ids.camille);
    expect((await start(ids.camille)).status).toBe(403);
    expect((await visit(`/administration/personnes/${ids.camille}`)).status).toBe(403);
  });

  test('to another site: its button does not even end it', async () => {
    await start(ids.camille);
    expect((await send(stopActingPath, {}, 'cross-site')).status).toBe(403);
    expect(await seen()).toEqual(forCamille());
  });
});

describe('meanwhile', () => {
  const json = (method: string, body: object, version = draft.version) => ({
    method,
    headers: {
      'content-type': 'application/json',
      'if-match': `"${version}"`,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const code = async (response: Response) =>
    response.ok ? 'ok' : ((await response.json()) as { type: string }).type.split('/').at(-1);

  test('what is the person’s alone stays closed', async () => {
    await database
      .update(users)
      .set({ roles: ['dgfip:*:instructor'] })
      .where(eq(users.id, ids.camille));
    await start(ids.camille);
    const closed = [
      '/mes-donnees',
      '/mes-donnees/export.json',
      '/acces/H1',
      '/instruction',
      '/administration',
    ];
    for (const path of closed) expect((await visit(path)).status, path).toBe(403);
    const { text: refused } = await visit('/administration');
    expect(refused).toContain('Cessez d’agir pour cette personne, en haut de cette page');
    expect(refused).toContain(`action="${stopActingPath}`);
    for (const path of [
      '/mes-donnees/effacement',
      '/mes-courriels',
      '/instruction/D1',
      '/administration/roles',
    ])
      expect((await send(path)).status, path).toBe(403);
  });

  test('the element of our own pages reads as the person, and saves a draft under both names', async () => {
    const element = await applicantClient(stack, 'administratrice', { browser });
    expect(await element.json('/me')).toMatchObject({ given_name: 'Aude' });
    await start(ids.camille);
    const me = await element.json<{ given_name: string; organisations: unknown[] }>('/me');
    expect(me).toMatchObject({ given_name: 'Camille' });
    expect(me.organisations.length).toBeGreaterThan(0);
    const read = await element.json<RequestView>(`/requests/${draft.id}`);
    expect(read).toMatchObject({ number: draft.number, mine: true });
    const change = { answers: { intitule: 'La cantine scolaire' } };
    const saved = await element.fetch(`/requests/${draft.id}`, json('PATCH', change, read.version));
    expect(await code(saved)).toBe('ok');
    const rows = await database
      .select()
      .from(events)
      .where(eq(events.requestId, draft.id))
      .orderBy(asc(events.sequence));
    const last = rows.at(-1);
    expect([last?.name, last?.actorId]).toEqual(['save', ids.camille]);
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ by: ids.camille, behind: ids.administrator });
    expect(JSON.parse(rows[0]?.body ?? '')).not.toHaveProperty('behind');
    expect((await verifyHistory(stack.services, { threads: 0 })).faults).toEqual([]);
    // What the person takes away tells the two apart.
    const { browser: own } = await applicantClient(stack, 'camille');
    const { text } = await own.visit(`${stack.url}/mes-donnees/export.json`);
    const [request] = (JSON.parse(text) as PersonalData).requests;
    expect(request?.done_by_you?.map((act) => [act.name, act.by_administrator])).toEqual([
      ['create', false],
      ['save', true],
    ]);
  });

  test.each([
    ['POST', '/requests', { api: 'impot-particulier' }],
    ['POST', '/requests/:id/submit', { commitments: ['forme'], terms_version: '1' }],
    ['POST', '/requests/:id/archive', {}],
    ['POST', '/requests/:id/renew', {}],
    ['POST', '/requests/:id/messages', { text: 'Bonjour' }],
    ['POST', '/requests/:id/messages/read', { sequence: 1 }],
    ['POST', '/requests/:id/copy', {}],
    ['PUT', '/requests/:id/documents/maquette_projet?name=a.pdf', {}],
    ['PATCH', '/organisations/21990001600011/profile', {}],
  ])('nobody is committed by %s %s', async (method, path, body) => {
    const element = await applicantClient(stack, 'administratrice', { browser });
    await start(ids.camille);
    const answer = await element.fetch(path.replace(':id', draft.id), json(method, body));
    expect([answer.status, await code(answer)]).toEqual([403, 'person-alone']);
  });

  test('on the page of somebody else, the administrator is who they are', async () => {
    const page = { clientId: 'catalogue-exemple', redirectUri: `${stack.urls.catalogue}/` };
    const element = await applicantClient(stack, 'administratrice', { browser, page });
    await start(ids.camille);
    expect(await element.json('/me')).toMatchObject({ given_name: 'Aude' });
    expect((await element.fetch(`/requests/${draft.id}`)).status).toBe(404);
  });

  test('signing out from the element ends the administrator’s session', async () => {
    const element = await applicantClient(stack, 'administratrice', { browser });
    await start(ids.camille);
    expect((await element.fetch('/me/sign-out', { method: 'POST' })).status).toBe(204);
    expect(await seen()).toBeUndefined();
  });
});
