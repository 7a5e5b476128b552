/** The figures over HTTP: for anybody, by provider, API, use case and period; the page, the file, the register. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { registerRoutes } from '../../../server/habilitations/register/routes.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { StatisticsView } from '../../../server/http/api-statistics.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import type { Services } from '../../../server/services.ts';
import { noteCaught } from '../../../server/statistics/caught.ts';
import { countEvents } from '../../../server/statistics/rollup.ts';
import { statisticsRoutes } from '../../../server/statistics/stats-routes.ts';
import { testDatabase } from '../../support/database.ts';
import { createCast } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor, commune } = await createCast(database);
let clock = Date.parse('2026-09-01T08:00:00Z');
world.now = () => new Date(clock);
const services = { ...world, accounts: {} } as unknown as Services;
const app = statisticsRoutes(services).route('/', registerRoutes(services));
app.onError(errorHandler(services));

const hours = (count: number) => {
  clock += count * 3_600_000;
};

/** Sent, and decided after so many hours; sent back and forth once when `returned`. */
async function decided(name: 'validate' | 'refuse', after: number, returned = false): Promise<string> {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  if (returned) {
    hours(10);
    const words = { reason: 'Précisez.', fields: ['scopes', 'legal'] };
    await execute(world, body.id, { name: 'request_changes', ...words }, instructor);
    const view = await api.call(applicant, `/requests/${body.id}`);
    await api.submitted(applicant, view.body);
    hours(after - 10);
  } else hours(after);
  const intent =
    name === 'validate'
      ? ({ name } as const)
      : ({ name, reason: 'Des mots.', ground: 'base_legale' } as const);
  await execute(world, body.id, intent, instructor);
  return body.id;
}

async function count(): Promise<void> {
  const all = await database.select({ id: events.id }).from(events);
  await countEvents(
    database,
    all.map(({ id }) => id),
  );
}

const read = async (query = ''): Promise<StatisticsView> =>
  (await (await app.request(`/stats.json${query}`)).json()) as StatisticsView;

let reopened = '';

beforeAll(async () => {
  // A quarter with a round trip, eight days on average: what DataPass itself has measured.
  await decided('validate', 96);
  await decided('validate', 120);
  await decided('refuse', 216);
  reopened = await decided('validate', 336, true);
  await count();
});

test('counts, delays and round trips are those of the history', async () => {
  const view = await read();
  expect(view.submitted).toEqual({ total: 4, first: 4, update: 0, renewal: 0, again: 1 });
  expect(view.validated).toMatchObject({ total: 3, by_rule: 0 });
  expect(view.refused.total).toBe(1);
  expect(view.final_answer).toEqual({
    count: 4,
    median_days: 7,
    p80_days: 14,
    mean_days: 8,
    median_hours: 168,
    p80_hours: 336,
  });
  expect(view.first_answer.p80_hours).toBe(216);
  expect(view.round_trips).toMatchObject({ decided: 4, with_round_trip: 1, share: 0.25 });
  expect(view.round_trips.about.map(({ label }) => label).sort()).toEqual([
    'Le cadre juridique',
    'Les données',
  ]);
  expect(view.refused_for).toEqual([{ id: 'base_legale', label: expect.any(String), count: 1 }]);
  expect(view.active).toBe(3);
  expect(view.waiting).toEqual({ provider: 0, applicant: 0 });
  expect(view.eligibility.find(({ option }) => option === 'administration')).toMatchObject({
    created: 4,
    submitted: 4,
    validated: 3,
  });
});

test('they are asked for by provider, API, use case and period', async () => {
  expect((await read('?provider=dgfip')).submitted.total).toBe(4);
  expect((await read('?api=impot-particulier')).submitted.total).toBe(4);
  expect((await read('?api=impot-particulier&use_case=demande_libre')).submitted.total).toBe(4);
  expect((await read('?api=ficoba')).submitted.total).toBe(0);
  expect((await read('?period=2025')).submitted.total).toBe(0);
  expect((await read('?period=all')).final_answer.mean_days).toBe(8);
  const september = await read('?from=2026-09&to=2026-09');
  expect(september.months.map(({ month }) => month)).toEqual(['2026-09']);
  expect(september.filters).toMatchObject({ from: '2026-09', to: '2026-09' });
});

test('an update is measured from its own submission, not from the first one', async () => {
  hours(24 * 300);
  await execute(world, reopened, { name: 'reopen' }, applicant);
  const { body } = await api.call(applicant, `/requests/${reopened}`);
  const { body: saved } = await api.patched(applicant, body, {
    answers: { description: 'Calculer le tarif de la cantine et celui de la garderie selon les revenus.' },
  });
  hours(48);
  await api.submitted(applicant, saved);
  hours(24);
  await execute(world, reopened, { name: 'validate' }, instructor);
  await count();
  const view = await read('?period=3');
  expect(view.submitted).toMatchObject({ total: 1, update: 1 });
  expect(view.final_answer).toMatchObject({ count: 1, median_hours: 24 });
  expect(view.round_trips).toMatchObject({ decided: 1, with_round_trip: 0 });
  // The new habilitation takes the place of the old one.
  expect(view.active).toBe(3);
});

test('what the checks catch before sending is told', async () => {
  const draft = await api.created(applicant);
  const row = {
    ...{ id: draft.id, api: draft.api, stage: 'sandbox' as const, providerId: 'dgfip' },
    ...{ useCase: 'demande_libre', firstSubmittedAt: null },
  };
  await noteCaught(database, row, ['intitule'], world.now());
  const { caught } = await read('?period=3');
  expect(caught).toMatchObject({ requests: 1, about: [{ id: 'intitule', count: 1 }] });
});

