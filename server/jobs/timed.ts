/** What runs by the calendar. Each does once what is due, however often it runs; in one process at a time. */
import { sealDay } from '../audit/seal-day.ts';
import { runClock } from '../clock/run.ts';
import { everyHour, everyMinute } from '../documents/upkeep.ts';
import { remindOfRecommendations } from '../examination/reminders.ts';
import { finishTakeOvers } from '../handovers/handover.ts';
import { sweepInvitations } from '../invitations/upkeep.ts';
import { sweepPreparations } from '../preparations/upkeep.ts';
import { sweepPersonalData } from '../privacy/sweep.ts';
import { sweepProfileHistory } from '../profiles/store.ts';
import type { Services } from '../services.ts';
import { sweep } from './sweep.ts';

/** What the jobs need. `config.databaseUrl` is set once the server has its database, embedded or not. */
export type JobServices = Pick<
  Services,
  'database' | 'config' | 'log' | 'bell' | 'mailer' | 'catalogue' | 'now' | 'storage'
>;

interface TimedJob {
  /** Of its queue. */
  name: string;
  /** Minute, hour, day, month, day of the week, as `cron` writes them. */
  at: string;
  /** UTC unless said. */
  zone?: string;
  run(services: JobServices): Promise<unknown>;
}

export const timed: readonly TimedJob[] = [
  {
    name: 'sweep',
    at: '17 * * * *',
    async run(services) {
      await sweep(services);
      await everyHour(services);
      await finishTakeOvers(services);
      await sweepInvitations(services);
      await sweepPreparations(services);
      await sweepProfileHistory(services.database, services.now());
    },
  },
  { name: 'documents-upkeep', at: '* * * * *', run: everyMinute },
  // Looked for every hour, made once a day: a server that was away at night makes it in the morning.
  { name: 'audit', at: '7 * * * *', run: (services) => sealDay(services, { threads: 1 }) },
  { name: 'privacy', at: '47 2 * * *', run: sweepPersonalData },
  { name: 'clock', at: '37 * * * *', run: runClock },
  // In the morning, when people read mails; a morning that was missed is made up for by the next.
  { name: 'reminders', at: '0 8 * * *', zone: 'Europe/Paris', run: remindOfRecommendations },
];
