import { and, eq, sql } from 'drizzle-orm';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Identity } from '../../../server/accounts/proconnect.ts';
import { findSession } from '../../../server/accounts/sessions.ts';
import { signIn } from '../../../server/accounts/sign-in.ts';
import { newId } from '../../../server/database/columns.ts';
import { findColleague, isLinked } from '../../../server/handovers/store.ts';
import { createDirectory, type Directory } from '../../../server/organisations/directory.ts';
import { proConnectIdentite } from '../../../server/organisations/providers.ts';
import { linkUser } from '../../../server/organisations/store.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { hasMoved, linkMonths } from '../../../server/organisations/trust.ts';
import { requests } from '../../../server/requests/tables.ts';
import { listFor } from '../../../server/requests/view/list.ts';
import { type DirectoryStandIn, startDirectoryStandIn } from '../../../server/stand-ins/directory.ts';
import { organisations } from '../../../server/stand-ins/organisations.ts';
import { testDatabase } from '../../support/database.ts';
import { insertRequest } from '../jobs/file.ts';

const { database } = await testDatabase();
let standIn: DirectoryStandIn;
let directory: Directory;
beforeAll(async () => {
  standIn = await startDirectoryStandIn();
  const log = pino({ level: 'silent' });
  directory = createDirectory({ url: standIn.url, database, log, now: () => new Date() });
});
afterAll(() => standIn.close());

const ministry = '4dbd03fa-b7a1-426f-b18a-cae70dd26d56';
const day = 86_400_000;
const { commune, ccas } = organisations;

const somebody = (changes: Partial<Identity> = {}): Identity => ({
  subject: newId(),
  givenName: 'Camille',
  familyName: 'Martin',
  email: `${newId()}@commune.example`,
  phone: '',
  siret: commune.siret,
  identityProvider: proConnectIdentite,
  acr: 'eidas1',
  idToken: 'no-token',
  ...changes,
});

const at = (days: number) => ({
  ...{ database, directory },
  config: { choosingProviders: [proConnectIdentite] },
  now: () => new Date(Date.now() + days * day),
});

/** Signs in; what the session then says of who acts for whom. */
async function enter(identity: Identity, days = 0) {
  const cookie = await signIn(at(days), identity, 'a browser');
  const session = await findSession(at(days), cookie);
  if (!session) throw new Error('no session');
  return { cookie, actor: session.actor };
}

const linkOf = (userId: string, organisationId: string) =>
  and(eq(organisationLinks.userId, userId), eq(organisationLinks.organisationId, organisationId));

describe('a sign-in for another organisation', () => {
  const email = 'camille.martin@commune.example';
  const before = { identityProvider: proConnectIdentite, email };
  const choosing = [proConnectIdentite];

  test.each([
    ['where one chooses among several: nobody has left', proConnectIdentite, email, false],
    ['from a provider that gives one organisation: they have moved', ministry, email, true],
    ['with an address of another employer', proConnectIdentite, 'camille.martin@ministere.example', true],
    ['with another name at the same employer', proConnectIdentite, 'camille.petit@Commune.example', false],
    ['from a provider that does not name itself, and is another', '', email, true],
  ])('%s', (_case, identityProvider, address, moved) => {
    expect(hasMoved(before, { identityProvider, email: address }, choosing)).toBe(moved);
  });

  test('from the same provider of one organisation: they have moved', () => {
    const same = { identityProvider: ministry, email };
    expect(hasMoved(same, same, choosing)).toBe(true);
  });
});

test('an agent of a commune and of its CCAS acts for both', async () => {
  const claude = somebody();
  await enter(claude);
  const { actor } = await enter({ ...claude, siret: ccas.siret });
  expect(actor.organisationIds).toHaveLength(2);
});

test('who has moved sees nothing of the organisation left, in no browser, and nobody hands them its requests', async () => {
  const leaver = somebody();
  const first = await enter(leaver);
  const left = first.actor.organisationId;
  const { id } = await insertRequest(database);
  const theirs = { applicantId: first.actor.userId, organisationId: left };
  await database.update(requests).set(theirs).where(eq(requests.id, id));
  const page = { states: [], limit: 20 };
  expect((await listFor(database, first.actor, page)).items).toHaveLength(1);

  const moved = { ...leaver, siret: ccas.siret, email: `${newId()}@ccas.example` };
  const { actor } = await enter(moved);
  expect(actor.userId).toBe(first.actor.userId);
  expect(actor.organisationIds).not.toContain(left);
  expect((await listFor(database, actor, page)).items).toEqual([]);
  expect(await findSession(at(0), first.cookie)).toBeUndefined();
  expect(await isLinked(database, actor.userId, left, new Date())).toBe(false);
  expect(await findColleague(database, left, moved.email, new Date())).toBeUndefined();
  const [link] = await database.select().from(organisationLinks).where(linkOf(actor.userId, left));
  expect(link?.trust).toBe('lapsed');
});

test('a move is seen also where the sign-in that shows it fails half-way', async () => {
  const leaver = somebody();
  const { cookie, actor } = await enter(leaver);
  const moved = { ...leaver, siret: ccas.siret, email: `${newId()}@ccas.example` };
  await database.execute(
    sql`alter table organisation_links add constraint full_disk check (identity_provider = '') not valid`,
  );
  await expect(enter(moved)).rejects.toThrow();
  await database.execute(sql`alter table organisation_links drop constraint full_disk`);
  const again = await enter(moved);
  expect(again.actor.organisationIds).not.toContain(actor.organisationId);
  expect(await findSession(at(0), cookie)).toBeUndefined();
});

test('who comes back is vouched for again', async () => {
  const person = somebody({ identityProvider: ministry });
  await enter(person);
  await enter({ ...person, siret: ccas.siret });
  const { actor } = await enter(person);
  expect(actor.organisationIds).toEqual([actor.organisationId]);
});

test(`a link that no sign-in confirms for ${linkMonths} months counts no more, and does again after one`, async () => {
  const claude = somebody();
  const { actor } = await enter(claude);
  const here = actor.organisationId;
  const nearly = await enter({ ...claude, siret: ccas.siret }, 178);
  expect(nearly.actor.organisationIds).toContain(here);
  const late = await enter({ ...claude, siret: ccas.siret }, 190);
  expect(late.actor.organisationIds).not.toContain(here);
  expect(await isLinked(database, actor.userId, here, at(190).now())).toBe(false);
  const back = await enter(claude, 191);
  expect(back.actor.organisationIds).toHaveLength(2);
});

test('what a person declares neither renews nor replaces what was verified', async () => {
  const { actor } = await enter(somebody());
  const { userId, organisationId } = actor;
  const [before] = await database.select().from(organisationLinks).where(linkOf(userId, organisationId));
  await linkUser(database, { userId, organisationId, trust: 'declared', at: at(100).now() });
  const [after] = await database.select().from(organisationLinks).where(linkOf(userId, organisationId));
  expect(after).toEqual(before);
});
