/** `npm run audit:verify` over a million events: every chain recomputed, against a checkpoint, as the command does it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { users } from '../../server/accounts/tables.ts';
import { verifyHistory } from '../../server/audit/verify.ts';
import { readConfig } from '../../server/config.ts';
import { newId } from '../../server/database/columns.ts';
import { connect, type Database } from '../../server/database/connection.ts';
import { startEmbedded } from '../../server/database/embedded.ts';
import { migrate } from '../../server/database/migrate.ts';
import { organisations } from '../../server/organisations/tables.ts';
import { requests } from '../../server/requests/tables.ts';
import { lifeLength, writeHistories } from '../server/audit/chains.ts';
import { type Figure, median } from './figures.ts';
import { temporaryFolder } from './server.ts';

const million = 1_000_000;
const rounds = 3;

export async function audit(): Promise<Figure[]> {
  const folder = await temporaryFolder();
  const embedded = await startEmbedded(join(folder, 'postgresql'));
  try {
    await migrate(embedded.url);
    const { database, close } = connect(embedded.url);
    const config = { ...readConfig({ DATA_DIR: folder }), databaseUrl: embedded.url };
    const services = { database, config };
    const chains = Math.ceil(million / lifeLength);
    const template = await templateIn(database);
    await writeHistories(embedded.url, services, template, chains);
    const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
    await sql`delete from requests where id = ${template}`;
    // As autovacuum does within a minute.
    await sql`vacuum analyze`;
    await sql.end();
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const { events, faults } = await verifyHistory(services);
      seconds.push((performance.now() - start) / 1_000);
      if (events !== chains * lifeLength || faults.length > 0) throw new Error('The history does not hold.');
    }
    await close();
    return [
      {
        id: 'audit',
        label: 'A million events verified: every chain recomputed',
        value: median(seconds),
        unit: 's',
        goal: 10,
        limit: 10,
        note: `${(chains * lifeLength).toLocaleString('en')} events, ${chains.toLocaleString('en')} chains; ${seconds.map((each) => each.toFixed(1)).join(', ')}`,
      },
    ];
  } finally {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A request that the others are made after. */
async function templateIn(database: Database): Promise<string> {
  const [id, applicantId, organisationId] = [newId(), newId(), newId()];
  await database.insert(users).values({
    id: applicantId,
    subject: 'bench',
    email: 'prenom.nom@commune.example',
    givenName: 'Camille',
    familyName: 'Martin',
  });
  await database
    .insert(organisations)
    .values({ id: organisationId, siret: '21000000000000', name: 'Exempleville' });
  await database.insert(requests).values({
    id,
    fileId: id,
    providerId: 'dgfip',
    api: 'impot-particulier',
    stage: 'production',
    definitionVersion: 1,
    organisationId,
    applicantId,
    state: 'validated',
    version: lifeLength,
    answers: {},
    eligibility: {},
  });
  return id;
}
