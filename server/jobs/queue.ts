/**
 * The queue and its clock: `pg-boss` on our database, fed by the relay. Every job is idempotent by event id, so a job
 * that runs twice does its work once; jobs of one request run in the order of its events.
 */
import { setTimeout } from 'node:timers/promises';
import {
  type Job,
  type JobResult,
  type JobWithMetadata,
  PgBoss,
  type QueuePolicy,
  type UpdateQueueOptions,
} from 'pg-boss';
import { mailActing } from '../administration/mails.ts';
import { mailCircular } from '../circulars/mail.ts';
import { decideByRule } from '../clock/decide.ts';
import { errorCode } from '../database/retry.ts';
import { examine } from '../documents/reading/read.ts';
import { mailExamination } from '../examination/mails.ts';
import { mailInvitations } from '../invitations/mails.ts';
import { notify } from '../notifications/notify.ts';
import { mailPreparations } from '../preparations/mails.ts';
import { countEvents } from '../statistics/rollup.ts';
import { batch, type EventJob, type EventsJob, relay } from './relay.ts';
import { subscriptionOf } from './subscriptions.ts';
import { type JobServices, timed } from './timed.ts';

export interface Jobs {
  /** Lets jobs under way finish. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at an outbox that was empty, when nobody rings. */
const idle = 200;

/**
 * Milliseconds between two rounds that found something. Each costs a few statements whatever it moves: a round for every
 * command would slow the commands down when they come in hundreds, and a mail can wait that long.
 */
const rest = 100;

/**
 * Jobs fetched at once. Finding the first job of each request costs as much for one as for fifty: fetched one by one,
 * a queue of a thousand mails would take most of the database.
 */
const batchSize = 50;

/** About a day of trying, from 5 seconds to an hour apart: mail servers come back. */
const patience = { retryLimit: 30, retryDelay: 5, retryBackoff: true, retryDelayMax: 3_600 };

/** @throws when the queue's own tables can't be made or read */
export async function startJobs(services: JobServices): Promise<Jobs> {
  const { database, config, log, bell } = services;
  // pg-boss speaks to PostgreSQL by its own driver, on a small pool of its own.
  const boss = new PgBoss({
    connectionString: String(config.databaseUrl),
    max: 3,
    application_name: 'datapass-jobs',
  });
  // Its connections come and go with the database; without a listener Node would stop.
  boss.on('error', (error) => log.warn({ code: errorCode(error), name: error.name }, 'job queue error'));
  boss.on('warning', ({ message }) => log.warn({ message }, 'job queue warning'));
  await boss.start();

  // Created once; settings follow this file at every start.
  const queue = async (name: string, options: UpdateQueueOptions, policy: QueuePolicy = 'standard') => {
    await boss.createQueue(name, { policy });
    await boss.updateQueue(name, options);
  };
  await queue('dead-letter', patience);
  await queue('mail', { ...patience, deadLetter: 'dead-letter' }, 'key_strict_fifo');
  await queue('circulars', { ...patience, deadLetter: 'dead-letter' });
  await queue('statistics', { ...patience, deadLetter: 'dead-letter' });
  await queue('documents', { ...patience, deadLetter: 'dead-letter' });
  await queue('rules', { ...patience, deadLetter: 'dead-letter' });
  for (const { name } of timed) await queue(name, { retryLimit: 0 });

  const workers: string[] = [];
  const work = async <T>(name: string, lanes: number, handle: (job: T) => Promise<void>) => {
    const worker = await boss.work(
      name,
      { batchSize, perJobResults: true, pollingIntervalSeconds: 1 },
      async (jobs: Job<T>[]) => {
        const results = await inLanes(jobs, lanes, ({ id, data }) =>
          handle(data).then(
            (): JobResult => ({ id, status: 'completed' }),
            (error): JobResult => ({
              id,
              status: 'failed',
              output: { code: errorCode(error) ?? error.name },
            }),
          ),
        );
        // There may be more: look again at once.
        boss.notifyWorker(worker);
        return results;
      },
    );
    workers.push(worker);
  };
  // A mail waits for the SMTP server and holds a connection meanwhile: a few at a time.
  await work<EventJob>('mail', 3, async (job) => {
    const ours =
      (await mailInvitations(services, job)) ||
      (await mailExamination(services, job)) ||
      (await mailActing(services, job)) ||
      (await mailPreparations(services, job));
    if (!ours) await notify(services, job.event);
  });
  // By the thousand, and nobody waits for them: beside the mails of events, not before.
  await work<EventJob>('circulars', 1, ({ event }) => mailCircular(services, event));
  await work<EventsJob>('statistics', 1, ({ events }) => countEvents(database, events));
  await work<EventJob>('rules', 2, ({ request }) => decideByRule(services, request));
  // Reading a PDF keeps a process busy: one at a time.
  await work<EventJob>('documents', 1, ({ event }) => examine(services, event));
  for (const { name, at, zone, run } of timed) {
    await boss.work(name, async () => {
      await run(services);
    });
    await boss.schedule(name, at, null, zone ? { tz: zone } : {});
  }
  await boss.work(
    'dead-letter',
    { includeMetadata: true },
    async (jobs: JobWithMetadata<Partial<EventJob & EventsJob>>[]) => {
      for (const { data, sourceName, sourceId } of jobs) {
        log.error(
          { queue: sourceName, events: data.events ?? [data.event], topic: data.topic },
          'job given up',
        );
        // A failed job would hold back everything that follows for its request.
        if (sourceName && sourceId) await boss.deleteJob(sourceName, sourceId);
      }
    },
  );
  let running = true;
  const relaying = (async () => {
    while (running) {
      try {
        const moved = await relay(database, boss, subscriptionOf);
        if (moved > 0) for (const worker of workers) boss.notifyWorker(worker);
        if (moved === 0) await bell.wait(idle);
        else if (moved < batch) await setTimeout(rest);
      } catch (error) {
        log.warn({ code: errorCode(error) }, 'relay: the database is away, trying again');
        await bell.wait(1_000);
      }
    }
  })();

  return {
    async stop() {
      running = false;
      bell.ring();
      await relaying;
      await boss.stop({ timeout: 5_000 });
    },
  };
}

/** Runs `work` on every item, `lanes` at a time, in their order. */
async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [place, item] of waiting) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
