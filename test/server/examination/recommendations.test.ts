/** What a security verdict recommends: written, committed to, reminded of until done, by real SMTP. */
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { mailExamination } from '../../../server/examination/mails.ts';
import { remindOfRecommendations } from '../../../server/examination/reminders.ts';
import { awaited } from '../../../server/examination/tables.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { person, type Seeded } from '../instruction/seed.ts';
import { createApi } from '../requests/fixture.ts';
import { scene, seenIn } from './scene.ts';

const { services, database, town, camille, lead, reporter, security, get, post, sent, fill } = await scene();

const api = createApi(services);

const mailbox = await startMailbox({ port: 0 });
const mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
afterAll(async () => {
  mailer.close();
  await mailbox.stop();
});

/** What the relay and the queue do with what was left to be mailed about a request. */
async function mail(requestId: string): Promise<string[]> {
  const before = mailbox.mails().length;
  const rows = await database.delete(outbox).where(eq(outbox.requestId, requestId)).returning();
  for (const { eventId: event, topic, data } of rows) {
    const job = { event, topic, data, request: requestId };
    // A job that runs twice mails once.
    await mailExamination({ ...services, mailer }, job);
    await mailExamination({ ...services, mailer }, job);
  }
  const all = mailbox.mails();
  return all.slice(0, all.length - before).map(({ to, subject, text }) => `${to}: ${subject}\n${text}`);
}

const planned = '2027-06-30';
const advice = { text: 'Remplacer le pare-feu', owner: 'La direction informatique', planned };

async function recommended() {
  const row = await sent();
  const page = `/instruction/D${row.number}`;
  const done = await fill(`${page}/controles/ssi/recommandation`, security, advice);
  expect(done.status).toBe(303);
  const [{ id } = { id: '' }] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
  return { row, page, id, follow: `/recommandations/D${row.number}` };
}

const at = (day: string) => ({ ...services, now: () => new Date(`${day}T08:00:00Z`) });

const reminders = async (requestId: string, day: string): Promise<number> => {
  await remindOfRecommendations(at(day));
  await remindOfRecommendations(at(day));
  return (await mail(requestId)).length;
};

/** What the applicant's element is told of a request. */
async function told(id: string, who: Seeded, seen?: string) {
  const headers = { 'accept-language': 'fr', ...(seen && { 'if-none-match': seen }) };
  const { status, body, headers: answered } = await api.call(who.actor, `/requests/${id}`, { headers });
  return {
    status,
    recommended: status === 200 ? body.recommended : undefined,
    etag: answered.get('etag') ?? '',
  };
}

