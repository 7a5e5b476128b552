/**
 * A thousand applicants at once, each saving a change every five seconds: each with a request, a token and a key of their
 * own, at moments of their own. Latency counts from the moment a save is due (open loop), so that a stall shows in full.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import postgres from 'postgres';
import { type ApplicantClient, applicantClient } from '../support/sign-in.ts';
import { copyRows, writeDraft } from './copies.ts';
import type { Member, Outcome, Task } from './crowd.ts';
import { type Figure, median, quantile } from './figures.ts';
import { startBenchServer } from './server.ts';

const applicants = 1_000;
/** Milliseconds between two saves of one of them. */
const pause = 5_000;
/** Saves of each: those before V8 has compiled what is measured, and those measured (30 s). */
const warmUp = 2;
const measured = 6;

export async function autosave(): Promise<Figure[]> {
  const server = await startBenchServer();
  const sql = postgres(server.databaseUrl, { max: 2, onnotice: () => {} });
  const crowd = fork(join(import.meta.dirname, 'crowd.ts'));
  try {
    const members = await asked<Member[]>(crowd, { count: applicants });
    const camille = await applicantClient({ url: server.url }, 'camille');
    const requests = await settle(sql, camille, members);
    // As autovacuum does within a minute.
    await sql`vacuum analyze`;
    await camille.json('/me');
    const task: Task = {
      port: Number(new URL(server.url).port),
      address: server.url,
      nonce: camille.proofs.nonce(server.url) ?? '',
      requests,
      version: 1,
      bodies: Array.from({ length: warmUp + measured }, (_, index) => change(index)),
      pause,
      warmUp,
    };
    const outcome = await asked<Outcome>(crowd, { task });
    const [kept] = await sql<{ count: number }[]>`select count(*)::int as count from requests
      where id = any(${requests}) and version = ${1 + warmUp + measured}`;
    return figures(outcome, applicants - (kept?.count ?? 0));
  } finally {
    crowd.disconnect();
    await sql.end();
    await server.stop();
  }
}

async function asked<Answer>(crowd: ChildProcess, question: object): Promise<Answer> {
  crowd.send(question);
  const [answer] = await once(crowd, 'message');
  return answer as Answer;
}

/** A change as the form sends it: a title, then a longer text, in turn. */
function change(index: number): string {
  const sentence = `La famille donne son accord, et l’agent lit ce qu’il lui faut, rien d’autre (${index}). `;
  return JSON.stringify({
    answers:
      index % 2 ? { intitule: `Tarif de la cantine, ${index}` } : { description: sentence.repeat(4).trim() },
  });
}

/**
 * Gives each member what a sign-in and the creation of a request would have left: a person, a session, a token bound to
 * their key, a draft.
 * @returns the ids of their requests
 */
async function settle(sql: postgres.Sql, camille: ApplicantClient, members: Member[]): Promise<string[]> {
  const draft = await writeDraft(camille);
  const record = hash('sha256', camille.tokens.access_token, 'base64url');
  const [known] = await sql<{ session: string; person: string }[]>`
    select id_hash as session, user_id as person from sessions
    join oauth_records on uid = id_hash and model = 'AccessToken' and id = ${record}`;
  const { session = '', person = '' } = known ?? {};
  const tokens = members.map(({ token }) => hash('sha256', token, 'base64url'));
  const thumbprints = members.map(({ thumbprint }) => thumbprint);
  await sql`create table bench_copies as
    select uuidv7() as id, uuidv7() as person, 'bench-' || place as session, token, thumbprint, place
    from unnest(${tokens}::text[], ${thumbprints}::text[]) with ordinality as member(token, thumbprint, place)`;
  await copyRows(sql, 'users', sql`source.id = ${person}`, {
    id: 'copy.person',
    subject: "'bench-' || copy.place",
    email: "'prenom.nom' || copy.place || '@commune.example'",
  });
  await copyRows(sql, 'organisation_links', sql`source.user_id = ${person}`, { user_id: 'copy.person' });
  await copyRows(sql, 'sessions', sql`source.id_hash = ${session}`, {
    id_hash: 'copy.session',
    user_id: 'copy.person',
  });
  await copyRows(sql, 'oauth_records', sql`source.model = 'AccessToken' and source.id = ${record}`, {
    id: 'copy.token',
    uid: 'copy.session',
    payload: "source.payload || jsonb_build_object('jkt', copy.thumbprint, 'accountId', copy.session)",
  });
  await copyRows(sql, 'requests', sql`source.id = ${draft}`, {
    id: 'copy.id',
    applicant_id: 'copy.person',
    authorship: 'replace(source.authorship::text, source.applicant_id::text, copy.person::text)::jsonb',
  });
  await copyRows(sql, 'events', sql`source.request_id = ${draft}`, {
    request_id: 'copy.id',
    actor_id: 'copy.person',
  });
  await copyRows(sql, 'documents', sql`source.request_id = ${draft}`, {
    request_id: 'copy.id',
    uploaded_by: 'copy.person',
  });
  return (await sql<{ id: string }[]>`select id from bench_copies order by place`).map(({ id }) => id);
}

/** @param unsaved requests that do not hold all that their applicant has sent */
function figures({ latencies, failures }: Outcome, unsaved: number): Figure[] {
  const refused = Object.values(failures).reduce((sum, count) => sum + count, 0);
  return [
    {
      id: 'autosave-failures',
      label: `Autosave of ${applicants} applicants every ${pause / 1_000} s: saves not served`,
      value: refused + unsaved,
      unit: '',
      goal: 0,
      limit: 0,
      note: `of ${applicants * (warmUp + measured)}; ${unsaved} requests without all that was sent${refused ? `; ${JSON.stringify(failures)}` : ''}`,
    },
    {
      id: 'autosave-p99',
      label: `The same: 99th percentile`,
      value: quantile(latencies, 0.99),
      unit: 'ms',
      goal: 50,
      limit: 50,
      note: `open loop, ${latencies.length} saves in ${(measured * pause) / 1_000} s; median ${median(latencies).toFixed(1)}, longest ${Math.max(...latencies).toFixed(0)}`,
    },
  ];
}
