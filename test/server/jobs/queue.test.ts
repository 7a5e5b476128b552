import { and, eq, sql } from 'drizzle-orm';
import pino from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { oauthRecords, sessions } from '../../../server/accounts/tables.ts';
import { connect } from '../../../server/database/connection.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import { type Jobs, startJobs } from '../../../server/jobs/queue.ts';
import { sweep } from '../../../server/jobs/sweep.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { idempotencyKeys } from '../../../server/requests/tables.ts';
import { figures } from '../../../server/statistics/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { actor, answers, happen, insertRequest, insertUser } from './file.ts';
import { jobServices, subjects } from './services.ts';

const { database, url } = await testDatabase();
const { services, mailbox } = await jobServices({ database, url });

const started: Jobs[] = [];
async function start(own = services): Promise<Jobs> {
  const jobs = await startJobs(own);
  started.push(jobs);
  return jobs;
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((jobs) => jobs.stop()));
});

/** What the queue takes for its mails from now on; the real patience lasts a day. */
const retries = ({ limit, delay }: { limit: number; delay: number }) =>
  database.execute(
    sql`update pgboss.queue set retry_limit = ${limit}, retry_delay = ${delay}, retry_backoff = false where name = 'mail'`,
  );

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 });
const countOf = async (metric: string) => {
  const rows = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, metric), eq(figures.providerId, ''), eq(figures.period, '')));
  return rows.reduce((sum, { count }) => sum + count, 0);
};

test('what commands decide is mailed in order and counted, once, with several processes at work', async () => {
  await Promise.all([start(), start({ ...services, bell: createBell() })]);
  const to = 'journey@commune.example';
  const request = await insertRequest(database, { applicant: to, state: 'draft' });
  const applicant = { ...actor(request.applicantId), organisationIds: [request.organisationId] };
  const instructor = actor(await insertUser(database, 'instructrice@exemple.example'), [
    'exemple:*:instructor',
  ]);
  const submission = { answers, documents: {}, termsVersion: '2026-01', commitments: [] };
  const before = await countOf('submitted');
  await execute(services, request.id, { name: 'submit', ...submission }, applicant);
  const words = { reason: 'Précisez.', fields: ['description'] };
  await execute(services, request.id, { name: 'request_changes', ...words }, instructor);
  await execute(services, request.id, { name: 'submit', ...submission }, applicant);
  await execute(services, request.id, { name: 'validate' }, instructor);
  await until(() => expect(subjects(mailbox, to)).toHaveLength(4));
  expect(subjects(mailbox, to).map((subject) => subject.split(' ')[0])).toEqual([
    'Accusé',
    'Des',
    'Accusé',
    'La',
  ]);
  const [validation, , changes] = mailbox.mails().filter((mail) => mail.to.includes(to));
  expect(changes?.text).toContain('> Précisez.');
  expect(changes?.text).toContain('- Description du projet');
  expect(validation?.text).toMatch(/https:\/\/datapass\.example\/acces\/H\d+/);
  // Twice sent, and one request: both events were counted, once each.
  await until(async () => expect(await countOf('submitted')).toBe(before + 1));
  await until(async () => expect(await countOf('submitted_again')).toBe(1));
  await until(async () => expect(await countOf('active')).toBe(1));
});

test('a bell brings a mail in well under the polling interval of the queue', async () => {
  await start();
  const to = 'quick@commune.example';
  await happen(database, await insertRequest(database, { applicant: to }), 'submit');
  const began = performance.now();
  services.bell.ring();
  await until(() => expect(subjects(mailbox, to)).toHaveLength(1));
  expect(performance.now() - began).toBeLessThan(900);
});

test('the jobs outlive a database that drops every connection', async () => {
  await start();
  const to = 'restart@commune.example';
  const request = await insertRequest(database, { applicant: to });
  const other = connect(url, { pool: 1 });
  const drop = () =>
    other.database.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  await drop();
  await happen(other.database, request, 'submit');
  await drop();
  await other.close();
  await until(() => expect(subjects(mailbox, to)).toHaveLength(1));
});

test('a mail server that is away delays the mail, and never loses it', async () => {
  const to = 'patient@commune.example';
  let away = 1;
  const mailer = {
    ...services.mailer,
    async send(message: Parameters<typeof services.mailer.send>[0]) {
      if (away-- > 0) throw new Error('away');
      await services.mailer.send(message);
    },
  };
  await start({ ...services, mailer });
  await retries({ limit: 5, delay: 0 });
  const request = await insertRequest(database, { applicant: to });
  await happen(database, request, 'submit');
  await happen(database, request, 'refuse', { reason: 'Non.' });
  await until(() => expect(subjects(mailbox, to)).toHaveLength(2));
  expect(subjects(mailbox, to)[0]).toContain('Accusé');
});

test('a job given up is logged without an address, and lets the request’s next mails go', async () => {
  const to = 'given-up@commune.example';
  let broken = true;
  const mailer = {
    ...services.mailer,
    async send(message: Parameters<typeof services.mailer.send>[0]) {
      if (broken) throw new Error('broken');
      await services.mailer.send(message);
    },
  };
  const error = vi.fn();
  const log = pino({ level: 'error' }, { write: error });
  await start({ ...services, mailer, log });
  await retries({ limit: 0, delay: 0 });
  const request = await insertRequest(database, { applicant: to });
  const event = await happen(database, request, 'submit');
  await until(() => expect(error).toHaveBeenCalled());
  broken = false;
  await happen(database, request, 'refuse', { reason: 'Non.' });
  await until(() => expect(subjects(mailbox, to).at(-1)).toContain('refusée'));
  expect(JSON.stringify(error.mock.calls)).toContain(event);
  expect(JSON.stringify(error.mock.calls)).not.toContain('@');
});

test('the sweep removes what has had its time, and nothing else', async () => {
  const userId = await insertUser(database, 'sweep@commune.example');
  const [past, future] = [new Date(Date.now() - 90_000_000), new Date(Date.now() + 90_000_000)];
  await database.insert(sessions).values([
    { idHash: 'past', userId, idToken: '', expiresAt: past },
    { idHash: 'future', userId, idToken: '', expiresAt: future },
  ]);
  await database.insert(oauthRecords).values([
    { model: 'Session', id: 'past', payload: {}, expiresAt: past },
    { model: 'Session', id: 'future', payload: {}, expiresAt: future },
    { model: 'Session', id: 'lasting', payload: {} },
  ]);
  const key = { userId, fingerprint: '', requestId: userId, status: 201 };
  await database.insert(idempotencyKeys).values([
    { ...key, key: 'past', createdAt: past },
    { ...key, key: 'now' },
  ]);
  await sweep(services);
  expect((await database.select().from(sessions)).map((row) => row.idHash)).toEqual(['future']);
  expect((await database.select().from(oauthRecords)).map((row) => row.id).sort()).toEqual([
    'future',
    'lasting',
  ]);
  expect((await database.select().from(idempotencyKeys)).map((row) => row.key)).toEqual(['now']);
});