describe('a recommendation', () => {
  it('is led to from the follow-up of the applicant and their colleagues while it is to be done', async () => {
    const row = await sent();
    const before = await told(row.id, camille);
    expect(before.recommended).toBeUndefined();
    await fill(`/instruction/D${row.number}/controles/ssi/recommandation`, security, advice);
    const after = await told(row.id, camille, before.etag);
    expect(after.recommended).toEqual({
      text: 'Suivre la recommandation de sécurité qui vous est faite',
      url: `${services.config.publicUrl}/recommandations/D${row.number}`,
    });
    const colleague = await person(services, {
      ...{ givenName: 'Dominique', familyName: 'Collègue', organisationId: town },
    });
    expect((await told(row.id, colleague)).recommended).toEqual(after.recommended);
    expect((await told(row.id, camille, after.etag)).status).toBe(304);
    const [{ id } = { id: '' }] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
    await post(`/recommandations/D${row.number}/${id}/faite`, camille);
    const done = await told(row.id, camille, after.etag);
    expect([done.status, done.recommended]).toEqual([200, undefined]);
  });

  it('is written by the security alone, for a control that recommends', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    expect((await post(`${page}/controles/ssi/recommandation`, lead, advice)).status).toBe(403);
    expect((await post(`${page}/controles/rgpd/recommandation`, lead, advice)).status).toBe(404);
    for (const [changes, message] of [
      [{ text: '' }, 'href="#text"'],
      [{ owner: '' }, 'href="#owner"'],
      [{ planned: '' }, 'href="#planned"'],
      [{ planned: '2027-02-31' }, 'une date qui existe'],
      [{ planned: '2020-01-01' }, 'une date à venir'],
      [{ owner: 'a\0b' }, 'invisible'],
    ] as const) {
      const answer = await fill(`${page}/controles/ssi/recommandation`, security, { ...advice, ...changes });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(message);
    }
  });

  it('is mailed to the applicant, who commits to it and says that it is done', async () => {
    const { row, page, follow, id } = await recommended();
    const [mailed = '', ...others] = await mail(row.id);
    expect(others).toEqual([]);
    expect(mailed).toContain(camille.actor.email);
    expect(mailed).toContain('> Remplacer le pare-feu');
    expect(mailed).toContain(follow);
    const shown = await get(follow, camille);
    expect(shown.text).toContain('Remplacer le pare-feu');
    expect(shown.text).toContain('30 juin 2027');
    await post(`${follow}/${id}/engagement`, camille);
    await post(`${follow}/${id}/engagement`, camille);
    expect((await get(page, reporter)).text).toContain('engagement pris le');
    await post(`${follow}/${id}/faite`, camille);
    expect((await get(page, reporter)).text).toContain('<span class="tag ok">faite</span>');
    expect(await database.select().from(awaited).where(eq(awaited.id, id))).toEqual([]);
    // The security does not agree.
    await post(`${page}/recommandations/${id}/etat`, security, { done: '0' });
    expect((await get(follow, camille)).text).toContain('C’est fait');
    expect(await database.select().from(awaited).where(eq(awaited.id, id))).toHaveLength(1);
  });

  it('is reminded of 30 and 7 days before, on the day, then every 30 days, until it is done', async () => {
    const { row, id, follow } = await recommended();
    await mail(row.id);
    const days = ['2027-05-30', '2027-05-31', '2027-06-01', '2027-06-23', '2027-06-29', '2027-06-30'];
    const counts: number[] = [];
    for (const day of [...days, '2027-07-01', '2027-07-30', '2027-08-29']) {
      counts.push(await reminders(row.id, day));
    }
    expect(counts).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 1]);
    await post(`${follow}/${id}/faite`, camille);
    expect(await reminders(row.id, '2027-12-31')).toBe(0);
  });

  it('of a request that is over is reminded of no more', async () => {
    const { row } = await recommended();
    await mail(row.id);
    const { actor } = lead;
    await execute(services, row.id, { name: 'refuse', reason: 'Non.' }, actor);
    expect(await reminders(row.id, '2027-06-30')).toBe(0);
  });

  it('is seen and ticked by the applicant’s organisation, by nobody else', async () => {
    const { id, follow } = await recommended();
    const colleague = await person(services, {
      givenName: 'Dominique',
      familyName: 'Exemple',
      organisationId: town,
    });
    expect((await get(follow, colleague)).status).toBe(200);
    for (const who of [lead, security, reporter]) {
      expect((await get(follow, who)).status).toBe(404);
      expect((await post(`${follow}/${id}/faite`, who)).status).toBe(404);
    }
    // What does not exist changes nothing.
    expect((await post(`${follow}/nothing/faite`, camille)).status).toBe(303);
    expect((await get('/recommandations/D999999999999', camille)).status).toBe(404);
  });

  it('changed by two at once: the second is told, and keeps their words', async () => {
    const { page, id } = await recommended();
    const path = `${page}/recommandations/${id}`;
    const seen = seenIn((await get(path, security)).text) ?? '';
    const write = (text: string) => post(path, security, { ...advice, seen, text });
    const both = await Promise.all([write('Le changer avant mars'), write('Le changer avant avril')]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.text).toContain('Le changer avant mars');
    expect(lost?.text).toContain('Le changer avant avril');
  });
});

it('colleagues are told what is asked of them, without a word of it', async () => {
  const row = await sent();
  const page = `/instruction/D${row.number}`;
  await mail(row.id);
  await fill(`${page}/avis`, lead, { email: reporter.actor.email, question: 'SECRET ?' });
  const [{ id } = { id: '' }] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
  await fill(`${page}/avis/${id}`, reporter, { stance: 'for', text: 'SECRET.' });
  await fill(`${page}/controles/ssi/charge`, lead, { email: security.actor.email });
  await fill(`${page}/affectation`, lead, { email: 'inès.agent@exemple.example', text: 'SECRET' });
  const mails = await mail(row.id);
  const to = (email: string) => mails.filter((text) => text.startsWith(email)).length;
  expect([to(reporter.actor.email), to(lead.actor.email), to(security.actor.email)]).toEqual([1, 1, 1]);
  expect(mails.join()).not.toContain('SECRET');
});
