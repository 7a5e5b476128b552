/** What becomes of a request and its habilitation after the decision, over the database. */
import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { inForce } from '../../../server/habilitations/in-force.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { Problem } from '../../../server/http/problem.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { systemActor } from '../../../server/requests/life/system.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  complete,
  createActor,
  createCast,
  createInstructor,
  createOrganisation,
  person,
  promises,
} from './world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor } = await createCast(database);

const run = (id: string, intent: Intent, actor: Actor = applicant) => execute(world, id, intent, actor);
const refusedWith = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (problem: Problem) => problem.code,
  );
const submission = (changes: object = {}) => ({
  answers: { ...complete().answers, ...changes },
  documents: {},
  termsVersion: promises.terms_version,
  commitments: promises.commitments,
});

/** A request that has its habilitation. */
async function validated(): Promise<string> {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  await run(body.id, { name: 'validate' }, instructor);
  return body.id;
}

const rowOf = async (id: string) => (await database.select().from(requests).where(eq(requests.id, id)))[0];
const heldBy = (id: string) =>
  database
    .select()
    .from(habilitations)
    .where(eq(habilitations.requestId, id))
    .orderBy(asc(habilitations.number));
const inForceOf = async (id: string, at = new Date()) =>
  (await database.select().from(habilitations).where(inForce(at))).filter(
    ({ requestId }) => requestId === id,
  );

test('an update that is refused leaves the habilitation, its answers and its documents', async () => {
  const view = await api.created(applicant);
  const first = await api.attached(applicant, view, 'cadre_juridique_document', 'délibération');
  await api.submitted(applicant, view);
  await run(view.id, { name: 'validate' }, instructor);
  const before = await rowOf(view.id);

  await run(view.id, { name: 'reopen' });
  expect(await rowOf(view.id)).toMatchObject({ state: 'draft', reopening: 'update', held: 'active' });
  expect(await inForceOf(view.id)).toHaveLength(1);
  const present = await api.call(applicant, `/requests/${view.id}`);
  await api.call(applicant, `/requests/${view.id}/documents/${first}`, { method: 'DELETE' });
  await api.attached(applicant, view, 'cadre_juridique_document', 'autre');
  await api.patched(applicant, present.body, { answers: { intitule: 'Autre chose' } });
  const again = await api.call(applicant, `/requests/${view.id}`);
  expect((await api.submitted(applicant, again.body)).body).toMatchObject({ state: 'submitted' });

  await run(view.id, { name: 'refuse', reason: 'Une autre demande.' }, instructor);
  expect(await rowOf(view.id)).toMatchObject({
    state: 'validated',
    reopening: null,
    reopenedAt: null,
    reason: 'Une autre demande.',
    answers: before?.answers,
    submittedAnswers: before?.submittedAnswers,
    title: before?.title,
  });
  const after = await api.call(applicant, `/requests/${view.id}`);
  expect(after.body.documents.map(({ id }) => id)).toEqual([first]);
  expect(await inForceOf(view.id)).toHaveLength(1);
  expect(await verifyChain(world, view.id)).toMatchObject({ valid: true });
});

test('an update that is validated takes the place of the habilitation', async () => {
  const id = await validated();
  await run(id, { name: 'reopen' });
  expect(await refusedWith(run(id, { name: 'submit', ...submission() }))).toBe('nothing-changed');
  await run(id, { name: 'submit', ...submission({ intitule: 'Cantine et garderie' }) });
  await run(id, { name: 'validate' }, instructor);
  expect((await heldBy(id)).map(({ state }) => state)).toEqual(['obsolete', 'active']);
  expect(await rowOf(id)).toMatchObject({
    state: 'validated',
    reopening: null,
    title: 'Cantine et garderie',
  });
});

test('an update that is withdrawn and given up leaves things as they were', async () => {
  const id = await validated();
  await run(id, { name: 'reopen' });
  await run(id, { name: 'submit', ...submission({ intitule: 'Autre' }) });
  await run(id, { name: 'withdraw' });
  expect(await rowOf(id)).toMatchObject({ state: 'draft', title: 'Autre', reopening: 'update' });
  await run(id, { name: 'cancel_reopening' });
  expect(await rowOf(id)).toMatchObject({
    state: 'validated',
    title: complete().answers.intitule,
    reopening: null,
  });
});

