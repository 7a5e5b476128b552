/** A request keeps the version of the form that it was filled under, and moves to a newer one when its author wants. */
import { eq, sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { catalogueRoutes } from '../../../server/catalogue/routes.ts';
import { definitions } from '../../../server/catalogue/tables.ts';
import { definitionAt, keepDefinitions } from '../../../server/catalogue/versions.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { fill } from '../../catalogue/complete.ts';
import { testDatabase } from '../../support/database.ts';
import { fieldsOf } from '../requests/problems.ts';
import { createActor, createApi, createOrganisation, createWorld, type World } from '../requests/world.ts';
import { type Change, example, exampleApi, folderWith } from './folder.ts';

const { database } = await testDatabase();
let world: World;
let applicant: Actor;

/** The example one version later: a field is gone, one is new, one is shorter, an option is gone. */
const later: Change[] = [
  [exampleApi, 'version: 2\n', 'version: 3\n'],
  [
    exampleApi,
    'changes:\n',
    "changes:\n  - { version: 3, on: '2026-03-01', text: { fr: Neuf., en: New. } }\n",
  ],
  [exampleApi, /.*id: card.*\n/, '      - { id: shelf, kind: text, label: Shelf, max_length: 20 }\n'],
  [exampleApi, 'label: Name, max_length: 200', 'label: Name, max_length: 25'],
  [exampleApi, ', { id: email, label: By e-mail }', ', { id: post, label: By post }'],
  [exampleApi, 'includes: email', 'includes: post'],
  [exampleApi, 'id: late_fees\n', 'id: fees\n'],
  [exampleApi, '[free, late_fees]', '[free, fees]'],
  [exampleApi, /\bdeliberation\b/g, 'decision'],
];

/** The server as it starts on these files. */
async function startedOn(folder: string) {
  const services = { ...world, catalogue: await loadCatalogue(folder) };
  await keepDefinitions(services);
  return { services, api: createApi(services) };
}
type Started = Awaited<ReturnType<typeof startedOn>>;
let old: Started;
let present: Started;

beforeAll(async () => {
  world = await createWorld(database);
  const town = await createOrganisation(database);
  applicant = await createActor(database, [town.id]);
  old = await startedOn(example);
  present = await startedOn(await folderWith(...later));
});

const draft = {
  api: 'library-loans',
  stage: 'sandbox',
  use_case: 'late_fees',
  eligibility: { who: 'town' },
  answers: {
    name: 'Late fees of the city library',
    card: 'A12345678',
    ways: ['number', 'email'],
    retention: 12,
  },
};
const create = async ({ api }: Started, body: object = draft) =>
  (await api.call(applicant, '/requests', { method: 'POST', body, headers: { 'idempotency-key': newId() } }))
    .body;
const patch = ({ api }: Started, view: { id: string; version: number }, body: object) =>
  api.patched(applicant, view, body);

describe('a draft of an older version', () => {
  test('is told of the newer one and what it changed, in the reader’s language', async () => {
    const made = await create(old);
    expect(made.definition_version).toBe(2);
    expect(made).not.toHaveProperty('newer_definition');
    const before = await old.api.call(applicant, `/requests/${made.id}`);
    const etag = before.headers.get('etag') ?? '';

    const seen = await present.api.call(applicant, `/requests/${made.id}?lang=en`);
    expect(seen.body).toMatchObject({
      definition_version: 2,
      newer_definition: { version: 3, changes: [{ version: 3, on: '2026-03-01', text: 'New.' }] },
    });
    // Whoever asks with what they saw before the change learns of it.
    const asked = await present.api.call(applicant, `/requests/${made.id}`, {
      headers: { 'if-none-match': etag },
    });
    expect(asked.status).toBe(200);
  });

  test('is checked by the form that it was filled under', async () => {
    const made = await create(old);
    const kept = await patch(present, made, { answers: { card: 'B12345678' } });
    expect([kept.status, kept.body.definition_version]).toEqual([200, 2]);
    const refused = await patch(present, kept.body, { answers: { shelf: 'Top' } });
    expect([refused.status, fieldsOf(refused.body)]).toEqual([422, ['answers unknown_field']]);
  });

  test('moves to the newer one, with the answers that still fit', async () => {
    const made = await create(old);
    const moved = await patch(present, made, { definition_version: 3, answers: { shelf: 'Top' } });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ definition_version: 3, use_case: null, eligibility: { who: 'town' } });
    expect(moved.body.answers).toEqual({ ways: ['number'], retention: 12, shelf: 'Top' });
    expect(moved.body).not.toHaveProperty('newer_definition');
    expect(await verifyChain(world, made.id)).toEqual({ valid: true, events: 2 });
    const again = await patch(present, moved.body, { definition_version: 3 });
    expect([again.status, again.body.answers]).toEqual([200, moved.body.answers]);
  });

  test.each([1, 4])('does not move to version %i, which is not the present one', async (version) => {
    const made = await create(old);
    const refused = await patch(present, made, { definition_version: version });
    expect([refused.status, fieldsOf(refused.body)]).toEqual([422, ['definition_version unknown_option']]);
  });

  test.each([1.5, -1, 1e20, '3'])('a version « %s » is none', async (version) => {
    const made = await create(old);
    const refused = await patch(present, made, { definition_version: version });
    expect([refused.status, fieldsOf(refused.body)]).toEqual([422, ['definition_version wrong_type']]);
  });

  test('may be made late: a form opened before the change is kept as it was filled', async () => {
    const made = await create(present, { ...draft, definition_version: 2 });
    expect(made).toMatchObject({ definition_version: 2, newer_definition: { version: 3 } });
    expect(made.answers).toEqual(draft.answers);
    const { answers: _, ...empty } = draft;
    const fresh = await create(present, { ...empty, use_case: 'fees' });
    expect(fresh.definition_version).toBe(3);
  });
});

