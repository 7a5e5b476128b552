import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { accessesOf } from '../../../server/documents/accesses.ts';
import { documentResponse } from '../../../server/documents/serve.ts';
import { storageKey } from '../../../server/documents/storage.ts';
import { documentAccesses, documents } from '../../../server/documents/tables.ts';
import { everyMinute } from '../../../server/documents/upkeep.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { loadRequest } from '../../../server/requests/store/load.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  complete,
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  type World,
} from '../requests/world.ts';
import { eicar, startDaemon } from './clamd.ts';
import { named, pdf, xlsx } from './samples.ts';

const { database } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let camille: Actor;
let organisation: string;

beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  organisation = (await createOrganisation(database)).id;
  camille = await createActor(database, [organisation]);
});

const field = 'cadre_juridique_document';

interface Uploaded {
  id: string;
  name: string;
  size: number;
  scan: string;
}

function put(
  view: Pick<RequestView, 'id'>,
  content: Uint8Array,
  { name = 'délibération.pdf', actor = camille, into = field, from = api } = {},
) {
  return from.call<Uploaded>(
    actor,
    `/requests/${view.id}/documents/${into}?name=${encodeURIComponent(name)}`,
    {
      method: 'PUT',
      body: content,
      headers: { 'content-type': 'application/pdf' },
    },
  );
}

const codes = (body: unknown) => (body as { fields?: { code: string }[] }).fields?.map(({ code }) => code);

describe('attaching', () => {
  test('a PDF is kept once, shown in the request and its answers, and served as a file to keep', async () => {
    const draft = await api.created(camille);
    const before = await api.call(camille, `/requests/${draft.id}`);
    const sent = await put(draft, pdf('une'));
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({ name: 'délibération.pdf', size: pdf('une').length, scan: 'clean' });

    const seen = await api.call(camille, `/requests/${draft.id}`);
    expect(seen.body.version).toBe(1);
    expect(seen.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(seen.body.documents).toEqual([{ ...sent.body, field }]);
    const { id, name, size } = sent.body;
    expect(seen.body.answers[field]).toEqual([{ id, name, size }]);

    const file = await api.call<string>(camille, `/requests/${draft.id}/documents/${id}`);
    expect(file.body).toBe(pdf('une').toString());
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="deliberation.pdf"; filename*=UTF-8''d%C3%A9lib%C3%A9ration.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
    });
    const accesses = await database
      .select()
      .from(documentAccesses)
      .where(eq(documentAccesses.documentId, id));
    expect(accesses).toMatchObject([{ userId: camille.userId, role: 'applicant', requestId: draft.id }]);
  });

  test('the same content in two requests is stored once; sent twice, attached once', async () => {
    const [one, other] = [await api.created(camille), await api.created(camille)];
    const first = await put(one, pdf('commune'));
    const again = await put(one, pdf('commune'));
    const elsewhere = await put(other, pdf('commune'));
    expect(again.body.id).toBe(first.body.id);
    expect(elsewhere.body.id).not.toBe(first.body.id);
    const [row] = await database.select().from(documents).where(eq(documents.id, first.body.id));
    const key = storageKey(row?.sha256 ?? '');
    expect(await readdir(join(world.config.dataDir, 'documents', key.slice(0, 2)))).toContain(row?.sha256);
    expect(await readdir(join(world.config.dataDir, 'uploads'))).toEqual([]);
  });

  test.each([
    ['a page named .pdf', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
    ['nothing', Buffer.alloc(0)],
  ])('%s is no PDF: refused in words, and nothing kept', async (_, content) => {
    const draft = await api.created(camille);
    const answer = await put(draft, content);
    expect([answer.status, codes(answer.body)]).toEqual([422, ['content']]);
    expect((answer.body as unknown as { detail: string }).detail).toContain('exportez');
    expect((await api.call(camille, `/requests/${draft.id}`)).body.documents).toEqual([]);
    expect(await readdir(join(world.config.dataDir, 'uploads'))).toEqual([]);
  });

  test('10 MB is enough, and one byte more is 413', async () => {
    const draft = await api.created(camille);
    const largest = Buffer.concat([pdf(), Buffer.alloc(10_000_000 - pdf().length)]);
    expect((await put(draft, Buffer.concat([largest, Buffer.alloc(1)]))).status).toBe(413);
    const answer = await put(draft, largest);
    expect([answer.status, answer.body.size]).toEqual([201, 10_000_000]);
    expect(await readdir(join(world.config.dataDir, 'uploads'))).toEqual([]);
  });

  test('spreadsheets go where they are asked for, under the extension of what they are', async () => {
    const into = 'specific_requirements_document';
    const draft = await api.created(camille);
    const remove = ({ body }: { body: Uploaded }) =>
      api.call(camille, `/requests/${draft.id}/documents/${body.id}`, { method: 'DELETE' });
    for (const [content, kept, type] of [
      [xlsx(), 'besoin.pdf.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      [
        named('application/vnd.oasis.opendocument.spreadsheet'),
        'besoin.pdf.ods',
        'application/vnd.oasis.opendocument.spreadsheet',
      ],
      [Buffer.from('donnée;usage\n=1+1;calcul\n'), 'besoin.pdf.csv', 'text/csv'],
    ] as const) {
      const sent = await put(draft, content, { into, name: 'besoin.pdf' });
      expect([sent.status, sent.body.name]).toEqual([201, kept]);
      const file = await api.call(camille, `/requests/${draft.id}/documents/${sent.body.id}`);
      expect(Object.fromEntries(file.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': expect.stringContaining('attachment'),
        'x-content-type-options': 'nosniff',
      });
      await remove(sent);
    }
    const wrong = await put(draft, pdf(), { into, name: 'besoin.xlsx' });
    expect([wrong.status, codes(wrong.body)]).toEqual([422, ['content']]);
    const bomb = await put(draft, xlsx([{ name: 'xl/a.xml', content: Buffer.alloc(310_000_000) }]), { into });
    expect([bomb.status, codes(bomb.body)]).toEqual([422, ['content']]);
    expect((bomb.body as unknown as { detail: string }).detail).toContain('bien plus de données');
    expect(await readdir(join(world.config.dataDir, 'uploads'))).toEqual([]);
  });

  test('more documents than the field takes are refused, also when they arrive at once', async () => {
    const draft = await api.created(camille);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((text) => put(draft, pdf(text))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(codes(answers.find(({ status }) => status === 422)?.body)).toEqual(['too_many_documents']);
    const several = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => put(draft, pdf(text), { into: 'documents_signes' })),
    );
    expect(several.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 422, 422]);
    const { answers: kept } = (await api.call(camille, `/requests/${draft.id}`)).body;
    expect(kept.documents_signes).toHaveLength(4);
  });

  test('names are made harmless', async () => {
    const draft = await api.created(camille);
    for (const [name, kept] of [
      ['../../etc/passwd', 'passwd.pdf'],
      ['facture\u202efdp.exe', 'facturefdp.exe.pdf'],
      ['a"b<c>\u0000\n.pdf', 'abc.pdf'],
      ['', 'document.pdf'],
      ['...', 'document.pdf'],
      [`${'é'.repeat(300)}.PDF`, `${'é'.repeat(120)}.pdf`],
    ] as const) {
      const answer = await put(draft, pdf('nom'), { name });
      expect(answer.body.name).toBe(kept);
      await api.call(camille, `/requests/${draft.id}/documents/${answer.body.id}`, { method: 'DELETE' });
    }
  });

  test('only into a field of documents', async () => {
    const draft = await api.created(camille);
    for (const into of ['intitule', 'nothing', 'toString']) {
      expect((await put(draft, pdf(), { into })).status).toBe(404);
    }
  });
});

