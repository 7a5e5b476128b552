import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { browserOf } from './pages.ts';
import { offices, pagesApp, request, type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { get, post, hidden } = browserOf(pagesApp(services));

let applicant: Seeded;
let instructor: Seeded;
let second: Seeded;
let reporter: Seeded;
let elsewhere: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  instructor = await staff('Inès', 'dgfip:*:instructor');
  second = await staff('Ivan', 'dgfip:*:instructor');
  reporter = await staff('Rose', 'dgfip:*:reporter');
  elsewhere = await staff('Odile', 'dinum:*:instructor');
});

const asked = async (...texts: string[]) => {
  const row = await request(services, { applicant: applicant.actor });
  for (const text of texts) await execute(services, row.id, { name: 'message', text }, applicant.actor);
  return { row, page: `/instruction/D${row.number}`, path: `/instruction/D${row.number}/messages` };
};

const sent = async (id: string) =>
  (await database.select().from(events).where(eq(events.requestId, id))).filter(
    ({ name }) => name === 'message',
  );

it('what the applicant writes waits, until somebody who may answer reads it', async () => {
  const { page, path } = await asked('Bonjour <b>', 'Et la suite ?');
  expect((await get(page, instructor)).text).toContain('2 non lus');
  const looked = await get(path, reporter);
  expect(looked.text).toContain('Bonjour &lt;b&gt;');
  expect(looked.text).toContain('Seul un instructeur peut écrire');
  expect(looked.text).not.toContain('<form method="post" action="/instruction');
  expect((await get(page, instructor)).text).toContain('2 non lus');
  expect((await get(path, second)).text).toContain('non lu</span>');
  expect((await get(page, instructor)).text).not.toContain('non lus');
  expect((await get(path, elsewhere)).status).toBe(404);
});

it('an answer is sent once, and shown with who wrote it', async () => {
  const { row, path } = await asked('Bonjour');
  const key = await hidden(path, instructor, 'key');
  const form = { key, text: ' Précisez la durée.\r\nMerci. ' };
  const answers = await Promise.all([post(path, instructor, form), post(path, instructor, form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await sent(row.id)).map(({ details }) => details?.reason)).toEqual([
    'Bonjour',
    'Précisez la durée.\nMerci.',
  ]);
  const { text } = await get(answers[0]?.location.split('#')[0] ?? '', instructor);
  expect(text).toContain('Votre message est envoyé.');
  expect((await get(path, second)).text).toContain('Inès Agent');
});

it.each([
  ['empty', ' \n ', 'Écrivez votre message'],
  ['too long', 'x'.repeat(10_001), 'Raccourcissez'],
  ['with an invisible character', 'Mes mots\0', 'invisible'],
])('a message %s says what to do, and is kept', async (_, text, message) => {
  const { row, path } = await asked('Bonjour');
  const answer = await post(path, instructor, { text });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  expect(answer.text).toContain('aria-invalid="true"');
  expect(await sent(row.id)).toHaveLength(1);
  expect((await post(`${path}?lang=en`, instructor, { text: '' })).text).toContain('Write your message');
});

it('nobody but an instructor writes, and nobody in an archived file: the words are kept', async () => {
  const { row, path } = await asked('Bonjour');
  for (const who of [reporter, applicant]) {
    expect((await post(path, who, { text: 'Mes mots' })).status).toBe(403);
  }
  await execute(services, row.id, { name: 'refuse', reason: 'Non.' }, instructor.actor);
  await execute(services, row.id, { name: 'archive' }, instructor.actor);
  const answer = await post(path, instructor, { text: 'Mes mots' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Mes mots');
  expect((await get(path, instructor)).text).toContain('on n’y écrit plus');
  expect(await sent(row.id)).toHaveLength(1);
});
