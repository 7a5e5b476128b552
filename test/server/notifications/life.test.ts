/** The mails of the life of a request and of a habilitation, over real SMTP. */
import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { newId } from '../../../server/database/columns.ts';
import { absences, assignments } from '../../../server/examination/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { startJobs } from '../../../server/jobs/queue.ts';
import { messageReads } from '../../../server/messages/tables.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { parisDay } from '../../../server/requests/dates.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { answers, grant, happen, insertRequest, insertUser, person, type RequestRow } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services, mailbox } = await jobServices({ database, url });

let instructor: string;
let colleague: string;
beforeAll(async () => {
  instructor = await insertUser(database, 'instructrice@exemple.example', ['exemple:*:instructor']);
  colleague = await insertUser(database, 'collegue@exemple.example', ['*:*:instructor']);
});

/** What an event sends: to whom, and what it says. */
async function sent(request: RequestRow, name: string, options: Parameters<typeof happen>[3] = {}) {
  const before = mailbox.mails().length;
  const event = await happen(database, request, name, options);
  await notify(services, event);
  const received = mailbox.mails().slice(0, mailbox.mails().length - before);
  return new Map(
    received.map((mail) => [
      mail.to[0] ?? '',
      { ...mail, text: mail.text.replaceAll(/[\u00a0\u202f]/g, ' ') },
    ]),
  );
}

/** A validated request with its habilitation, of an applicant of its own. */
async function held(language: 'fr' | 'en' = 'fr') {
  const applicant = `${newId()}@commune.example`;
  const technical = `${newId()}@editeur.example`;
  const request = await insertRequest(database, {
    applicant,
    answers: { ...answers, contact_technique: person(technical) },
  });
  const habilitation = await grant(database, request, new Date(Date.now() - 1_000));
  await database.update(requests).set({ state: 'validated' }).where(eq(requests.id, request.id));
  await database.update(users).set({ language }).where(eq(users.id, request.applicantId));
  return { request, applicant, technical, number: `H${habilitation.number}`, habilitation };
}

const team = 'equipe.api@exemple.example';
const staff = ['collegue@exemple.example', 'instructrice@exemple.example'];

test('a suspension tells its holder why, the technical contact that calls are refused, the team what to close', async () => {
  const { request, applicant, technical, number } = await held();
  const received = await sent(request, 'suspend', { reason: 'Fuite de données.' });
  expect([...received.keys()].sort()).toEqual([applicant, team, technical].sort());
  const mail = received.get(applicant);
  expect(mail?.subject).toContain(number);
  expect(mail?.text).toContain('> Fuite de données.');
  expect(mail?.text).toContain('tribunal administratif');
  expect(mail?.text).toContain(`?demande=${request.id}`);
  expect(mail?.html).toContain('Fuite de données.');
  for (const other of [technical, team]) expect(received.get(other)?.text).not.toContain('Fuite');
  expect(received.get(technical)?.text).toContain(`/acces/${number}`);
  expect(received.get(team)?.subject).toContain('À fermer');
});

test('a revocation is announced with the day until which to answer and how, and then made with its remedies', async () => {
  const { request, applicant, technical, number } = await held();
  const due = new Date('2027-03-15T22:59:59Z').toISOString();
  const announced = await sent(request, 'announce_revocation', { reason: 'Usage non prévu.', told: { due } });
  expect([...announced.keys()]).toEqual([applicant]);
  expect(announced.get(applicant)?.text).toContain('Vous avez jusqu’au 15 mars 2027 pour répondre');
  const dropped = await sent(request, 'drop_revocation');
  expect([...dropped.keys()]).toEqual([applicant]);
  const revoked = await sent(request, 'revoke', { reason: 'Usage non prévu.', told: { urgent: true } });
  expect([...revoked.keys()].sort()).toEqual([applicant, team, technical].sort());
  const mail = revoked.get(applicant);
  for (const said of [number, '> Usage non prévu.', 'L.121-2', 'deux mois', 'recours gracieux'])
    expect(mail?.text).toContain(said);
});