const promises = { commitments: ['honest'], terms_version: '1' };
const attach = ({ api }: Started, id: string, field: string) =>
  api.call(applicant, `/requests/${id}/documents/${field}?name=a.pdf`, {
    method: 'PUT',
    body: new TextEncoder().encode('%PDF-1.7\n%%EOF\n'),
    headers: { 'content-type': 'application/pdf' },
  });

test('a request that has moved is sent without the document that is no longer asked for', async () => {
  const made = await create(old);
  expect((await attach(old, made.id, 'deliberation')).status).toBe(201);
  const moved = (await patch(present, made, { definition_version: 3, use_case: 'free' })).body;
  const form = present.services.catalogue.localised('library-loans', 'fr');
  if (!form) throw new Error('not loaded');
  const { eligibility } = moved;
  const { decision: _, ...answers } = fill(form, 'sandbox', {
    answers: {},
    eligibility,
    use_case: 'free',
  }).answers;
  const filled = (await patch(present, moved, { answers })).body;
  const refused = await present.api.submitted(applicant, filled, newId(), promises);
  expect(fieldsOf(refused.body)).toEqual(['answers.decision required']);
  expect((await attach(present, made.id, 'decision')).status).toBe(201);
  const sent = await present.api.submitted(applicant, filled, newId(), promises);
  expect(sent.body).toMatchObject({ state: 'submitted', definition_version: 3 });
  const [row] = await database.select().from(requests).where(eq(requests.id, made.id));
  expect(Object.keys(row?.submittedAnswers ?? {})).toContain('decision');
  expect(row?.submittedAnswers).not.toHaveProperty('deliberation');
});

