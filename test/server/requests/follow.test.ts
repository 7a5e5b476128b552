/** Production after the sandbox: what is taken over, what is asked, and what becomes of each. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents, documentTexts } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { createProduction, more, productionPromises } from './production.ts';
import { complete } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor, validated, start } = await createProduction(database);

describe('production after the sandbox', () => {
  let sandbox: RequestView;
  let production: RequestView;
  beforeAll(async () => {
    sandbox = await validated(applicant, { explanation: 'Régie de la commune.' });
    production = (await start(applicant, { follows: sandbox.id })).body;
  });

  test('the sandbox, once validated, offers it and says what it means', async () => {
    const other = await validated();
    expect(other.next_stage).toEqual({
      stage: 'production',
      label: 'Production',
      action: 'Demander « Production »',
      text: expect.stringContaining('vos réponses sont reprises'),
    });
    expect(other.situation.text).toContain(other.next_stage?.text);
    const english = (await api.call(applicant, `/requests/${other.id}?lang=en`)).body;
    expect(english.next_stage?.action).toBe('Ask for “Production”');
  });

  test('takes over organisation, file, use case, eligibility, words, answers; asks what is new', () => {
    expect(production).toMatchObject({
      state: 'draft',
      stage: 'production',
      file_id: sandbox.file_id,
      follows: { id: sandbox.id, number: sandbox.number },
      next_stage: null,
      asks: ['operational_acceptance', 'safety_certification', 'volumetrie'],
      organisation: { siret: commune.siret },
      use_case: 'demande_libre',
      eligibility: sandbox.eligibility,
      explanation: 'Régie de la commune.',
    });
    expect(production.number).not.toBe(sandbox.number);
    const { cadre_juridique_document: [file] = [], ...answers } = production.answers as Record<
      string,
      never[]
    >;
    const { cadre_juridique_document: [before] = [], ...same } = sandbox.answers as Record<string, never[]>;
    expect(answers).toEqual(same);
    expect(file).toMatchObject({ name: (before as unknown as { name: string }).name });
    expect(sandbox.asks).toEqual([
      'basic_infos',
      'legal',
      'scopes',
      'modalities',
      'personal_data',
      'contacts',
    ]);
  });

  test('its documents are its own, of the same bytes', async () => {
    const [own] = production.documents;
    const [theirs] = sandbox.documents;
    expect(own?.id).not.toBe(theirs?.id);
    const shas = await database
      .select({ sha256: documents.sha256, requestId: documents.requestId })
      .from(documents)
      .where(eq(documents.name, own?.name ?? ''));
    expect(shas.map(({ requestId }) => requestId).sort()).toEqual([sandbox.id, production.id].sort());
    expect(new Set(shas.map(({ sha256 }) => sha256)).size).toBe(1);
    const texts = await database
      .select()
      .from(documentTexts)
      .where(eq(documentTexts.documentId, own?.id ?? ''));
    expect(texts).toHaveLength(1);
    const get = await api.call(applicant, `/requests/${production.id}/documents/${own?.id}`);
    expect(get.status).toBe(200);
    // Removed here, it stays there.
    await api.call(applicant, `/requests/${production.id}/documents/${own?.id}`, { method: 'DELETE' });
    expect((await api.call(applicant, `/requests/${sandbox.id}/documents/${theirs?.id}`)).status).toBe(200);
  });

  test('the sandbox says where it goes on, under another ETag', async () => {
    const other = await validated();
    const before = await api.call(applicant, `/requests/${other.id}`);
    const seen = { headers: { 'if-none-match': before.headers.get('etag') ?? '' } };
    expect((await api.call(applicant, `/requests/${other.id}`, seen)).status).toBe(304);
    const next = (await start(applicant, { follows: other.id })).body;
    const after = await api.call(applicant, `/requests/${other.id}`, seen);
    expect(after.status).toBe(200);
    expect(after.body.next_stage).toMatchObject({
      request: { id: next.id, number: next.number },
      action: `Ouvrir la demande ${next.number}`,
    });
  });

  test('both habilitations live side by side; a later one of the same stage takes the place of its own', async () => {
    const saved = await api.patched(applicant, production, {
      answers: { ...more, cadre_juridique_url: complete().answers.cadre_juridique_url },
    });
    await api.attached(applicant, production, 'safety_questionnaire_document', 'questionnaire');
    const sent = await api.submitted(applicant, saved.body, newId(), productionPromises);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    await execute(world, production.id, { name: 'validate' }, instructor);
    const issued = await database
      .select({ stage: habilitations.stage, state: habilitations.state })
      .from(habilitations)
      .where(eq(habilitations.fileId, sandbox.file_id));
    expect(issued.sort((a, b) => a.stage.localeCompare(b.stage))).toEqual([
      { stage: 'production', state: 'active' },
      { stage: 'sandbox', state: 'active' },
    ]);
    expect(await verifyChain(world, production.id)).toMatchObject({ valid: true });
    const after = (await api.call(applicant, `/requests/${production.id}`)).body;
    expect(after.next_stage).toBeNull();
    expect(after.situation.text.join()).not.toContain('reprises');
  });
});

test('the index of continuations is the one that the query uses', async () => {
  const plan = await database.execute(
    `set enable_seqscan = off; explain select id from requests where parent_id = '${newId()}' and "requests"."state" not in ('refused', 'revoked', 'archived')`,
  );
  expect(JSON.stringify(plan)).toContain('requests_continued_once');
});