test('a renewal sent in time keeps the habilitation in force past its end, until it is decided', async () => {
  const id = await validated();
  await run(id, { name: 'renew', ...submission() });
  const [{ expiresAt } = { expiresAt: new Date() }] = await heldBy(id);
  const after = new Date(expiresAt.getTime() + 1);
  expect(await inForceOf(id, after)).toHaveLength(1);
  await run(id, { name: 'refuse', reason: 'La base légale a changé.' }, instructor);
  expect(await inForceOf(id, after)).toEqual([]);
  expect(await rowOf(id)).toMatchObject({ state: 'validated', reopening: null });
});

test('a renewal that is withdrawn no longer keeps anything in force, until it is sent again', async () => {
  const id = await validated();
  await run(id, { name: 'renew', ...submission() });
  const after = new Date((await heldBy(id))[0]?.expiresAt.getTime() ?? 0);
  await run(id, { name: 'withdraw' });
  expect(await inForceOf(id, after)).toEqual([]);
  await run(id, { name: 'submit', ...submission() });
  expect(await inForceOf(id, after)).toHaveLength(1);
});

test('a renewal sent after the end brings nothing back before it is validated', async () => {
  const id = await validated();
  await database
    .update(habilitations)
    .set({ expiresAt: new Date(1) })
    .where(eq(habilitations.requestId, id));
  await run(id, { name: 'renew', ...submission() });
  expect(await inForceOf(id)).toEqual([]);
  await run(id, { name: 'validate' }, instructor);
  expect(await inForceOf(id)).toHaveLength(1);
});

test('suspended, then in force again', async () => {
  const id = await validated();
  await run(id, { name: 'suspend', reason: 'Appels anormaux.' }, instructor);
  expect(await inForceOf(id)).toEqual([]);
  expect(await refusedWith(run(id, { name: 'reopen' }))).toBe('command-refused');
  await run(id, { name: 'resume' }, instructor);
  expect(await inForceOf(id)).toHaveLength(1);
});

test('the holder is heard before a revocation, unless it is urgent', async () => {
  const id = await validated();
  const revoke = { name: 'revoke', reason: 'Usage hors de l’objet.', urgent: false } as const;
  expect(await refusedWith(run(id, revoke, instructor))).toBe('hearing-needed');
  const due = new Date(Date.now() + 15 * 86_400_000);
  const announced = { name: 'announce_revocation', reason: 'Usage hors de l’objet.', due } as const;
  await run(id, announced, instructor);
  expect(await refusedWith(run(id, revoke, instructor))).toBe('hearing-open');
  await run(id, { name: 'message', text: 'C’était un essai.' });
  await run(id, { name: 'drop_revocation' }, instructor);
  expect(await refusedWith(run(id, revoke, instructor))).toBe('hearing-needed');
  await run(id, { ...revoke, urgent: true }, instructor);
  expect(await rowOf(id)).toMatchObject({ state: 'revoked', held: 'ended' });
  expect((await heldBy(id)).map(({ state }) => state)).toEqual(['revoked']);
});

test('revoked while an update is under way', async () => {
  const id = await validated();
  await run(id, { name: 'reopen' });
  await run(id, { name: 'revoke', reason: 'Fuite de données.', urgent: true }, instructor);
  expect(await rowOf(id)).toMatchObject({ state: 'revoked', reopening: null });
  expect(await inForceOf(id)).toEqual([]);
});

test('given back by its holder, and at its end by the clock', async () => {
  const given = await validated();
  await run(given, { name: 'end' });
  expect(await rowOf(given)).toMatchObject({ state: 'archived', held: 'ended' });
  expect(await inForceOf(given)).toEqual([]);

  const ended = await validated();
  await run(ended, { name: 'expire' }, systemActor);
  expect(await rowOf(ended)).toMatchObject({ state: 'validated', held: 'ended' });
  await run(ended, { name: 'reopen' });
  expect(await rowOf(ended)).toMatchObject({ state: 'draft', reopening: 'update' });
});

test('people change without instruction: who collects the habilitation changes with them', async () => {
  const id = await validated();
  const contact_technique = person('Noa', 'Noa.Petit@editeur.example');
  await run(id, { name: 'update_people', answers: { contact_technique } });
  expect((await heldBy(id))[0]?.technicalContactEmail).toBe('noa.petit@editeur.example');
  const row = await rowOf(id);
  expect(row).toMatchObject({ state: 'validated', submittedAnswers: { contact_technique } });
  expect(row?.named).toContain('noa.petit@editeur.example');
});

