/** Opinions, notes and assignment: for the provider's people, and never a word of it for the applicant. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { assignments, awaited } from '../../../server/examination/tables.ts';
import { events, outbox } from '../../../server/requests/tables.ts';
import { createApi, servicesOn } from '../requests/fixture.ts';
import { scene, seenIn } from './scene.ts';

const { database, camille, lead, other, reporter, security, elsewhere, get, post, sent, fill } =
  await scene();

describe('an opinion', () => {
  it('is asked of a colleague by e-mail, answered by them alone, and may be said anew', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    const asked = await fill(`${page}/avis`, lead, {
      email: reporter.actor.email,
      question: 'Le décret suffit-il ?',
    });
    expect(asked.status).toBe(303);
    const [waiting] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
    expect(waiting).toMatchObject({ kind: 'opinion', userId: reporter.actor.userId });
    const { text } = await get(page, reporter);
    expect(text).toContain('Demandé à vous par Inès Agent');
    expect(text).toContain('Le décret suffit-il ?');
    const path = `${page}/avis/${waiting?.id}`;
    expect(text).toContain(`href="${path}"`);
    for (const who of [lead, security]) {
      expect((await post(path, who, { seen: '0', stance: 'for', text: 'Non.' })).status).toBe(403);
    }
    expect((await fill(path, reporter, { stance: '', text: '' })).text).toMatch(/#stance[\s\S]*#text/);
    expect((await fill(path, reporter, { stance: 'against', text: 'Il est abrogé.' })).status).toBe(303);
    expect((await get(page, other)).text).toMatch(/tag no">Défavorable<\/span> .*Il est abrogé\./);
    expect(await database.select().from(awaited).where(eq(awaited.requestId, row.id))).toEqual([]);
    // From a page opened before: told, and the words kept.
    const late = await post(path, reporter, { seen: '0', stance: 'for', text: 'Tout compte fait, oui.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Tout compte fait, oui.');
    const anew = { seen: seenIn(late.text) ?? '', stance: 'reserve', text: 'Tout compte fait, oui.' };
    expect((await post(path, reporter, anew)).status).toBe(303);
    // What was answered is not withdrawn.
    await post(`${path}/retrait`, lead);
    expect((await get(page, lead)).text).toContain('Tout compte fait, oui.');
  });

  it.each([
    ['of somebody without a role there', () => elsewhere.actor.email, 'Pourquoi ?', 'n’a pas le rôle voulu'],
    ['of the applicant', () => camille.actor.email, 'Pourquoi ?', 'n’a pas le rôle voulu'],
    ['of oneself', () => lead.actor.email, 'Pourquoi ?', 'autre personne que vous'],
    ['of nobody', () => '', 'Pourquoi ?', 'href="#email"'],
    ['without a question', () => reporter.actor.email, ' ', 'href="#question"'],
    ['with an invisible character', () => reporter.actor.email, 'a\0b', 'invisible'],
    ['of a name with one', () => 'a\0b@exemple.example', 'Pourquoi ?', 'n’a pas le rôle voulu'],
  ])('is not asked %s', async (_, email, question, message) => {
    const row = await sent();
    const answer = await fill(`/instruction/D${row.number}/avis`, lead, { email: email(), question });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
  });

  it('that nobody has answered may be withdrawn; then there is nothing to answer', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    await fill(`${page}/avis`, lead, { email: reporter.actor.email, question: 'Alors ?' });
    const [waiting] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
    await post(`${page}/avis/${waiting?.id}/retrait`, other);
    expect((await get(page, reporter)).text).not.toContain('Alors ?');
    const path = `${page}/avis/${waiting?.id}`;
    expect((await post(path, reporter, { seen: '0', stance: 'for', text: 'Oui.' })).status).toBe(404);
  });
});

describe('a private note', () => {
  it('is read by everybody with a role, written by instructors, removed by its author', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    expect((await post(`${page}/notes`, reporter, { text: 'Non.' })).status).toBe(403);
    expect((await post(`${page}/notes`, lead, { text: 'a\0b' })).status).toBe(422);
    const done = await fill(`${page}/notes`, lead, { text: 'Appelée le 3 <b>mars</b>' });
    const { text } = await get(done.location, reporter);
    expect(text).toContain('Appelée le 3 &lt;b&gt;mars&lt;/b&gt;');
    const path = new RegExp(`${page}/notes/[0-9a-f-]+/retrait`);
    expect(text).not.toMatch(path);
    const [own = ''] = path.exec((await get(page, lead)).text) ?? [];
    await post(own, other);
    expect((await get(page, lead)).text).toContain('Appelée le 3');
    await post(own, lead);
    expect((await get(page, lead)).text).not.toContain('Appelée le 3');
  });
});

describe('who sees to a request', () => {
  it('takes it over, hands it over with a word, gives it up', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    const path = `${page}/affectation`;
    const assigned = async () =>
      (await database.select().from(assignments).where(eq(assignments.requestId, row.id)))[0]?.userId;
    expect((await get(page, lead)).text).toContain('Personne ne suit encore cette demande.');
    expect((await post(path, reporter, { seen: '0', take: '1' })).status).toBe(403);
    await post(path, lead, { seen: '0', take: '1' });
    expect(await assigned()).toBe(lead.actor.userId);
    expect((await fill(path, lead, { email: reporter.actor.email })).status).toBe(422);
    await fill(path, lead, { email: other.actor.email, text: 'Elle attend une réponse.' });
    expect(await assigned()).toBe(other.actor.userId);
    const { text } = await get(page, other);
    expect(text).toContain('Suivie par vous');
    expect(text).toContain('Elle attend une réponse.');
    const seen = seenIn((await get(path, other)).text) ?? '';
    await post(path, other, { seen, release: '1' });
    expect(await assigned()).toBeUndefined();
  });

  it('two at once: the second is told, and takes nothing', async () => {
    const row = await sent();
    const path = `/instruction/D${row.number}/affectation`;
    const [one, two] = await Promise.all([
      post(path, lead, { seen: '0', email: other.actor.email, text: 'Pour Ivan' }),
      post(path, other, { seen: '0', email: lead.actor.email, text: 'Pour Inès' }),
    ]);
    expect([one.status, two.status].sort()).toEqual([303, 409]);
    expect((one.status === 409 ? one : two).text).toMatch(
      /Pour Ivan[\s\S]*Pour Inès|Pour Inès[\s\S]*Pour Ivan/,
    );
  });
});

it('the applicant’s side never reads a word of it, by its API, its pages or its history', async () => {
  const row = await sent();
  const page = `/instruction/D${row.number}`;
  const secret = 'XYLOPHONE';
  await fill(`${page}/controles/reglementaire`, lead, { verdict: 'not_conforming', reason: `${secret} 1` });
  await fill(`${page}/controles/ssi`, security, { verdict: 'reserve', reason: `${secret} 2` });
  await fill(`${page}/avis`, lead, { email: reporter.actor.email, question: `${secret} 3` });
  const [waiting] = await database.select().from(awaited).where(eq(awaited.requestId, row.id));
  await fill(`${page}/avis/${waiting?.id}`, reporter, { stance: 'against', text: `${secret} 4` });
  await fill(`${page}/notes`, lead, { text: `${secret} 5` });
  await fill(`${page}/affectation`, lead, { email: other.actor.email, text: `${secret} 6` });
  const staffReads = (await get(page, reporter)).text;
  for (const place of [1, 2, 3, 4, 5, 6]) expect(staffReads).toContain(`${secret} ${place}`);

  const folder = await mkdtemp(join(tmpdir(), 'datapass-examination-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const api = createApi(await servicesOn(database, folder));
  const widget: Actor = { ...camille.actor, via: 'widget' };
  const paths = ['', '/people', '/comments', '/history', '/messages', '/examination'];
  const answers = await Promise.all(
    ['/requests', ...paths.map((path) => `/requests/${row.id}${path}`)].map((path) => api.call(widget, path)),
  );
  expect(answers[1]?.status).toBe(200);
  const read = JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]]));
  const pages = await Promise.all(
    ['/mes-demandes', page, `/recommandations/D${row.number}`].map((path) => get(path, camille)),
  );
  const everything = read + pages.map(({ text }) => text).join('');
  for (const word of [secret, 'Défavorable', 'against', 'Ivan', 'Rose', 'Sacha', 'Inès']) {
    expect(everything).not.toContain(word);
  }
  // Nor is anything of it among what the request's own history, webhooks and statistics are made from.
  const rows = await database.select().from(events).where(eq(events.requestId, row.id));
  expect(JSON.stringify(rows)).not.toContain(secret);
  const left = await database.select().from(outbox).where(eq(outbox.requestId, row.id));
  expect(JSON.stringify(left)).not.toContain(secret);
});
