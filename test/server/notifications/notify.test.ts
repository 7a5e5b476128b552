import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { mails } from '../../../server/notifications/tables.ts';
import type { ReceivedMail } from '../../../server/stand-ins/mailbox.ts';
import { testDatabase } from '../../support/database.ts';
import { answers, grant, happen, insertRequest, insertUser, person } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services, mailbox } = await jobServices({ database, url });

beforeAll(async () => {
  await insertUser(database, 'instructrice@exemple.example', ['exemple:*:instructor']);
  await insertUser(database, 'responsable.api@exemple.example', ['exemple:api-exemple:manager']);
  await insertUser(database, 'rapporteur@exemple.example', ['exemple:*:reporter']);
  await insertUser(database, 'instructeur.ailleurs@autre.example', ['autre:*:instructor']);
});

const receivedBy = (email: string, mailsOf = mailbox.mails()): ReceivedMail[] =>
  mailsOf.filter((mail) => mail.to.includes(email));

/** French typography uses spaces that do not break; tests compare words. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

test('a submission gives the applicant the legal receipt', async () => {
  const request = await insertRequest(database, { applicant: 'receipt@commune.example' });
  await notify(services, await happen(database, request, 'submit', { at: new Date('2026-12-30T23:30:00Z') }));
  const [mail] = receivedBy('receipt@commune.example');
  const text = plain(mail?.text ?? '');
  expect(mail?.subject).toContain(`D${request.number}`);
  // Date of receipt, in Paris; service in charge and its address; what silence means and when (R.112-11-1, L.231-4).
  expect(text).toContain('31 décembre 2026 à 00:30');
  expect(text).toContain(
    'Direction des exemples (DEX), 1 place de l’Exemple, 75000 Exempleville, support@exemple.example',
  );
  expect(text).toContain('Sans réponse le 28 février 2027');
  expect(text).toContain('réputée refusée (article L.231-4');
  expect(text).toContain('tribunal administratif');
  expect(text).toContain('recours hiérarchique');
  expect(text).toContain(`https://datapass.example/demande/api-exemple?demande=${request.id}`);
});

test('a submission tells those who instruct this API, and nobody else', async () => {
  const request = await insertRequest(database);
  await notify(services, await happen(database, request, 'submit'));
  const told = mailbox
    .mails()
    .filter((mail) => mail.subject.startsWith(`Demande D${request.number} à instruire`))
    .map((mail) => mail.to[0])
    .sort();
  expect(told).toEqual(['instructrice@exemple.example', 'responsable.api@exemple.example']);
});

test('changes requested: the instructor’s words, the answers concerned, the way back', async () => {
  const request = await insertRequest(database, { applicant: 'changes@commune.example' });
  const reason = 'Précisez la finalité.\n<b>Merci</b> & à bientôt';
  await notify(
    services,
    await happen(database, request, 'request_changes', { reason, fields: ['description', 'donnees'] }),
  );
  const [mail] = receivedBy('changes@commune.example');
  expect(mail?.text).toContain('> Précisez la finalité.\n> <b>Merci</b> & à bientôt');
  expect(mail?.text).toContain('- Description du projet\n- Les données');
  expect(mail?.html).toContain('&lt;b&gt;Merci&lt;/b&gt; &amp; à bientôt');
  expect(mail?.html).not.toContain('<b>Merci');
  expect(mail?.text).toContain(`?demande=${request.id}`);
});

test('a refusal gives its reason and the remedies', async () => {
  const request = await insertRequest(database, { applicant: 'refusal@commune.example' });
  await notify(services, await happen(database, request, 'refuse', { reason: 'Aucun texte ne le permet.' }));
  const [mail] = receivedBy('refusal@commune.example');
  expect(mail?.text).toContain('> Aucun texte ne le permet.');
  expect(mail?.text).toContain('recours gracieux');
  expect(mail?.text).toContain('dans les deux mois');
});

test('a validation tells applicant and technical contact how to get access, controller and officer what the GDPR asks', async () => {
  const request = await insertRequest(database, { applicant: 'granted@commune.example' });
  const habilitation = await grant(database, request, new Date('2026-11-20T10:00:00Z'));
  const event = await happen(database, request, 'validate', { at: new Date('2026-11-20T10:00:00Z') });
  await notify(services, event);
  const about = (mail: ReceivedMail) => mail.text.includes(`D${request.number}`);
  const access = `https://datapass.example/acces/H${habilitation.number}`;
  for (const email of ['granted@commune.example', 'technique@editeur.example']) {
    const mail = receivedBy(email).find(about);
    expect(mail?.text).toContain(`Récupérer mon accès\n${access}`);
    expect(plain(mail?.text ?? '')).toContain('20 novembre 2029');
  }
  // The text to publish is the organisation's, not its publisher's.
  const notice = `https://datapass.example/information/H${habilitation.number}`;
  expect(receivedBy('granted@commune.example').find(about)?.text).toContain(notice);
  expect(receivedBy('technique@editeur.example').find(about)?.text).not.toContain(notice);
  for (const email of ['responsable@commune.example', 'dpo@commune.example']) {
    const mail = receivedBy(email).find(about);
    expect(mail?.text).toContain('article 30');
    expect(mail?.text).not.toContain(access);
  }
});

test('an applicant who is also the technical contact gets one mail', async () => {
  const request = await insertRequest(database, {
    applicant: 'both@commune.example',
    answers: { ...answers, contact_technique: person('Both@commune.example') },
  });
  await grant(database, request, new Date());
  await notify(services, await happen(database, request, 'validate', { at: new Date(Date.now() + 1_000) }));
  expect(receivedBy('both@commune.example')).toHaveLength(1);
});

test('a mail is written in the language that its reader reads us in', async () => {
  const request = await insertRequest(database, { applicant: 'english@commune.example' });
  await database.update(users).set({ language: 'en' }).where(eq(users.id, request.applicantId));
  await notify(services, await happen(database, request, 'submit'));
  const [mail] = receivedBy('english@commune.example');
  expect(mail?.subject).toContain('Receipt of request');
  expect(mail?.text).toContain('deemed refused');
  expect(mail?.html).toContain('<html lang="en">');
});

test('the same event handled many times at once mails each person once', async () => {
  const request = await insertRequest(database, { applicant: 'once@commune.example' });
  const event = await happen(database, request, 'submit');
  await Promise.all(Array.from({ length: 6 }, () => notify(services, event)));
  await notify(services, event);
  expect(receivedBy('once@commune.example')).toHaveLength(1);
  const rows = await database.select().from(mails).where(eq(mails.eventId, event));
  expect(rows).toHaveLength(3);
  expect(rows.every((row) => row.sentAt)).toBe(true);
});

test('mails say that they are automatic, and name themselves and their thread', async () => {
  const request = await insertRequest(database, { applicant: 'headers@commune.example' });
  const event = await happen(database, request, 'submit');
  await notify(services, event);
  const [mail] = receivedBy('headers@commune.example');
  const [row] = await database.select().from(mails).where(eq(mails.recipient, 'headers@commune.example'));
  expect(mail?.headers['auto-submitted']).toBe('auto-generated');
  expect(mail?.headers['message-id']).toBe(`<${row?.id}@datapass.example>`);
  expect(mail?.headers.references).toBe(`<${request.id}@datapass.example>`);
});

test('an event that nobody is told of, and an event that is gone, send nothing', async () => {
  const request = await insertRequest(database, { applicant: 'silent@commune.example' });
  await notify(services, await happen(database, request, 'save'));
  await notify(services, '01900000-0000-7000-8000-000000000000');
  expect(receivedBy('silent@commune.example')).toHaveLength(0);
});

test('a recipient refused for good does not keep the others from their mail; a server that is away is tried again', async () => {
  const delivered: string[] = [];
  let away = true;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const refusal = (code: number) => Object.assign(new Error('no'), { responseCode: code });
      if (away) callback(refusal(451));
      else if (address === 'refused@commune.example') callback(refusal(550));
      else callback();
    },
    onData(stream, session, callback) {
      stream.resume().on('end', () => {
        delivered.push(...session.envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const mailer = createMailer(`smtp://127.0.0.1:${port}`, 'notifications@datapass.example');
  afterAll(() => {
    mailer.close();
    server.close(() => {});
  });
  const request = await insertRequest(database, { applicant: 'refused@commune.example' });
  const event = await happen(database, request, 'submit');
  await expect(notify({ ...services, mailer }, event)).rejects.toThrow();
  const [waiting] = await database.select().from(mails).where(eq(mails.eventId, event));
  expect(waiting).toMatchObject({ recipient: 'refused@commune.example', sentAt: null, error: '' });
  away = false;
  await notify({ ...services, mailer }, event);
  await notify({ ...services, mailer }, event);
  expect(delivered.sort()).toEqual(['instructrice@exemple.example', 'responsable.api@exemple.example']);
  const rows = await database.select().from(mails).where(eq(mails.eventId, event));
  expect(rows.find((row) => row.recipient === 'refused@commune.example')).toMatchObject({
    sentAt: null,
    error: '550',
  });
});
