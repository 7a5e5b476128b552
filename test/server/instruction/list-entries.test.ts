import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { definitions } from '../../../server/catalogue/tables.ts';
import {
  instructionEntries,
  instructionFlags,
  searchWords,
} from '../../../server/instruction/list/tables.ts';
import { markRead, type Side, threadOf } from '../../../server/messages/thread.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { canteen, offices, request, type Seeded, submit, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);

let camille: Seeded;
let instructor: Seeded;
let town: string;

beforeAll(async () => {
  const office = await offices(services);
  ({ camille, town } = office);
  instructor = await office.staff('Inès', 'dgfip:*:instructor');
});

/** A person of the form. */
const secret = 'delegue_protection_donnees';

const entry = (id: string) =>
  database.query.instructionEntries.findFirst({ where: eq(instructionEntries.requestId, id) });

const found = async (id: string, word: string) => {
  const [row] = await database
    .select({ found: sql<boolean>`${instructionEntries.words} @@ ${word}::tsquery` })
    .from(instructionEntries)
    .where(eq(instructionEntries.requestId, id));
  return row?.found;
};

describe('the entry of a request', () => {
  it('is made when the request is sent, not before', async () => {
    const draft = await request(services, { applicant: camille.actor, draft: true });
    expect(await entry(draft.id)).toBeUndefined();
    await submit(services, draft, camille.actor);
    expect(await entry(draft.id)).toMatchObject({
      number: draft.number,
      state: 'submitted',
      title: canteen.intitule,
      department: '99',
      updated: false,
      unseen: true,
      told: false,
      priority: 0,
      assigneeId: null,
    });
  });

  it('has the words of project, organisation, people, SIRET and number, without accents', async () => {
    const row = await request(services, { applicant: camille.actor });
    for (const word of [
      'cantine',
      'exempleville',
      'camille',
      'delegue',
      '21990001600011',
      `d${row.number}`,
    ]) {
      expect(await found(row.id, word), word).toBe(true);
    }
    expect(await found(row.id, 'quotient')).toBe(false);
    const words = await database.select().from(searchWords);
    expect(words.map(({ word }) => word)).toContain('tarification');
    expect(words.every(({ word }) => /^[a-z]{3,}$/.test(word))).toBe(true);
  });

  it('follows decisions, what is sent again, and never what is being typed', async () => {
    const row = await request(services, { applicant: camille.actor });
    await execute(
      services,
      row.id,
      { name: 'request_changes', reason: 'Précisez.', fields: [] },
      instructor.actor,
    );
    await execute(services, row.id, { name: 'save', answers: { intitule: 'En cours' } }, camille.actor);
    expect(await entry(row.id)).toMatchObject({ state: 'changes_requested', title: canteen.intitule });
    const changed = { ...row, answers: { ...row.answers, intitule: 'Cantine et goûter' } };
    await submit(services, changed, camille.actor);
    expect(await entry(row.id)).toMatchObject({
      state: 'submitted',
      title: 'Cantine et goûter',
      updated: true,
    });
    expect(await found(row.id, 'gouter')).toBe(true);
  });

  it('follows a renamed organisation and person', async () => {
    const row = await request(services, { applicant: camille.actor });
    const rename = (name: string) =>
      database.update(organisations).set({ name }).where(eq(organisations.id, town));
    await rename('Commune de Cœur-Neuf');
    expect(await found(row.id, 'coeur & neuf')).toBe(true);
    expect(await found(row.id, 'exempleville')).toBe(false);
    await rename('Commune d’Exempleville');
    await database.update(users).set({ familyName: 'Ébène' }).where(eq(users.id, camille.actor.userId));
    expect(await found(row.id, 'ebene')).toBe(true);
  });

  it('says that a message of the applicant waits, until an instructor has read it or its words are erased', async () => {
    const row = await request(services, { applicant: camille.actor });
    const write = (who: Seeded) =>
      execute(services, row.id, { name: 'message', text: 'Bonjour' }, who.actor, {});
    const unread = async () => (await entry(row.id))?.unread;
    await write(instructor);
    expect(await unread()).toBe(false);
    await write(camille);
    expect(await unread()).toBe(true);
    const read = async (side: Side) => {
      const thread = await threadOf(database, row.id);
      const reader = { userId: instructor.actor.userId, at: new Date(), upTo: 1_000 };
      await markRead(database, row.id, thread, { ...reader, side });
    };
    await read('applicant');
    expect(await unread()).toBe(true);
    await read('provider');
    expect(await unread()).toBe(false);
    await write(camille);
    expect(await unread()).toBe(true);
    await database.update(events).set({ details: null }).where(eq(events.requestId, row.id));
    expect(await unread()).toBe(false);
  });

  it('has no word of a person whom one role alone reads of', async () => {
    const body = structuredClone(services.catalogue.get('ficoba'));
    const officer = body?.steps.flatMap(({ fields }) => fields).find(({ id }) => id === secret);
    if (!body || !officer) throw new Error('no such field');
    officer.read_by = 'security';
    await database
      .insert(definitions)
      .values({ api: body.id, version: 1, body: { ...body, version: 1 }, writtenAt: new Date() });
    const row = await request(services, { applicant: camille.actor, api: 'ficoba', useCase: 'recouvrement' });
    expect(await found(row.id, 'denis')).toBe(false);
    expect(await found(row.id, 'rachel')).toBe(true);
  });

  it('is not put back by a mark made at the moment of a decision', async () => {
    const row = await request(services, { applicant: camille.actor });
    const mark = () =>
      database
        .insert(instructionFlags)
        .values({ requestId: row.id, priority: 1 })
        .onConflictDoUpdate({ target: instructionFlags.requestId, set: { priority: 1 } });
    await Promise.all([
      execute(services, row.id, { name: 'refuse', reason: 'Hors cadre.' }, instructor.actor),
      ...Array.from({ length: 6 }, mark),
    ]);
    expect(await entry(row.id)).toMatchObject({ state: 'refused', priority: 1 });
  });

  it('is the same when all are made anew', async () => {
    const before = await database.select().from(instructionEntries).orderBy(instructionEntries.requestId);
    await database.execute(sql`select instruction_list_rebuild()`);
    expect(await database.select().from(instructionEntries).orderBy(instructionEntries.requestId)).toEqual(
      before,
    );
    expect(await database.$count(searchWords)).toBeGreaterThan(10);
  });
});