describe('whose and when', () => {
  test('a stranger neither attaches, reads nor removes; a colleague reads only', async () => {
    const draft = await api.created(camille);
    const { id } = (await put(draft, pdf('secret'))).body;
    const path = `/requests/${draft.id}/documents/${id}`;
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await put(draft, pdf(), { actor: stranger })).status).toBe(404);
    expect((await api.call(stranger, path)).status).toBe(404);
    expect((await api.call(stranger, path, { method: 'DELETE' })).status).toBe(404);
    const colleague = await createActor(database, [organisation]);
    expect((await api.call(colleague, path)).status).toBe(200);
    expect((await put(draft, pdf(), { actor: colleague })).status).toBe(403);
    expect((await api.call(colleague, path, { method: 'DELETE' })).status).toBe(403);
    // A document of one request is not reached through another.
    const other = await api.created(stranger);
    expect((await api.call(stranger, `/requests/${other.id}/documents/${id}`)).status).toBe(404);
    expect((await api.call(camille, `/requests/${draft.id}/documents/${newId()}`)).status).toBe(404);
  });

  test('a submission freezes the documents; what was submitted stays readable after its removal', async () => {
    const instructor = await createInstructor(database);
    const draft = await api.created(camille, { use_case: 'cantine_scolaire' });
    const missing = await api.submitted(camille, draft);
    expect(codes(missing.body)).toEqual(['required']);
    const { body: document } = await put(draft, pdf('v1'));
    const path = `/requests/${draft.id}/documents/${document.id}`;
    const sent = await api.submitted(camille, draft);
    expect(sent.status).toBe(200);
    const [row] = await database.select().from(requests).where(eq(requests.id, draft.id));
    expect(row?.submittedAnswers?.[field]).toEqual([
      { id: document.id, name: document.name, size: document.size },
    ]);
    expect((await put(draft, pdf('v2'))).status).toBe(409);
    expect((await api.call(camille, path, { method: 'DELETE' })).status).toBe(409);

    await execute(
      world,
      draft.id,
      { name: 'request_changes', reason: 'Illisible.', fields: [field] },
      instructor,
    );
    expect((await api.call(camille, path, { method: 'DELETE' })).status).toBe(204);
    expect((await api.call(camille, path, { method: 'DELETE' })).status).toBe(204);
    const loaded = await loadRequest(database, draft.id);
    if (!loaded) throw new Error('lost');
    const served = await documentResponse(world, loaded, document.id, instructor, 'fr');
    expect(await served.text()).toBe(pdf('v1').toString());
    expect((await put(draft, pdf('v2'))).status).toBe(201);
  });

  test('every download is in the log of the request: who, when, which', async () => {
    const colleague = await createActor(database, [organisation], { givenName: 'Alix', familyName: 'Petit' });
    const draft = await api.created(camille);
    const { id } = (await put(draft, pdf('lu'), { name: 'acte.pdf' })).body;
    for (const actor of [camille, colleague]) {
      await api.call(actor, `/requests/${draft.id}/documents/${id}`);
    }
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    await api.call(stranger, `/requests/${draft.id}/documents/${id}`);
    expect(await accessesOf(database, draft.id)).toEqual([
      {
        at: expect.any(Date),
        document: 'acte.pdf',
        field,
        by: 'Alix Petit',
        role: 'colleague',
        kind: 'download',
      },
      {
        at: expect.any(Date),
        document: 'acte.pdf',
        field,
        by: 'Camille Martin',
        role: 'applicant',
        kind: 'download',
      },
    ]);
  });

  test('what a client writes in the place of documents is left out', async () => {
    const forged = [{ id: newId(), name: 'faux.pdf', size: 1 }];
    const draft = await api.created(camille, { answers: { ...complete().answers, [field]: forged } });
    expect(draft.answers).not.toHaveProperty(field);
  });
});

