import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { examine } from '../../../server/documents/reading/read.ts';
import { readingOf } from '../../../server/documents/reading/reading.ts';
import { documentAccesses, documents, documentTexts } from '../../../server/documents/tables.ts';
import { everyMinute } from '../../../server/documents/upkeep.ts';
import type { RequestView } from '../../../server/http/api.ts';
import type { ReadingView } from '../../../server/http/api-beside.ts';
import { startJobs } from '../../../server/jobs/queue.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { loadRequest } from '../../../server/requests/store/load.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor, createApi, createOrganisation, createWorld, type World } from '../requests/world.ts';
import { eicar, startDaemon } from './clamd.ts';
import { pdf, writtenPdf } from './samples.ts';

// Each reading starts a process of its own, which others on the machine may keep waiting.
vi.setConfig({ testTimeout: 60_000 });

const { database, url } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let camille: Actor;
let organisation: string;
let deliberation: Buffer;
beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  organisation = (await createOrganisation(database)).id;
  camille = await createActor(database, [organisation]);
  const today = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
  deliberation = await writtenPdf([
    `Extrait du registre des délibérations. Séance du ${today.format(Date.now() - 30 * 86_400_000)}.
Le conseil municipal de la commune d’Exempleville, légalement convoqué, s’est réuni en mairie.
Vu le code général des collectivités territoriales ; vu l’article L.114-8 du code des relations entre le public et
l’administration ; considérant que le portail Espace famille permet l’inscription en ligne à la cantine scolaire,
et que son tarif dépend du quotient familial de chaque foyer, que les familles justifient aujourd’hui sur papier.`,
    `Après en avoir délibéré, à l’unanimité, décide d’utiliser l’API Impôt particulier de la DGFiP pour le tarif de la
cantine scolaire, et de demander le revenu fiscal de référence afin de calculer le quotient familial.`,
  ]);
});

const field = 'cadre_juridique_document';

async function sent(
  content: Uint8Array,
  from = api,
): Promise<{ draft: RequestView; path: string; id: string }> {
  const draft = await from.created(camille, { use_case: 'cantine_scolaire' });
  const path = `/requests/${draft.id}/documents`;
  const answer = await from.call<{ id: string }>(camille, `${path}/${field}?name=acte.pdf`, {
    method: 'PUT',
    body: content,
  });
  expect(answer.status).toBe(201);
  return { draft, path: `${path}/${answer.body.id}/reading`, id: answer.body.id };
}

const reading = (path: string, actor = camille) => api.call<ReadingView>(actor, path);