test('moved to another organisation by an administrator, the habilitation with it', async () => {
  const id = await validated();
  const other = await createOrganisation(database);
  const heir = await createActor(database, [other.id]);
  const administrator = await createActor(database, [], { roles: ['*:*:administrator'], via: 'session' });
  const move = { name: 'transfer_organisation', organisationId: other.id, to: heir.userId } as const;
  expect(await refusedWith(run(id, { ...move, reason: 'Fusion.' }, instructor))).toBe('not-permitted');
  await run(id, { ...move, reason: 'Fusion des communes.' }, administrator);
  expect(await rowOf(id)).toMatchObject({ organisationId: other.id, applicantId: heir.userId });
  expect((await heldBy(id))[0]?.organisationId).toBe(other.id);
});

test('fewer data than asked for, with conditions', async () => {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  const decision = { scopes: ['dgfip_rfr', 'never_asked'], quota: '50', conditions: 'Une fois par an.' };
  const long = { name: 'validate', conditions: 'x'.repeat(10_001) } as const;
  expect(await refusedWith(run(body.id, long, instructor))).toBe('invalid');
  await run(body.id, { name: 'validate', message: 'Le RFR suffit.', ...decision }, instructor);
  expect((await heldBy(body.id))[0]).toMatchObject({ ...decision, scopes: ['dgfip_rfr'] });
});

test('a reminder is sent once, and changes nothing that somebody sees', async () => {
  const { id } = await api.created(applicant);
  const before = await rowOf(id);
  await run(id, { name: 'remind', kind: 'draft' }, systemActor);
  expect(await refusedWith(run(id, { name: 'remind', kind: 'draft' }, systemActor))).toBe('reminded-already');
  expect((await rowOf(id))?.updatedAt).toEqual(before?.updatedAt);
});

test('every step is announced', async () => {
  const id = await validated();
  await run(id, { name: 'suspend', reason: 'Appels anormaux.' }, instructor);
  await run(id, { name: 'resume' }, instructor);
  await run(id, { name: 'message', text: 'Merci.' });
  await run(id, { name: 'end' });
  const topics = await database.select().from(outbox).where(eq(outbox.requestId, id)).orderBy(outbox.id);
  expect(topics.map(({ topic }) => topic)).toEqual([
    'create',
    'submit',
    'validate',
    'suspend',
    'resume',
    'message',
    'end',
  ]);
  expect(await verifyChain(world, id)).toEqual({ valid: true, events: 7 });
});

test('a new round begins its reminders again, and leaves those of the habilitation as they were sent', async () => {
  const id = await validated();
  const remind = (kind: string) => run(id, { name: 'remind', kind }, systemActor);
  await remind('end-60');
  await run(id, { name: 'renew', ...submission() });
  await remind('deadline');
  await run(id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
  expect(await rowOf(id)).toMatchObject({ reminded: ['end-60'] });
  await run(id, { name: 'submit', ...submission() });
  await run(id, { name: 'validate' }, instructor);
  expect(await rowOf(id)).toMatchObject({ reminded: [] });
});

test('the end noted by the clock ends what a renewal had kept, and is dated', async () => {
  const id = await validated();
  await run(id, { name: 'renew', ...submission() });
  expect(await heldBy(id)).toMatchObject([{ prolonged: true, endedAt: null }]);
  await run(id, { name: 'expire' }, systemActor);
  expect(await heldBy(id)).toMatchObject([{ prolonged: false, endedAt: expect.any(Date) }]);
  expect(await rowOf(id)).toMatchObject({ held: 'ended', state: 'submitted', reopening: 'renewal' });
});

test('where an API wants two people, the second one validates', async () => {
  const { get } = world.catalogue;
  const pairs = { ...world, catalogue: { ...world.catalogue, get: (name: string) => twice(get(name)) } };
  const second = await createInstructor(database, 'Seconde');
  const { body } = await api.submitted(applicant, await api.created(applicant));
  const validate = (actor: Actor) => execute(pairs, body.id, { name: 'validate' }, actor);
  expect(await refusedWith(validate(instructor))).toBe('second-person');
  await execute(pairs, body.id, { name: 'agree' }, instructor);
  expect(await refusedWith(validate(instructor))).toBe('second-person');
  expect(await refusedWith(validate(systemActor))).toBe('second-person');
  await validate(second);
  expect(await rowOf(body.id)).toMatchObject({ state: 'validated' });
});

const twice = <T extends object>(file: T | undefined) => file && { ...file, two_people: true };