describe('with a scanner', () => {
  test('an infected content is refused and not kept; a clean one is served', async () => {
    const daemon = await startDaemon();
    const scanned = await createWorld(database, { clamav: { host: '127.0.0.1', port: daemon.port } });
    const withScanner = createApi(scanned);
    const draft = await withScanner.created(camille);
    const bad = await put(draft, pdf(eicar), { from: withScanner });
    expect([bad.status, codes(bad.body)]).toEqual([422, ['infected']]);
    expect(await readdir(scanned.config.dataDir)).not.toContain('documents');
    expect((await put(draft, pdf('sain'), { from: withScanner })).body.scan).toBe('clean');
    await daemon.close();
  });

  test('a scanner that is away keeps the document waiting; it is served once looked at, never if infected', async () => {
    const daemon = await startDaemon();
    const { port } = daemon;
    await daemon.close();
    const scanned = await createWorld(database, { clamav: { host: '127.0.0.1', port } });
    const withScanner = createApi(scanned);
    const [draft, other] = [await withScanner.created(camille), await withScanner.created(camille)];
    const sent = await put(draft, pdf('attente'), { from: withScanner });
    expect(sent.body.scan).toBe('pending');
    const infected = await put(other, pdf(eicar), { from: withScanner });
    const path = `/requests/${draft.id}/documents/${sent.body.id}`;
    expect((await withScanner.call(camille, path)).status).toBe(503);

    const back = await startDaemon(port);
    expect((await withScanner.call(camille, path)).status).toBe(200);
    const seen = await withScanner.call(camille, `/requests/${draft.id}`);
    expect(seen.body.documents[0]?.scan).toBe('clean');
    const blocked = `/requests/${other.id}/documents/${infected.body.id}`;
    expect((await withScanner.call(camille, blocked)).status).toBe(403);
    const refused = await withScanner.submitted(camille, other);
    expect(codes(refused.body)).toEqual(['infected']);
    await back.close();
  });

  test('what came when no scanner was configured waits for its word once there is one', async () => {
    const draft = await api.created(camille);
    const clean = (await put(draft, pdf('jamais vu'), { into: 'documents_signes' })).body;
    const bad = (await put(draft, pdf(`${eicar} jamais vu`), { into: 'documents_signes' })).body;
    expect([clean.scan, bad.scan]).toEqual(['clean', 'clean']);
    const daemon = await startDaemon();
    const { port } = daemon;
    await daemon.close();
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) });
    const later: World = { ...world, log, config: { ...world.config, clamav: { host: '127.0.0.1', port } } };
    const withScanner = createApi(later);
    const status = async ({ id }: Uploaded) =>
      (await withScanner.call(camille, `/requests/${draft.id}/documents/${id}`)).status;
    // Away: nothing is served on the word of nobody.
    expect([await status(clean), await status(bad)]).toEqual([503, 503]);
    const back = await startDaemon(port);
    await everyMinute(later);
    await back.close();
    // Said once, and not asked again.
    expect([await status(clean), await status(bad)]).toEqual([200, 403]);
    expect(lines.join('')).toContain(bad.id);
    for (const secret of [clean.name, bad.name, camille.email, camille.familyName, camille.userId]) {
      expect(lines.join('')).not.toContain(secret);
    }
  });
});