test('its reader gets it in English who reads us in English; a contact whom we do not know, in French', async () => {
  const { request, applicant, technical } = await held('en');
  const received = await sent(request, 'revoke', { reason: 'Unforeseen use.' });
  expect(received.get(applicant)?.subject).toMatch(/is revoked/);
  expect(received.get(applicant)?.html).toContain('<html lang="en">');
  expect(received.get(technical)?.html).toContain('<html lang="fr">');
});

test('the team that manages the API is told what to open: whose, which data, until when', async () => {
  const { request, habilitation, number } = await held();
  await database
    .update(habilitations)
    .set({ scopes: ['revenu'] })
    .where(eq(habilitations.id, habilitation.id));
  const received = await sent(request, 'validate', {
    told: { scopes: ['revenu'] },
    details: { conditions: 'Un an au plus.' },
  });
  const text = received.get(team)?.text ?? '';
  for (const said of ['Commune d’Exempleville, SIRET', number, '- Revenu (revenu)', '> Un an au plus.'])
    expect(text).toContain(said);
  expect(text).not.toContain('Parts');
  expect(text).not.toMatch(/Camille|Martin|@commune|@editeur/);
});

test('a holder who gives back, lets end, or is put right is told, each with what follows', async () => {
  const given = await held();
  const back = await sent(given.request, 'end', { role: 'applicant', reason: 'Projet abandonné.' });
  expect([...back.keys()].sort()).toEqual([given.applicant, given.technical, team, ...staff].sort());
  expect(back.get(staff[0] ?? '')?.text).toContain('> Projet abandonné.');
  const ended = await held();
  expect((await sent(ended.request, 'expire', { role: 'system' })).get(ended.applicant)?.text).toContain(
    'renouvellement',
  );
  const wrong = await held();
  const corrected = await sent(wrong.request, 'correct', {
    role: 'administrator',
    reason: 'Faute de frappe.',
    details: { note: 'Vu au téléphone avec le maire.' },
    told: { answers: { intitule: 'digest' } },
  });
  expect([...corrected.keys()]).toEqual([wrong.applicant]);
  const text = corrected.get(wrong.applicant)?.text;
  expect(text).toContain('> Faute de frappe.');
  expect(text).toContain('- Nom du projet');
  // For the provider's people alone.
  expect(text).not.toContain('téléphone');
});

test('a request withdrawn is told to those who see to it: all who instruct, or the one whom it is given to and who stands in', async () => {
  const request = await insertRequest(database);
  const own = { role: 'applicant', by: request.applicantId };
  expect([...(await sent(request, 'withdraw', own)).keys()].sort()).toEqual(staff);
  await database
    .insert(assignments)
    .values({ requestId: request.id, userId: instructor, assignedAt: new Date() });
  expect([...(await sent(request, 'withdraw', own)).keys()]).toEqual(['instructrice@exemple.example']);
  const today = parisDay(new Date());
  const away = { userId: instructor, substituteId: colleague, firstDay: today, lastDay: today };
  const [absence] = await database.insert(absences).values(away).returning();
  expect([...(await sent(request, 'withdraw', own)).keys()].sort()).toEqual(staff);
  await database.delete(absences).where(eq(absences.id, absence?.id ?? ''));
});

test('nobody who applies is told as an instructor', async () => {
  const request = await insertRequest(database);
  await database.update(requests).set({ applicantId: instructor }).where(eq(requests.id, request.id));
  const received = await sent({ ...request, applicantId: instructor }, 'submit', { role: 'applicant' });
  expect(received.get('instructrice@exemple.example')?.subject).toContain('Accusé de réception');
  expect(received.get('collegue@exemple.example')?.subject).toContain('à instruire');
  expect(received.size).toBe(2);
});

test('an update that was never sent is given up without a word to instructors', async () => {
  const { request, applicant } = await held();
  const own = { role: 'applicant' };
  expect([...(await sent(request, 'reopen', own)).keys()]).toEqual([applicant]);
  expect([...(await sent(request, 'cancel_reopening', own)).keys()]).toEqual([applicant]);
  await sent(request, 'reopen', own);
  await sent(request, 'submit', own);
  expect([...(await sent(request, 'cancel_reopening', own)).keys()].sort()).toEqual(
    [applicant, ...staff].sort(),
  );
});

