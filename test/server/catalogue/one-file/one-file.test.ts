/**
 * Adding a definition is one file: the catalogue, and an API that is in no other file of this repository, served by
 * the real application; a request goes from empty to validated over HTTP.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiDefinition } from '../../../../catalogue/definition.ts';
import { users } from '../../../../server/accounts/tables.ts';
import { checkCatalogue } from '../../../../server/catalogue/check.ts';
import { newId } from '../../../../server/database/columns.ts';
import type { RequestView } from '../../../../server/http/api.ts';
import { people } from '../../../../server/stand-ins/people.ts';
import { fill } from '../../../catalogue/complete.ts';
import { testDatabase } from '../../../support/database.ts';
import { applicantClient, signInAs } from '../../../support/sign-in.ts';
import { type Stack, startStack } from '../../../support/stack.ts';

const { url } = await testDatabase();
const api = 'pret-oeuvres';
let folder: string;
let stack: Stack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapass-catalogue-'));
  await cp(join(import.meta.dirname, '../../../../catalogue'), folder, { recursive: true });
  await cp(join(import.meta.dirname, `${api}.yaml`), join(folder, `apis/${api}.yaml`));
  stack = await startStack({ databaseUrl: url, environment: { CATALOGUE_DIR: folder } });
}, 60_000);
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const get = async <T>(path: string): Promise<T> => (await (await fetch(stack.url + path)).json()) as T;

test('the file alone passes the check, and is in the list, on its page and in the exports', async () => {
  const { faults } = await checkCatalogue(folder);
  expect(faults).toEqual([]);
  const list = await get<{ id: string; url: string }[]>('/catalogue');
  expect(list.find(({ id }) => id === api)?.url).toBe(`${stack.url}/demande/${api}`);
  expect(await (await fetch(`${stack.url}/demande/${api}`)).text()).toContain(`api="${api}"`);
  expect((await fetch(`${stack.url}/badges/${api}.svg`)).status).toBe(200);
  expect(await get('/catalogue/exports/data-gouv-fr')).toContainEqual(
    expect.objectContaining({ title: 'API Prêt d’œuvres', extras: { 'datapass:api-id': api } }),
  );
});

test('a request goes from empty to validated', async () => {
  const page = { clientId: 'datapass', redirectUri: `${stack.url}/demande/${api}` };
  const camille = await applicantClient(stack, 'camille', { page });
  const definition = await get<ApiDefinition>(`/catalogue/${api}?lang=fr`);
  const start = { answers: {}, eligibility: { lieu: 'salle', surveillance: 'oui' }, use_case: '' };

  const empty = await camille.json<RequestView>(
    '/requests',
    json('POST', { api, stage: 'production' }, { 'idempotency-key': newId() }),
  );
  expect(empty).toMatchObject({ api, state: 'draft', answers: {}, definition_version: 1 });

  const { answers, asked } = fill(definition, 'production', start);
  expect(new Set(asked)).toEqual(new Set(definition.steps.flatMap(fieldsToAnswer)));
  const { plan: _, ...typed } = answers;
  const chosen = { ...start, answers: { ...typed, scopes: ['notice', 'etat', 'valeur'] } };
  const lone = await camille.fetch(
    `/requests/${empty.id}`,
    json(
      'PATCH',
      { ...chosen, use_case: 'exposition_temporaire', answers: { ...typed, scopes: ['nothing'] } },
      { 'if-match': '"1"' },
    ),
  );
  expect(lone.status).toBe(422);
  const saved = await camille.json<RequestView>(
    `/requests/${empty.id}`,
    json('PATCH', { ...chosen, use_case: 'exposition_temporaire' }, { 'if-match': '"1"' }),
  );
  expect(saved.answers).toEqual(chosen.answers);

  const submit = (body: object) =>
    camille.fetch(
      `/requests/${empty.id}/submit`,
      json('POST', body, { 'idempotency-key': newId(), 'if-match': `"${saved.version}"` }),
    );
  const promises = { commitments: ['assurance'], terms_version: '3' };
  const early = await submit(promises);
  const { fields } = (await early.json()) as { fields: { field: string; code: string }[] };
  expect([early.status, fields.map(({ field }) => field)]).toEqual([422, ['answers.plan']]);
  const attached = await camille.fetch(`/requests/${empty.id}/documents/plan?name=plan.pdf`, {
    method: 'PUT',
    body: '%PDF-1.7\n%%EOF\n',
    headers: { 'content-type': 'application/pdf' },
  });
  expect(attached.status).toBe(201);
  const sent = await submit(promises);
  expect([sent.status, ((await sent.json()) as RequestView).state]).toEqual([200, 'submitted']);

  await grant('instructrice', 'musees:pret-oeuvres:instructor');
  const cookie = await signInAs(stack, 'instructrice', { twoFactors: true });
  const file = `${stack.url}/instruction/${empty.number}`;
  const shown = await (await fetch(file, { headers: { cookie } })).text();
  for (const words of ['L’exposition', 'Numéro d’inventaire', 'INV-1234', 'Constat d’état']) {
    expect(shown).toContain(words);
  }
  const form = await (await fetch(`${file}/validation`, { headers: { cookie } })).text();
  const decided = await fetch(`${file}/validation`, {
    method: 'POST',
    body: new URLSearchParams({ seen: /name="seen" value="(\d+)"/.exec(form)?.[1] ?? '', words: '' }),
    headers: { cookie, origin: stack.url },
    redirect: 'manual',
  });
  expect(decided.status).toBe(303);

  const validated = await camille.json<RequestView>(`/requests/${empty.id}`);
  expect(validated).toMatchObject({ state: 'validated', habilitation: { state: 'active' } });
  const own = await signInAs(stack, 'camille');
  const access = await (
    await fetch(validated.habilitation?.access_url ?? '', { headers: { cookie: own } })
  ).text();
  expect(decodeJwt(/eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(access)?.[0] ?? '')).toMatchObject({
    aud: api,
    scope: 'notice etat valeur',
    stage: 'production',
  });
}, 60_000);

/** What a person has to answer in this form: everything but messages to read. */
function fieldsToAnswer({ fields }: ApiDefinition['steps'][number]): string[] {
  return fields.filter(({ kind }) => kind !== 'message').map(({ id }) => id);
}

async function grant(person: string, role: string): Promise<void> {
  const email = people.find(({ id }) => id === person)?.email ?? '';
  const { database } = stack.services;
  await database
    .update(users)
    .set({ roles: [role] })
    .where(eq(users.email, email));
}