test('a submission that is refused for what is missing is counted as caught', async () => {
  const before = (await read('?period=3')).caught;
  const draft = await api.created(applicant);
  const { body: emptied } = await api.patched(applicant, draft, { answers: { intitule: null } });
  expect((await api.submitted(applicant, emptied)).status).toBe(422);
  await vi.waitFor(async () => {
    const { caught } = await read('?period=3');
    expect(caught.requests).toBe(before.requests + 1);
    expect(caught.about.find(({ id }) => id === 'intitule')?.count).toBe(2);
  });
});

test('any site may read them, and ask whether they have changed', async () => {
  for (const path of ['/stats.json', '/stats.csv', '/stats.json?lang=en&period=all']) {
    const answer = await app.request(path, { headers: { origin: 'https://catalogue.example' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const etag = String(answer.headers.get('etag'));
    const again = await app.request(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  }
});

test.each([
  ['?api=inconnue', 'api', 'impot-particulier'],
  ['?provider=inconnu', 'provider', 'dgfip'],
  ['?provider=dinum&api=impot-particulier', 'provider', 'dgfip'],
  ['?use_case=cantine', 'use_case', '« api »'],
  ['?api=impot-particulier&use_case=inconnu', 'use_case', 'demande_libre'],
  ['?period=hier', 'period', '12'],
  ['?from=2026-13', 'from', '20'],
  ['?from=2026-09&to=2026-01', 'to', '2026-09'],
])('%s is refused, and what may be asked is said', async (query, field, choice) => {
  const answer = await app.request(`/stats.json${query}`);
  expect(answer.status).toBe(400);
  const problem = (await answer.json()) as { detail: string; fields: { field: string }[] };
  expect(problem.fields[0]?.field).toBe(field);
  expect(problem.detail).toContain(choice);
  expect(problem.detail).not.toMatch(/inconnu|hier/);
});

test('the page works without a script: tables, a form, and a policy that lets nothing inline run', async () => {
  const answer = await app.request('/stats?api=impot-particulier&period=all');
  expect(answer.status).toBe(200);
  const policy = String(answer.headers.get('content-security-policy'));
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const page = await answer.text();
  expect(page).not.toMatch(/ style=|<style|<script(?![^>]*src=)/);
  expect(page).toContain('API Impôt particulier – depuis le début');
  expect(page).toMatch(/<table class="figures">/);
  for (const path of page.match(/\/stats\/fichiers\/[\w.-]+/g) ?? []) {
    const file = await app.request(path, { headers: { 'accept-encoding': 'br' } });
    expect(file.status).toBe(200);
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect(file.headers.get('content-encoding')).toBe('br');
  }
  const english = await (await app.request('/stats?lang=en')).text();
  expect(english).toContain('Month by month');
  // The form sends on the use case of the API shown before.
  expect((await app.request('/stats?api=ficoba&use_case=demande_inconnue')).status).toBe(200);
  expect((await app.request('/stats?from=2026-01')).status).toBe(200);
});

test('the file has a figure per line, under stable names', async () => {
  const answer = await app.request('/stats.csv?period=all');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await answer.text()).split(/\r?\n/);
  expect(lines[0]?.replace('\ufeff', '')).toBe('figure;id;label;value;unit');
  expect(lines).toContain('validated;total;Toutes les API;4;requests');
  expect(lines).toContain('round_trips;share;Toutes les API;0.2;share');
});

test('the register has the habilitations in force, found by word, SIRET or number, and names nobody', async () => {
  const search = async (query: string) => (await app.request(`/habilitations${query}`)).text();
  const numbers = (page: string) => [...page.matchAll(/>H(\d+)</g)].map(([, number]) => Number(number));
  const [newest] = await database
    .select()
    .from(habilitations)
    .where(eq(habilitations.requestId, reopened))
    .orderBy(sql`${habilitations.id} desc`);
  const whole = await search('');
  expect(numbers(whole)).toHaveLength(3);
  expect(numbers(whole)[0]).toBe(newest?.number);
  expect(whole).not.toMatch(/Bernard|Martin|Durand|@|<script/);
  expect(numbers(await search('?q=cantines+scolaire'))).toHaveLength(3);
  expect(numbers(await search(`?q=${commune.siret}`))).toHaveLength(3);
  expect(numbers(await search(`?q=H${newest?.number}`))).toEqual([newest?.number]);
  expect(numbers(await search('?q=garderie+inconnue'))).toEqual([]);
  expect(numbers(await search('?api=ficoba'))).toEqual([]);
  expect(numbers(await search(`?apres=${newest?.id}`))).toHaveLength(2);
  await database
    .update(organisations)
    .set({ name: 'Ville nouvelle' })
    .where(eq(organisations.id, commune.id));
  expect(numbers(await search('?q=nouvelle'))).toHaveLength(3);
  await execute(world, reopened, { name: 'suspend', reason: 'Incident.' }, instructor);
  expect(numbers(await search(''))).toHaveLength(2);
  await execute(world, reopened, { name: 'resume' }, instructor);
  expect(numbers(await search(''))).toHaveLength(3);
  for (const wrong of ['?api=inconnue', '?provider=inconnu', '?apres=x']) {
    expect((await app.request(`/habilitations${wrong}`)).status).toBe(400);
  }
});

test('the register is a file too', async () => {
  const answer = await app.request('/habilitations.csv?api=impot-particulier', {
    headers: { origin: 'https://catalogue.example' },
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  const lines = (await answer.text()).trim().split(/\r?\n/);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`;${commune.siret};impot-particulier;`);
});