test('a request sent under the older version is decided, and its habilitation issued, by it', async () => {
  const definition = await definitionAt(old.services, { api: 'library-loans', definitionVersion: 2 }, 'fr');
  if (!definition) throw new Error('not kept');
  const start = { answers: {}, eligibility: draft.eligibility, use_case: 'free' };
  const answers = { ...fill(definition, 'sandbox', { ...start, answers: { card: 'A12345678' } }).answers };
  delete answers.deliberation;
  const made = await create(old, { ...draft, use_case: 'free', answers });
  await attach(old, made.id, 'deliberation');
  const sent = await present.api.submitted(applicant, made, newId(), promises);
  expect([sent.status, sent.body.state, sent.body.answers.card]).toEqual([200, 'submitted', 'A12345678']);
  // It is sent: there is nothing to move any more.
  expect(sent.body).not.toHaveProperty('newer_definition');
  const instructor = await createActor(database, [], { roles: ['library:*:instructor'], via: 'session' });
  await execute(present.services, made.id, { name: 'validate' }, instructor);
  const [issued] = await database.select().from(habilitations).where(eq(habilitations.requestId, made.id));
  expect([issued?.definitionVersion, issued?.scopes]).toEqual([2, answers.scopes]);
});

describe('what is kept', () => {
  const at = (started: Started, definitionVersion: number | undefined) =>
    definitionAt(started.services, { api: 'book-loans', definitionVersion }, 'en');

  test('each version, found by any name of its API', async () => {
    expect((await at(present, 2))?.steps[0]?.fields.map(({ id }) => id)).toContain('card');
    expect((await at(present, 3))?.steps[0]?.fields.map(({ id }) => id)).toContain('shelf');
    expect((await at(present, undefined))?.version).toBe(3);
    // A process that has not been started on the newer files yet.
    expect((await at(old, 3))?.version).toBe(3);
    const unknown = { api: 'nothing', definitionVersion: 1 };
    expect(await definitionAt(present.services, unknown, 'en')).toBeUndefined();
  });

  test('each version over HTTP, for the form of a draft; a version not kept is the present one', async () => {
    const app = new Hono().route(
      '/catalogue',
      catalogueRoutes(present.services, async () => null),
    );
    const get = async (query: string) => {
      const response = await app.request(`/catalogue/book-loans${query}`, {
        headers: { 'accept-encoding': 'identity' },
      });
      return (await response.json()) as ApiDefinition;
    };
    const earlier = await get('?version=2&lang=fr');
    expect([earlier.version, earlier.steps[0]?.title]).toEqual([2, 'Mon projet']);
    expect((await get('?version=2&lang=en')).steps[0]?.title).toBe('My project');
    for (const query of ['', '?version=3', '?version=1', '?version=4', '?version=1e20', '?version=x']) {
      expect((await get(query)).version, query).toBe(3);
    }
  });

  test('a version that was never seen: the present one serves', async () => {
    const made = await create(old);
    await database.update(requests).set({ definitionVersion: 1 }).where(eq(requests.id, made.id));
    const seen = await present.api.call(applicant, `/requests/${made.id}`);
    expect(seen.body.newer_definition?.changes.map(({ version }) => version)).toEqual([3, 2]);
    const saved = await patch(present, made, { answers: { shelf: 'Top' } });
    expect([saved.status, saved.body.definition_version]).toEqual([200, 1]);
  });

  test('a version written in a way that is no longer read: the present one serves', async () => {
    const body = sql`'{"id":"library-loans"}'::jsonb`;
    await database
      .insert(definitions)
      .values({ api: 'library-loans', version: 0, body, writtenAt: new Date() });
    expect((await at(present, 0))?.version).toBe(3);
  });

  test('corrected texts of the same version, however many processes start at once', async () => {
    const folder = await folderWith(...later, [exampleApi, 'title: API Library loans', 'title: API Loans']);
    const catalogue = await loadCatalogue(folder);
    await Promise.all(Array.from({ length: 4 }, () => keepDefinitions({ ...world, catalogue })));
    const rows = await database.select().from(definitions).where(eq(definitions.version, 3));
    expect(rows.map(({ body }) => body.title)).toEqual(['API Loans']);
  });
});
