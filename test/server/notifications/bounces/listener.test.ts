/** Mails that come back, by real SMTP both ways: ours goes out to a server of the test, its report comes to our own. */
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigurationError, readConfig } from '../../../../server/config.ts';
import { newId } from '../../../../server/database/columns.ts';
import { connect } from '../../../../server/database/connection.ts';
import { mailsSheet } from '../../../../server/instruction/mails-view.ts';
import {
  type BounceListener,
  listenForBounces,
  longestReport,
} from '../../../../server/notifications/bounces/listener.ts';
import { mailsOf } from '../../../../server/notifications/log.ts';
import { createMailer } from '../../../../server/notifications/mailer.ts';
import { notify } from '../../../../server/notifications/notify.ts';
import { mails } from '../../../../server/notifications/tables.ts';
import { testDatabase } from '../../../support/database.ts';
import { happen, insertRequest } from '../../jobs/file.ts';
import { jobServices } from '../../jobs/services.ts';
import { report } from './reports.ts';

const { database, url } = await testDatabase();
const { services: jobs } = await jobServices({ database, url });
const address = 'retours@datapass.example';

/** What has gone out: to whom, from which address of return, under which name. */
const out: { to: string; from: string; messageId: string }[] = [];
const receiver = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, { envelope }, callback) {
    buffer(stream)
      .then((bytes) => PostalMime.parse(bytes))
      .then(({ messageId = '' }) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        for (const { address: to } of envelope.rcptTo) out.push({ to, from, messageId });
        callback();
      }, callback);
  },
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', () => resolve()));
const port = (receiver.server.address() as AddressInfo).port;
const mailer = createMailer(`smtp://127.0.0.1:${port}`, jobs.config.mailFrom, address);
const services = { ...jobs, mailer };
let listener: BounceListener;

beforeAll(async () => {
  listener = await listenForBounces(services, { port: 0, address });
});
afterAll(async () => {
  mailer.close();
  await Promise.all([listener.close(), new Promise<void>((resolve) => receiver.close(() => resolve()))]);
});

/** What the mail server of the organisation hands over. @returns its answer, or the number of its refusal */
async function hand(raw: string, to = address, at = listener.port): Promise<number | undefined> {
  const transport = createTransport({ host: '127.0.0.1', port: at, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail({ envelope: { from: '', to }, raw });
    return Number(response.slice(0, 3));
  } catch (error) {
    return (error as { responseCode?: number }).responseCode;
  } finally {
    transport.close();
  }
}

async function mailed(email = `${newId()}@commune.example`) {
  const request = await insertRequest(database, { applicant: email });
  await notify(services, await happen(database, request, 'refuse', { reason: 'Aucun texte.' }));
  const sent = out.find(({ to }) => to === email);
  if (!sent) throw new Error('not sent');
  return { request, email, ...sent };
}
const logOf = async (requestId: string) => (await mailsOf(database, requestId))[0];
const sheet = async (requestId: string, language: 'fr' | 'en') =>
  String(await mailsSheet({ mails: await mailsOf(database, requestId), language } as never)).replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );

test('a mail asks to come back to the address of returns, and the log says that it has, and why', async () => {
  const { request, from, messageId } = await mailed();
  expect(from).toBe(address);
  expect(await hand(report({ messageId }))).toBe(250);
  expect(await logOf(request.id)).toMatchObject({ bounceStatus: '5.1.1', error: '' });
  const french = await sheet(request.id, 'fr');
  expect(french).toContain('Non remis (5.1.1)');
  expect(french).toContain('Cette adresse n’existe pas, ou plus : demandez-en une autre.');
  expect(french).toContain('<details class="reading" open>');
  expect(await sheet(request.id, 'en')).toContain('Not delivered (5.1.1)');
  // Whatever says it a second time, or otherwise.
  const [before] = await database.select().from(mails).where(eq(mails.requestId, request.id));
  expect(await hand(report({ messageId, status: '4.4.7' }))).toBe(250);
  const [after] = await database.select().from(mails).where(eq(mails.requestId, request.id));
  expect(after).toEqual(before);
});

