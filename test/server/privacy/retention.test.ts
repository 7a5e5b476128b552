/** What the clock erases: when, and that the history holds afterwards. */
import { eq, sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { record } from '../../../server/acts/acts.ts';
import { staffActs } from '../../../server/acts/tables.ts';
import { verifyHistory } from '../../../server/audit/verify.ts';
import { documents } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { removalKind, sweepDrafts } from '../../../server/privacy/drafts.ts';
import { sweepEnded } from '../../../server/privacy/ended.ts';
import { sweepPeople } from '../../../server/privacy/person.ts';
import { sweepPersonalData } from '../../../server/privacy/sweep.ts';
import { requestErasures } from '../../../server/privacy/tables.ts';
import { addDays, addMonths } from '../../../server/requests/dates.ts';
import { erasedPerson } from '../../../server/requests/life/system.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createCast } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, commune, instructor } = await createCast(database);

const rowOf = async (id: string) =>
  (await database.select().from(requests).where(eq(requests.id, id)))[0] as typeof requests.$inferSelect;
const documentsOf = (id: string) => database.select().from(documents).where(eq(documents.requestId, id));
const erasureOf = async (id: string) =>
  (await database.select().from(requestErasures).where(eq(requestErasures.requestId, id)))[0];
const person = () => createActor(database, [commune.id]);
const later = (months: number, days = 0) => {
  const at = addDays(addMonths(new Date(), months), days);
  return { ...world, now: () => at };
};

/** Everything that a person has typed, as text. */
async function everythingOf(id: string): Promise<string> {
  const [row, habilitation, history] = [
    await rowOf(id),
    await database.select().from(habilitations).where(eq(habilitations.requestId, id)),
    await database.select().from(events).where(eq(events.requestId, id)),
  ];
  return JSON.stringify([row, habilitation, history]);
}

afterEach(async () => {
  expect((await verifyHistory(world, { threads: 0 })).faults).toEqual([]);
});

describe('a draft that nobody touches', () => {
  test('is warned of, then archived and emptied, its document with it', async () => {
    const applicant = await person();
    const draft = await api.created(applicant);
    await api.attached(applicant, draft, 'cadre_juridique_document');
    await sweepDrafts(later(5));
    expect((await rowOf(draft.id)).reminded).toEqual([]);
    await sweepDrafts(later(6, -14));
    expect((await rowOf(draft.id)).reminded).toEqual([removalKind]);
    await sweepDrafts(later(6, -2));
    expect((await rowOf(draft.id)).state).toBe('draft');
    expect(await documentsOf(draft.id)).toHaveLength(1);
    await sweepDrafts(later(6, 2));
    expect(await rowOf(draft.id)).toMatchObject({ state: 'archived', answers: {}, title: '', named: [] });
    expect(await documentsOf(draft.id)).toEqual([]);
    expect(await erasureOf(draft.id)).toMatchObject({ rule: 'draft' });
    expect(await everythingOf(draft.id)).not.toContain('@');
    // Twice does the same.
    await sweepDrafts(later(6, 3));
    expect((await rowOf(draft.id)).eventCount).toBe(3);
  });

  test('is kept when somebody writes again, and warned of anew when left as long again', async () => {
    const applicant = await person();
    const draft = await api.created(applicant);
    await sweepDrafts(later(6, -10));
    const written = later(6, -5);
    await execute(
      written,
      draft.id,
      { name: 'save', answers: { intitule: 'Repris' } },
      { ...applicant, via: 'session' },
    );
    await sweepDrafts(later(6, 6));
    expect(await rowOf(draft.id)).toMatchObject({ state: 'draft', title: 'Repris' });
    await sweepDrafts(later(12, -10));
    expect((await rowOf(draft.id)).reminded).toEqual([removalKind, `${removalKind}-2`]);
    expect((await rowOf(draft.id)).state).toBe('draft');
  });

  test('is not removed before the time of its warning, also when the clock stood still', async () => {
    const draft = await api.created(await person());
    await sweepDrafts(later(20));
    expect((await rowOf(draft.id)).state).toBe('draft');
    await sweepDrafts(later(20, 14));
    expect((await rowOf(draft.id)).state).toBe('draft');
    await sweepDrafts(later(20, 15));
    expect((await rowOf(draft.id)).state).toBe('archived');
  });

  test('is left alone once it was sent, withdrawn or not', async () => {
    const applicant = await person();
    const { body } = await api.submitted(applicant, await api.created(applicant));
    await execute(world, body.id, { name: 'withdraw' }, applicant);
    for (const days of [-10, 20, 60]) await sweepDrafts(later(6, days));
    expect((await rowOf(body.id)).reminded).toEqual([]);
    expect(await erasureOf(body.id)).toBeUndefined();
  });
});

describe('what has ended', () => {
  test('is erased 36 months later: nothing that a person wrote is left, and the history holds', async () => {
    const applicant = await person();
    const { body } = await api.submitted(applicant, await api.created(applicant));
    await execute(
      world,
      body.id,
      { name: 'request_changes', reason: 'Madame Martin, précisez.', fields: ['description'] },
      instructor,
    );
    await execute(world, body.id, { name: 'validate', message: 'Bienvenue Camille' }, instructor);
    await record({ ...world }, body.id, instructor.userId, () => ({
      name: 'note',
      subject: 'n1',
      facts: {},
      words: { text: 'Appelé Madame Martin.' },
      role: 'instructor',
    }));
    await database.insert(mails).values({
      eventId: body.id,
      requestId: body.id,
      template: 'receipt',
      recipient: applicant.email,
    });
    await sweepEnded(later(50));
    expect(await erasureOf(body.id)).toBeUndefined();
    await execute(world, body.id, { name: 'end' }, applicant);
    await sweepEnded(later(35));
    expect(await erasureOf(body.id)).toBeUndefined();
    await sweepEnded(later(37));
    expect(await erasureOf(body.id)).toMatchObject({ rule: 'file' });
    const row = await rowOf(body.id);
    expect(row).toMatchObject({ state: 'archived', applicantId: erasedPerson.id, api: 'impot-particulier' });
    const text = await everythingOf(body.id);
    const typed = JSON.stringify(complete().answers).match(/[^"]+@[^"]+/g) ?? [];
    for (const words of [...typed, 'Martin', 'Bienvenue', applicant.email]) expect(text).not.toContain(words);
    expect(await database.select().from(mails).where(eq(mails.requestId, body.id))).toEqual([]);
    const [act] = await database.select().from(staffActs).where(eq(staffActs.chainId, body.id));
    expect(act?.details).toBeNull();
    await sweepEnded(later(38));
    expect((await rowOf(body.id)).version).toBe(row.version);
  });

  test('words that SQL takes out are found: no erasure of ours took them', async () => {
    const applicant = await person();
    const { body } = await api.submitted(applicant, await api.created(applicant));
    await execute(world, body.id, { name: 'refuse', reason: 'Hors sujet.' }, instructor);
    const put = (details: Record<string, string> | null) =>
      database
        .update(events)
        .set({ details })
        .where(sql`${events.requestId} = ${body.id} and ${events.sequence} = 3`);
    await put(null);
    const fault = { history: 'requests', chainId: body.id, sequence: 3, wrong: 'erased' };
    expect((await verifyHistory(world, { threads: 0 })).faults).toEqual([fault]);
    // A seal cannot be made by SQL either.
    await database
      .insert(requestErasures)
      .values({ requestId: body.id, rule: 'file', at: new Date(), seal: 'AAAA' });
    expect((await verifyHistory(world, { threads: 0 })).faults).toEqual([fault]);
    await put({ reason: 'Hors sujet.' });
    await database.delete(requestErasures).where(eq(requestErasures.requestId, body.id));
  });
});

describe('people', () => {
  const exists = async (id: string) =>
    (await database.select({ id: users.id }).from(users).where(eq(users.id, id))).length === 1;

  test('go six months after their last sign-in, once nothing names them', async () => {
    const [idle, applicant, colleague] = [await person(), await person(), await person()];
    const draft = await api.created(applicant);
    await execute(world, draft.id, { name: 'archive' }, applicant);
    const { body } = await api.submitted(colleague, await api.created(colleague));
    await sweepPeople(later(5));
    expect(await exists(idle.userId)).toBe(true);
    await sweepPeople(later(7));
    expect(await exists(idle.userId)).toBe(false);
    expect(await exists(applicant.userId)).toBe(true);
    expect(await exists(instructor.userId)).toBe(true);
    // The draft that they gave up was never sent.
    await sweepPersonalData(later(7));
    expect(await exists(applicant.userId)).toBe(false);
    expect(await exists(colleague.userId)).toBe(true);
    expect((await rowOf(body.id)).applicantId).toBe(colleague.userId);
  });

  test('who is kept out is remembered: forgotten, they would come back', async () => {
    const banned = await person();
    await database
      .update(users)
      .set({ bannedAt: new Date(), banReason: 'Compte partagé.' })
      .where(eq(users.id, banned.userId));
    await sweepPeople(later(7));
    expect(await exists(banned.userId)).toBe(true);
  });
});