describe('a deliberation', () => {
  test('is read after it was kept: each point, where it stands, what it lacks', async () => {
    const { path, id } = await sent(deliberation);
    const first = await reading(path);
    expect(first.body).toMatchObject({ status: 'pending', readable: false });
    expect(first.body.items.map((item) => item.found)).toEqual(Array(6).fill(false));
    await examine(world, id);
    const { body } = await reading(path);
    expect(body).toMatchObject({ status: 'read', readable: true, pages: 2, pages_read: 2 });
    expect(body.text).toContain('5 points sur 6');
    expect(body.items.map(({ id: item, found, page }) => [item, found, page])).toEqual([
      ['forme', true, 1],
      ['service', true, 1],
      ['cas_usage', true, 1],
      ['crpa', true, 1],
      ['decision', true, 2],
      ['donnees', false, undefined],
    ]);
    expect(body.items[4]?.text).toBe('page 2');
    const data = body.items.find((item) => item.id === 'donnees');
    expect(data?.text).toBe('Pas trouvé\u00a0: Nombre de parts.');
    expect(data?.parts).toContainEqual({ label: 'Revenu fiscal de référence', found: true, page: 2 });
    expect((await reading(`${path}?lang=en`)).body.text).toContain('5 of 6');
  });

  test('is looked at again when the request changes: what it asks for, its use case', async () => {
    const { draft, path, id } = await sent(deliberation);
    await examine(world, id);
    await api.patched(camille, draft, {
      use_case: 'place_creche',
      answers: { scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr'] },
    });
    const { items } = (await reading(path)).body;
    expect(Object.fromEntries(items.map((item) => [item.id, item.found]))).toMatchObject({
      donnees: true,
      cas_usage: false,
      decision: false,
    });
  });

  test('takes the applicant’s ticks for what was not found', async () => {
    const { path, id } = await sent(deliberation);
    await examine(world, id);
    const put = (body: unknown, actor = camille) =>
      api.call<ReadingView>(actor, path, { method: 'PUT', body });
    const { body } = await put({ ticked: ['donnees', 'unknown', '__proto__'] });
    expect(body.items.filter(({ ticked }) => ticked).map((item) => item.id)).toEqual(['donnees']);
    expect(body.items.at(-1)).toMatchObject({ found: false, ticked: true });
    expect((await put({ ticked: 'donnees' })).status).toBe(422);
    expect((await put({ ticked: ['x'.repeat(200)] })).status).toBe(422);
    expect((await put({ ticked: [] })).body.items.at(-1)?.ticked).toBe(false);
    const colleague = await createActor(database, [organisation]);
    expect((await put({ ticked: [] }, colleague)).status).toBe(403);
  });

  test.each([
    ['a scan, which has no text', () => writtenPdf(['', '']), 'no_text', 'image'],
    [
      'a scan with the stamp of the prefecture',
      () => writtenPdf(['Accusé de réception en préfecture']),
      'no_text',
      'cochez',
    ],
    ['one behind a password', () => writtenPdf(['a'], { userPassword: 'x' }), 'failed', 'mot de passe'],
    ['a broken one', async () => pdf(), 'failed', 'abîmé'],
  ] as const)('%s is said to be so', async (_, make, status, words) => {
    const { path, id } = await sent(await make());
    await examine(world, id);
    const { body } = await reading(path);
    expect([body.status, body.readable]).toEqual([status, false]);
    expect(body.text).toContain(words);
    expect(body.items).toHaveLength(6);
    expect(body.items[0]?.text).toBe('À cocher s’il y est.');
  });

  test('is read once: a job that runs twice changes nothing', async () => {
    const { id } = await sent(deliberation);
    await Promise.all([examine(world, id), examine(world, id)]);
    await database
      .update(documentTexts)
      .set({ pages: ['témoin'] })
      .where(eq(documentTexts.documentId, id));
    await examine(world, id);
    const [row] = await database.select().from(documentTexts).where(eq(documentTexts.documentId, id));
    expect(row?.pages).toEqual(['témoin']);
  });
});

describe('whose', () => {
  test('its applicant’s and their colleagues’, and those who instruct it; nobody else’s', async () => {
    const { draft, path, id } = await sent(deliberation);
    await examine(world, id);
    const colleague = await createActor(database, [organisation]);
    expect((await reading(path, colleague)).status).toBe(200);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await reading(path, stranger)).status).toBe(404);
    const loaded = await loadRequest(database, draft.id);
    if (!loaded) throw new Error('lost');
    // What was submitted is what the instructor compares with: nothing yet.
    const seen = await readingOf(world, loaded, id, loaded.row.submittedAnswers ?? {}, 'fr');
    expect(seen.items.at(-1)).toMatchObject({ id: 'donnees', found: false });
    expect(seen.items[0]?.found).toBe(true);
  });

  test('who is shown what it says is logged: once a day, and only once there is something', async () => {
    const { id, path } = await sent(deliberation);
    const logged = () =>
      database
        .select({ userId: documentAccesses.userId, kind: documentAccesses.kind, role: documentAccesses.role })
        .from(documentAccesses)
        .where(eq(documentAccesses.documentId, id));
    await reading(path);
    expect(await logged()).toEqual([]);
    await examine(world, id);
    await reading(path);
    await reading(path);
    expect(await logged()).toEqual([{ userId: camille.userId, kind: 'view', role: 'applicant' }]);
  });

  test('nothing is read where nothing is looked for', async () => {
    const draft = await api.created(camille);
    const { body } = await api.call<{ id: string }>(
      camille,
      `/requests/${draft.id}/documents/documents_signes`,
      {
        method: 'PUT',
        body: deliberation,
      },
    );
    expect((await reading(`/requests/${draft.id}/documents/${body.id}/reading`)).status).toBe(404);
    expect((await reading(`/requests/${draft.id}/documents/nothing/reading`)).status).toBe(404);
    expect(await database.select().from(documentTexts).where(eq(documentTexts.documentId, body.id))).toEqual(
      [],
    );
  });

  test('a document attached before there was a checklist is read when somebody asks', async () => {
    const { path, id } = await sent(deliberation);
    await database.delete(documentTexts).where(eq(documentTexts.documentId, id));
    expect((await reading(path)).body.status).toBe('pending');
    await examine(world, id);
    expect((await reading(path)).body.status).toBe('read');
  });
});

describe('with the clock and the queue', () => {
  test('the queue reads what was sent, by itself', async () => {
    const mailer = createMailer('smtp://127.0.0.1:1', 'DataPass <notifications@datapass.example>');
    const jobs = await startJobs({ ...world, mailer, config: { ...world.config, databaseUrl: url } });
    try {
      const { path } = await sent(deliberation);
      const deadline = Date.now() + 15_000;
      while ((await reading(path)).body.status === 'pending' && Date.now() < deadline) await wait(100);
      expect((await reading(path)).body.status).toBe('read');
    } finally {
      await jobs.stop();
      mailer.close();
    }
  });

  test('nothing is read, nor served, before the scanner’s word; both follow when it is back', async () => {
    const daemon = await startDaemon();
    const { port } = daemon;
    await daemon.close();
    const scanned = await createWorld(database, { clamav: { host: '127.0.0.1', port } });
    const withScanner = createApi(scanned);
    const clean = await sent(deliberation, withScanner);
    const bad = await sent(pdf(eicar), withScanner);
    const at = { ...scanned, now: () => new Date(Date.now() + 15 * 60_000) };
    await examine(scanned, clean.id);
    await everyMinute(at);
    const waiting = (await reading(clean.path)).body;
    expect(waiting.status).toBe('pending');
    expect(waiting.text).toContain('antivirus');

    const back = await startDaemon(port);
    await everyMinute(at);
    expect((await reading(clean.path)).body.status).toBe('read');
    const [row] = await database.select().from(documents).where(eq(documents.id, bad.id));
    expect(row).toMatchObject({ scan: 'infected', scannedAt: expect.any(Date) });
    const blocked = (await reading(bad.path)).body;
    expect(blocked.status).toBe('failed');
    expect(blocked.text).toContain('malveillant');
    await back.close();
  });
});