test.each([
  ['5.1.2', 'n’existe pas'],
  ['5.2.1', 'n’existe pas'],
  ['5.2.2', 'est pleine'],
  ['4.2.2', 'est pleine'],
  ['4.4.7', 'n’a pas répondu pendant plusieurs jours'],
  ['5.7.1', 'n’en veut pas'],
])('%s is told in words', async (status, words) => {
  const { request, messageId } = await mailed();
  expect(await hand(report({ messageId, status }))).toBe(250);
  const shown = await sheet(request.id, 'fr');
  expect(shown).toContain(`Non remis (${status})`);
  expect(shown).toContain(words);
  expect(shown.includes('n’y envoie plus')).toBe(status.startsWith('5.'));
});

test('to an address that fails for good no optional mail goes; what has to be said still does', async () => {
  const write = async (email: string) => {
    const request = await insertRequest(database, { applicant: email });
    const from = out.length;
    await notify(services, await happen(database, request, 'message', { reason: 'Une question.' }));
    const optional = out.slice(from).length;
    await notify(services, await happen(database, request, 'refuse', { reason: 'Aucun texte.' }));
    return { optional, needed: out.slice(from).length - optional };
  };
  const lost = await mailed();
  expect(await write(lost.email)).toEqual({ optional: 1, needed: 1 });
  await hand(report({ messageId: lost.messageId, status: '5.1.1' }));
  expect(await write(lost.email)).toEqual({ optional: 0, needed: 1 });
  const full = await mailed();
  await hand(report({ messageId: full.messageId, status: '4.2.2' }));
  expect(await write(full.email)).toEqual({ optional: 1, needed: 1 });
  // For a time: mailboxes are made again.
  const long = new Date(Date.now() - 200 * 86_400_000);
  await database.update(mails).set({ bouncedAt: long }).where(eq(mails.recipient, lost.email));
  expect(await write(lost.email)).toEqual({ optional: 1, needed: 1 });
});

test('a forged report names no mail of ours; a mail that is not a report is nobody’s concern', async () => {
  const { request, messageId } = await mailed();
  const before = await database.select().from(mails);
  expect(await hand(report({ messageId: `<${newId()}@datapass.example>` }))).toBe(250);
  expect(await hand(report({ messageId: messageId.replace('datapass', 'elsewhere') }))).toBe(250);
  expect(await hand(report({ messageId, type: 'text/plain' }))).toBe(250);
  expect(await hand(`Subject: Absence\r\nIn-Reply-To: ${messageId}\r\n\r\nDe retour lundi.\r\n`)).toBe(250);
  expect(await hand(report({ messageId, action: 'delayed', status: '4.4.1' }))).toBe(250);
  expect(await database.select().from(mails)).toEqual(before);
  expect(await sheet(request.id, 'fr')).not.toContain('Non remis');
  expect(await hand(report({ messageId }))).toBe(250);
  expect(await sheet(request.id, 'fr')).toContain('Non remis');
});

test('a giant is refused, and so is what is for another address', async () => {
  const { request, messageId } = await mailed();
  expect(await hand(report({ messageId, body: `${'a'.repeat(70)}\n`.repeat(longestReport / 70) }))).toBe(552);
  expect(await hand(report({ messageId }), 'quelqu.un@datapass.example')).toBe(550);
  expect(await logOf(request.id)).toMatchObject({ bounceStatus: '' });
  expect(await hand(report({ messageId }), address.toUpperCase())).toBe(250);
  expect(await logOf(request.id)).toMatchObject({ bounceStatus: '5.1.1' });
});

test('while the database is away it is asked for again', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/nothing');
  const alone = await listenForBounces({ ...services, database: away.database }, { port: 0, address });
  try {
    expect(await hand(report({ messageId: `<${newId()}@datapass.example>` }), address, alone.port)).toBe(451);
  } finally {
    await alone.close();
    await away.close();
  }
});

test('a port that is taken is named; half of the settings is refused', async () => {
  const taken = listenForBounces(services, { port: listener.port, address });
  await expect(taken).rejects.toThrow(ConfigurationError);
  await expect(taken).rejects.toThrow('BOUNCE_PORT');
  expect(readConfig({}).bounces).toBeUndefined();
  expect(readConfig({ BOUNCE_PORT: '2525', BOUNCE_ADDRESS: address }).bounces).toEqual({
    port: 2525,
    address,
  });
  expect(() => readConfig({ BOUNCE_PORT: '2525' })).toThrow('set both, or none');
  expect(() => readConfig({ BOUNCE_PORT: '2525', BOUNCE_ADDRESS: 'retours' })).toThrow('BOUNCE_ADDRESS');
});
