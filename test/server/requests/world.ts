/** The fixture of requests within a test file: its folder goes with the file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Database } from '../../../server/database/connection.ts';
import {
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  servicesOn,
  type World,
} from './fixture.ts';

export * from './fixture.ts';

export async function createWorld(
  database: Database,
  changes: Partial<World['config']> = {},
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-requests-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return servicesOn(database, folder, changes);
}

/** The usual cast: an applicant of one commune, and an instructor. Call at the top of a test file. */
export async function createCast(database: Database) {
  const world = await createWorld(database);
  const commune = await createOrganisation(database);
  return {
    world,
    api: createApi(world),
    commune,
    applicant: await createActor(database, [commune.id]),
    instructor: await createInstructor(database),
  };
}
