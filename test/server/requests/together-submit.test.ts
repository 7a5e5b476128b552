/** Several APIs in one file, sent together: all of them, or nothing. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { type ProblemBody, told } from './problems.ts';
import { createTogether } from './together.ts';
import { createActor, createCast, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor } = await createCast(database);
const { begin, join, patch, read, attach, promised, submit, fileOf, rowOf, documentsOf } = createTogether(
  world,
  api,
);

describe('a file of two APIs, sent at once', () => {
  let lead: RequestView;
  let joined: RequestView;
  let sent: RequestView;
  beforeAll(async () => {
    const file = await fileOf(applicant, 'sfip');
    lead = file.lead;
    await attach(applicant, lead, 'cadre_juridique_document');
    await attach(applicant, file.others[0] as RequestView, 'documents_signes');
    joined = (await read(applicant, file.others[0] as RequestView)).body;
    const answer = await submit(applicant, lead, [joined]);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    sent = answer.body;
  });

  test('both are with their instructor; the answer shows the other', () => {
    expect(sent).toMatchObject({
      state: 'submitted',
      together: null,
      file: [{ id: joined.id, state: 'submitted', lead: false, differences: [] }],
    });
  });

  test('the other has the answers in common as its own, and its own as before', async () => {
    const { body } = await read(applicant, joined);
    expect(body).toMatchObject({
      state: 'submitted',
      together: null,
      answers: {
        intitule: lead.answers.intitule,
        donnees_et_regle_de_gestion: joined.answers.donnees_et_regle_de_gestion,
        scopes: joined.answers.scopes,
      },
      history: [{ name: 'create' }, { name: 'submit' }],
    });
    expect(body.file).toMatchObject([{ id: lead.id, lead: false }]);
    const row = await rowOf(joined.id);
    expect(row).toMatchObject({ withId: null, title: lead.answers.intitule });
    expect(row.submittedAnswers?.intitule).toBe(lead.answers.intitule);
    expect(row.named).toContain('alix.bernard@commune.example');
  });

  test('and its documents, by reference to the same bytes', async () => {
    const { body } = await read(applicant, joined);
    expect(body.documents.map(({ field }) => field).sort()).toEqual([
      'cadre_juridique_document',
      'documents_signes',
    ]);
    const [here, there] = [await documentsOf(joined.id), await documentsOf(lead.id)];
    const common = (rows: typeof here) => rows.find(({ field }) => field === 'cadre_juridique_document');
    expect(common(here)?.sha256).toBe(common(there)?.sha256);
    const submitted = (await rowOf(joined.id)).submittedAnswers?.cadre_juridique_document;
    const [own] = body.documents.filter(({ field }) => field === 'cadre_juridique_document');
    expect(submitted).toMatchObject([{ id: own?.id }]);
    const get = await api.call(applicant, `/requests/${joined.id}/documents/${own?.id}`);
    expect(get.status).toBe(200);
  });

  test('each chain is whole, and each submission announced once', async () => {
    for (const { id } of [lead, joined]) {
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
      const topics = await database.select().from(outbox).where(eq(outbox.requestId, id));
      expect(topics.filter(({ topic }) => topic === 'submit')).toHaveLength(1);
    }
  });

  test('each provider decides its own', async () => {
    await execute(world, joined.id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
    expect((await read(applicant, lead)).body).toMatchObject({
      state: 'submitted',
      file: [{ state: 'refused', state_label: 'Refusée' }],
    });
    await execute(world, lead.id, { name: 'validate' }, instructor);
    expect((await read(applicant, joined)).body).toMatchObject({
      state: 'refused',
      file: [{ state: 'validated' }],
    });
  });
});

describe('nothing is sent unless all are ready', () => {
  test('what is missing is told of each, with its id where it is another', async () => {
    const { lead } = await fileOf(applicant);
    const joined = (await join(applicant, lead)).body;
    await patch(applicant, lead, { answers: { avancement: null } });
    const refused = await submit(applicant, lead, [joined]);
    expect(told(refused).slice(0, 2)).toEqual([422, 'not-ready']);
    const { fields = [] } = refused.body as unknown as ProblemBody;
    const own = fields.filter(({ request }) => request === undefined).map(({ field }) => field);
    const theirs = fields.filter(({ request }) => request === joined.id).map(({ field }) => field);
    expect(own).toEqual(['answers.avancement']);
    expect(theirs).toEqual(expect.arrayContaining(['answers.donnees_et_regle_de_gestion', 'answers.scopes']));
    expect(own.length + theirs.length).toBe(fields.length);
    for (const { id } of [lead, joined]) expect((await rowOf(id)).state).toBe('draft');
    expect((await rowOf(joined.id)).withId).toBe(lead.id);
  });

  test('a promise that is not made, terms that are not the latest', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const [joined] = others as [RequestView];
    const also = (changes: object) => [{ id: joined.id, version: joined.version, ...changes }];
    const unpromised = await submit(applicant, lead, undefined, {
      changes: { also: also({ commitments: [], terms_version: promised(joined).terms_version }) },
    });
    const { fields = [] } = unpromised.body as unknown as ProblemBody;
    expect(fields.every(({ request }) => request === joined.id)).toBe(true);
    expect(fields.map(({ field }) => field)).toContain('commitments.exactitude');
    const old = await submit(applicant, lead, undefined, {
      changes: { also: also({ commitments: [], terms_version: '0' }) },
    });
    expect(told(old)).toEqual([422, 'terms-outdated', 'terms_version outdated']);
    expect(old.body).toMatchObject({ request: joined.id });
    expect((await rowOf(lead.id)).state).toBe('draft');
  });

  test('one that has changed since, is not of the file, is somebody else’s, or is named twice', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const [joined] = others as [RequestView];
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const foreign = await begin(stranger);
    const apart = await begin(applicant);
    const old = { ...joined, version: joined.version - 1 };
    for (const [also, request] of [
      [[old], joined.id],
      [[foreign], foreign.id],
      [[apart], apart.id],
      [[joined, { ...joined, id: newId() }], undefined],
      [[joined, joined], joined.id],
      [[lead], lead.id],
    ] as const) {
      const refused = await submit(applicant, lead, also);
      expect(told(refused)).toEqual([412, 'version-conflict']);
      if (request) expect(refused.body).toMatchObject({ request });
    }
    for (const { id } of [lead, joined, foreign, apart]) expect((await rowOf(id)).state).toBe('draft');
    const malformed = await submit(applicant, lead, undefined, { changes: { also: [{ id: joined.id }] } });
    expect(told(malformed)).toEqual([422, 'invalid', 'also wrong_type']);
  });

  test('an answer in common that the lead has not is missed in both', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    await patch(applicant, lead, { answers: { intitule: null } });
    const refused = await submit(applicant, lead, others);
    const { fields = [] } = refused.body as unknown as ProblemBody;
    expect(fields).toMatchObject([
      { field: 'answers.intitule' },
      { field: 'answers.intitule', request: others[0]?.id },
    ]);
  });

  test('a colleague sends nothing', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const colleague = await createActor(database, [commune.id]);
    expect((await submit(colleague, lead, others)).status).toBe(403);
    expect((await rowOf(others[0]?.id ?? '')).state).toBe('draft');
  });

  test('one filled in with another is not sent alone, and may be taken out first', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const [joined] = others as [RequestView];
    const refused = await submit(applicant, joined, undefined);
    expect(told(refused)).toEqual([409, 'sent-with-lead']);
    expect(refused.body).toMatchObject({
      detail: expect.stringContaining(lead.number),
      with: { id: lead.id, number: lead.number },
    });
    await attach(applicant, lead, 'cadre_juridique_document');
    const left = await patch(applicant, joined, { with: null, answers: { intitule: 'Un autre titre' } });
    expect(left.body).toMatchObject({
      together: null,
      answers: { intitule: 'Un autre titre', description: lead.answers.description },
    });
    expect(left.body.asks).toContain('personal_data');
    expect((await read(applicant, joined)).body.documents).toHaveLength(1);
    expect((await submit(applicant, joined, undefined)).status).toBe(200);
    expect(await verifyChain(world, joined.id)).toMatchObject({ valid: true });
    expect((await read(applicant, lead)).body).toMatchObject({ state: 'draft', file: [{ id: joined.id }] });
  });
});
