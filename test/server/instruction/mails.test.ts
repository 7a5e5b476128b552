/** The mails of a request, as the provider's people see them: what arrived, and what did not. */

import { and, asc, eq, ne } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { offices, pagesApp, request, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
const { camille, staff } = await offices(services);
const instructor = await staff('Alix', 'dgfip:*:instructor');
const reporter = await staff('Noa', 'dgfip:*:reporter');

/** Knows everybody but the technical contact. */
const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onRcptTo({ address }, _session, callback) {
    const gone = address.startsWith('tristan.');
    callback(gone ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined);
  },
  onData(stream, _session, callback) {
    stream.resume().on('end', () => callback());
  },
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.server.address() as { port: number };
const mailer = createMailer(`smtp://127.0.0.1:${port}`, 'notifications@datapass.example');
afterAll(() => {
  mailer.close();
  server.close(() => {});
});

/** The sheet alone, its text. */
async function sheet(number: number, cookie: string, lang = 'fr'): Promise<string> {
  const answered = await app.request(`/instruction/D${number}?lang=${lang}`, { headers: { cookie } });
  const page = await answered.text();
  return /<h2 id="mails">[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
}

test('who decides sees what was sent to whom and when, and what was refused and why', async () => {
  const row = await request(services, { applicant: camille.actor });
  expect(await sheet(row.number, instructor.cookie)).toBe('');
  await execute(services, row.id, { name: 'validate' }, instructor.actor);
  const happened = await database
    .select()
    .from(events)
    .where(and(eq(events.requestId, row.id), ne(events.name, 'create')))
    .orderBy(asc(events.sequence));
  for (const { id } of happened) await notify({ ...services, mailer }, id);
  // Of the applicant's side alone.
  await database.insert(mails).values({
    eventId: newId(),
    requestId: row.id,
    template: 'invitation',
    recipient: 'invitee@commune.example',
    sentAt: new Date(),
  });

  const seen = await sheet(row.number, reporter.cookie);
  expect(seen).toContain('Accusé de réception');
  expect(seen).toContain('Information sur les données personnelles');
  expect(seen).toContain(camille.actor.email);
  expect(seen).toMatch(/denis\.delegue@commune\.example · Envoyé · /);
  expect(seen).toMatch(/Accès ouvert <span class="tag no">Refusé \(550\)<\/span>\s*<p class="hint">tristan/);
  expect(seen).toContain('Cette adresse n’existe pas, ou plus');
  // Somebody may still have to be told.
  expect(seen).toMatch(/<details class="reading" open>/);
  expect(seen).not.toContain('invitee');
  expect(await sheet(row.number, instructor.cookie, 'en')).toContain('This address does not exist');
});

test('an applicant who has a role there does not read to whom the provider writes about their request', async () => {
  const own = await staff('Sacha', 'dgfip:*:instructor');
  const row = await request(services, { applicant: own.actor });
  const [submitted] = await database
    .select()
    .from(events)
    .where(and(eq(events.requestId, row.id), eq(events.name, 'submit')));
  await notify({ ...services, mailer }, submitted?.id ?? '');
  expect(await sheet(row.number, instructor.cookie)).toContain('Demande à instruire');
  expect(await sheet(row.number, own.cookie)).toBe('');
});
