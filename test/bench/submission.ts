/**
 * Submissions over HTTP at 64 clients (token, proof, rules, one durable statement of row, event, outbox and idempotency
 * key) divided by pgbench writing the same rows in a transaction to the same PostgreSQL, in turn; medians.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { type ApplicantClient, applicantClient } from '../support/sign-in.ts';
import { copies, writeDraft } from './copies.ts';
import { type Figure, median, quantile } from './figures.ts';
import { send } from './load.ts';
import { type BenchServer, startBenchServer } from './server.ts';

const clients = 64;
const rounds = 3;
/** Enough for V8 to have compiled what is measured. */
const warmUp = 2_000;
const perRound = 1_500;
/** Seconds of each pgbench. */
const pgbenchTime = 5;

export async function submission(): Promise<Figure[]> {
  const mail = await busyMailServer();
  const server = await startBenchServer({ SMTP_URL: mail.url });
  const sql = postgres(server.databaseUrl, { max: 2, onnotice: () => {} });
  try {
    const applicant = await applicantClient({ url: server.url }, 'camille');
    const draft = await writeDraft(applicant);
    const drafts = await copies(sql, draft, warmUp + rounds * perRound);
    // Rows of its own for pgbench: it changes versions.
    const theirRows = await copies(sql, draft, perRound);
    await round(server, applicant, drafts.splice(0, warmUp));
    await idle(sql);
    // As autovacuum does within a minute: plans made for empty tables would scan what has filled since.
    await sql`vacuum analyze`;
    const ours: number[] = [];
    const latencies: number[] = [];
    const theirs: number[] = [];
    for (let count = 0; count < rounds; count++) {
      const result = await round(server, applicant, drafts.splice(0, perRound));
      ours.push(result.perSecond);
      latencies.push(quantile(result.latencies, 0.99));
      await idle(sql);
      theirs.push(await pgbench(server, sql, theirRows));
    }
    return figures(ours, latencies, theirs);
  } finally {
    await sql.end();
    await server.stop();
    mail.close();
  }
}

function figures(ours: number[], latencies: number[], theirs: number[]): Figure[] {
  const measured = theirs.every((rate) => !Number.isNaN(rate));
  const ratio: Figure = {
    id: 'submission-ratio',
    label: 'Submissions over HTTP ÷ pgbench',
    value: median(ours) / median(theirs),
    unit: '×',
    goal: 0.45,
    limit: 0.3,
    better: 'higher',
    note: measured
      ? `${median(ours).toFixed(0)} ÷ ${median(theirs).toFixed(0)} per second, ${clients} clients, median of ${rounds}`
      : 'pgbench is not installed (Debian: postgresql-client-common and postgresql)',
  };
  return [
    ratio,
    {
      id: 'submission-p99',
      label: `Submission, 99th percentile at ${clients} clients`,
      value: median(latencies),
      unit: 'ms',
      note: `median of ${rounds} rounds of ${perRound}`,
    },
  ];
}

async function round(server: BenchServer, applicant: ApplicantClient, ids: string[]) {
  // Proofs are made beforehand, for the nonce of this minute: the clients' work is not the server's.
  await applicant.json('/me');
  const nonce = applicant.proofs.nonce(server.url);
  const { access_token: accessToken } = applicant.tokens;
  const { version, commitments, terms } = await promises(server);
  const body = JSON.stringify({ commitments, terms_version: terms });
  const requests = await Promise.all(
    ids.map(async (id) => {
      const address = new URL(`/requests/${id}/submit`, server.url);
      const proof = await applicant.proofs.proof(address, 'POST', { accessToken, nonce });
      const lines = [
        `POST ${address.pathname} HTTP/1.1`,
        `host: ${address.host}`,
        `origin: ${applicant.origin}`,
        `authorization: DPoP ${accessToken}`,
        `dpop: ${proof}`,
        'content-type: application/json',
        `if-match: "${version}"`,
        `idempotency-key: ${crypto.randomUUID()}`,
        `content-length: ${Buffer.byteLength(body)}`,
      ];
      return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
    }),
  );
  const result = await send(Number(new URL(server.url).port), requests, clients, 200);
  if (Object.keys(result.unexpected).length > 0)
    throw new Error(`Not every submission was accepted: ${JSON.stringify(result.unexpected)}`);
  return result;
}

async function promises(server: BenchServer) {
  const definition = (await (await fetch(`${server.url}/catalogue/impot-particulier?lang=fr`)).json()) as {
    commitments: { id: string }[];
    stages: { id: string; terms: { version: string } }[];
  };
  return {
    version: 1,
    commitments: definition.commitments.map(({ id }) => id),
    terms: definition.stages.find(({ id }) => id === 'sandbox')?.terms.version,
  };
}

/**
 * A mail server that takes connections and does not greet. The figure is a submission's; the mails it announces are
 * sent later, by the queue, and a stand-in that parses them in the same process would be measured along.
 */
async function busyMailServer(): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Waits until the outbox of the last round has moved to the queue, and empties the queue: neither is pgbench's work. */
async function idle(sql: postgres.Sql): Promise<void> {
  for (let second = 0; second < 60; second++) {
    const [left] = await sql`select count(*)::int as count from outbox`;
    if (left?.count === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await sql`delete from pgboss.job where name = 'mail' and state < 'active'`;
}

/** @returns transactions per second; not a number where pgbench is not installed */
async function pgbench(server: BenchServer, sql: postgres.Sql, rows: string[]): Promise<number> {
  const [range] = await sql`select min(number)::int as first, max(number)::int as last from requests
    where id = any(${rows})`;
  const script = join(tmpdir(), `datapass-bench-${process.pid}.sql`);
  await writeFile(script, transaction);
  // The server would relay what pgbench writes: it rests meanwhile.
  process.kill(server.pid, 'SIGSTOP');
  try {
    const { stdout } = await promisify(execFile)(
      'pgbench',
      ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=2', `--time=${pgbenchTime}`]
        .concat([`--define=first=${range?.first}`, `--define=last=${range?.last}`, `--file=${script}`])
        .concat([server.databaseUrl]),
    );
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NaN;
    throw error;
  } finally {
    await rm(script, { force: true });
    await sql`delete from outbox where topic = 'bench'`;
    process.kill(server.pid, 'SIGCONT');
  }
}

/** Row, event, outbox entry, idempotency key, of the sizes that ours have. */
const transaction = `\\set number random(:first, :last)
BEGIN;
UPDATE requests SET state = 'submitted', version = version + 1, event_count = event_count + 1,
  head_hash = encode(sha256(random()::text::bytea), 'hex'), submitted_answers = answers, terms_version = '2.6',
  updated_at = now(), first_submitted_at = now(), last_submitted_at = now()
  WHERE number = :number RETURNING id AS request, event_count AS sequence, applicant_id AS person \\gset
INSERT INTO events (request_id, sequence, id, name, provider_id, actor_id, actor_role, at, body, previous_hash, hash)
  VALUES (:request, :sequence, uuidv7(), 'submit', 'dgfip', :person, 'applicant', now(), repeat('a', 400), repeat('b', 64), repeat('c', 64));
INSERT INTO outbox (id, request_id, event_id, topic, data) VALUES (uuidv7(), :request, uuidv7(), 'bench', '{"state":"submitted"}');
INSERT INTO idempotency_keys (user_id, key, fingerprint, request_id, status)
  VALUES (:person, gen_random_uuid()::text, repeat('d', 64), :request, 200);
COMMIT;
`;