test('a new technical contact gets access by the mail of a validation, who had it gets nothing more', async () => {
  const { request, technical, habilitation } = await held();
  await sent(request, 'validate');
  const told = { answers: { contact_technique: 'digest' } };
  const own = { role: 'applicant', told };
  expect([...(await sent(request, 'update_people', own)).keys()].sort()).toEqual(staff);
  await database
    .update(habilitations)
    .set({ technicalContactEmail: 'nouveau@editeur.example' })
    .where(eq(habilitations.id, habilitation.id));
  const received = await sent(request, 'update_people', own);
  expect([...received.keys()].sort()).toEqual([...staff, 'nouveau@editeur.example'].sort());
  expect(received.get('nouveau@editeur.example')?.text).toContain('/acces/H');
  expect(received.get(staff[0] ?? '')?.text).toContain('- Contact technique');
  expect(received.has(technical)).toBe(false);
});

test('a request handed to another organisation is told to both applicants, with its reason', async () => {
  const { request, applicant } = await held();
  const to = await insertUser(database, 'sacha@ccas.example');
  const received = await sent(request, 'transfer_organisation', {
    role: 'administrator',
    reason: 'Le CCAS a repris la compétence.',
    told: { from: request.applicantId, to },
  });
  expect([...received.keys()].sort()).toEqual([applicant, 'sacha@ccas.example'].sort());
  for (const mail of received.values()) expect(mail.text).toContain('> Le CCAS a repris la compétence.');
  // Who no longer belongs to it does not read it any more.
  expect(received.get(applicant)?.text).not.toContain(request.id);
});

test('messages written within a short time are one mail, and one that was read is none', async () => {
  const { request, applicant } = await held();
  const write = (reason: string, role = 'instructor') =>
    happen(database, request, 'message', { reason, role });
  const first = await write('Où en est la délibération ?');
  const second = await write('Et le contrat ?');
  await write('Elle est votée.', 'applicant');
  const before = mailbox.mails().length;
  await notify(services, first);
  await notify(services, second);
  await notify(services, first);
  const received = mailbox.mails().slice(0, mailbox.mails().length - before);
  expect(received.map(({ to }) => to[0])).toEqual([applicant]);
  expect(received[0]?.subject).toContain('2 nouveaux messages');
  expect(received[0]?.text).toContain('> Où en est la délibération ?');
  expect(received[0]?.text).toContain('> Et le contrat ?');
  expect(received[0]?.text).not.toContain('votée');

  const answer = await write('Le conseil se réunit lundi.', 'applicant');
  await notify(services, answer);
  const toStaff = mailbox.mails().find(({ to }) => to[0] === staff[0]);
  expect(toStaff?.text).toContain(
    `Lire et répondre\nhttps://datapass.example/instruction/D${request.number}/messages`,
  );

  const third = await write('Merci.');
  await notify(services, third);
  expect(mailbox.mails()[0]?.text).toContain('> Merci.');
  expect(mailbox.mails()[0]?.text).not.toContain('contrat');

  const read = await write('Bonne journée.');
  await database.insert(messageReads).values({
    requestId: request.id,
    side: 'applicant',
    sequence: 1_000_000,
    userId: request.applicantId,
    readAt: new Date(),
  });
  const count = mailbox.mails().length;
  await notify(services, read);
  expect(mailbox.mails()).toHaveLength(count);
});

test('the queue lets a message wait two minutes for others, and mails what is decided meanwhile', async () => {
  const jobs = await startJobs(services);
  try {
    const { request, applicant } = await held();
    await happen(database, request, 'message', { reason: 'Un instant.' });
    await happen(database, request, 'suspend', { reason: 'Fuite de données.' });
    const of = and(eq(mails.requestId, request.id), eq(mails.recipient, applicant));
    const deadline = Date.now() + 15_000;
    let rows: (typeof mails.$inferSelect)[] = [];
    while (rows.length === 0 && Date.now() < deadline) {
      rows = await database.select().from(mails).where(of);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(rows.map(({ template }) => template)).toEqual(['suspended']);
    const waiting = await database.execute<{ seconds: number }>(
      `select extract(epoch from start_after - created_on)::int as seconds from pgboss.job
        where name = 'mail' and state = 'created' and data ->> 'topic' = 'message' and singleton_key = '${request.id}'`,
    );
    expect(waiting.map(({ seconds }) => seconds)).toEqual([120]);
  } finally {
    await jobs.stop();
  }
});
