/** Several APIs in one file: sent together, and what becomes of those that are not. */
import { and, eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents } from '../../../server/documents/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { verifyChain } from '../../../server/requests/chain.ts';
import { execute } from '../../../server/requests/execute.ts';
import { outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { createTogether, type ProblemBody, told } from './together.ts';
import { complete, createActor, createCast, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor } = await createCast(database);
const { begin, join, other, patch, read, attach, finish, promised, submit } = createTogether(world, api);

const rowOf = async (id: string) =>
  (await database.select().from(requests).where(eq(requests.id, id)))[0] as typeof requests.$inferSelect;
const documentsOf = (id: string) =>
  database
    .select({ field: documents.field, sha256: documents.sha256 })
    .from(documents)
    .where(and(eq(documents.requestId, id), isNull(documents.removedAt)));

/** A lead, and others ready to be sent. */
async function fileOf(who: Actor, ...names: string[]) {
  const lead = await begin(who);
  const others: RequestView[] = [];
  for (const name of names) {
    const { body } = await join(who, lead, other(name));
    others.push(await finish(who, body));
  }
  return { lead, others };
}

const archive = async (who: Actor, { id }: { id: string }) => {
  const { version } = (await read(who, { id })).body;
  return api.call(who, `/requests/${id}/archive`, {
    method: 'POST',
    headers: { 'if-match': `"${version}"` },
  });
};

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

describe('in the same moment', () => {
  test('the same key is one submission', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const key = newId();
    const answers = await Promise.all([1, 2, 3].map(() => submit(applicant, lead, others, { key })));
    // One that read the file once it was sent has another body: the key serves no other request.
    for (const { status } of answers) expect([200, 412, 422]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    for (const { id } of [lead, ...others]) {
      const row = await rowOf(id);
      expect(row.state).toBe('submitted');
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    }
  });

  test('the very same call, twice, is answered twice and done once', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const body = {
      ...promised(lead),
      also: others.map((one) => ({ id: one.id, version: one.version, ...promised(one) })),
    };
    const present = (await read(applicant, lead)).body;
    const call = () =>
      api.call<RequestView>(applicant, `/requests/${lead.id}/submit`, {
        method: 'POST',
        body,
        headers: { 'if-match': `"${present.version}"`, 'idempotency-key': 'the-same-key' },
      });
    const [one, two] = await Promise.all([call(), call()]);
    const three = await call();
    expect([one.status, two.status, three.status]).toEqual([200, 200, 200]);
    expect((await read(applicant, others[0] as RequestView)).body.version).toBe(
      (others[0]?.version ?? 0) + 1,
    );
  });

  test('a saving of one of them sends all or nothing', async () => {
    for (let round = 0; round < 6; round++) {
      const { lead, others } = await fileOf(applicant, 'sfip');
      const [joined] = others as [RequestView];
      const [sent, saved] = await Promise.all([
        submit(applicant, lead, [joined]),
        api.call(applicant, `/requests/${joined.id}`, {
          method: 'PATCH',
          body: { answers: { donnees_et_regle_de_gestion: `Autre règle, ${round}.`.padEnd(50, '.') } },
          headers: { 'if-match': `"${joined.version}"` },
        }),
      ]);
      const states = [(await rowOf(lead.id)).state, (await rowOf(joined.id)).state];
      expect(states[0]).toBe(states[1]);
      expect([sent.status, saved.status].sort()).toEqual(
        states[0] === 'submitted' ? [200, expect.any(Number)] : [200, 412],
      );
      for (const { id } of [lead, joined]) {
        expect(await verifyChain(world, id)).toMatchObject({ valid: true });
      }
    }
  });

  test('an autosave of one that stays does not stop the lead, which takes leave of it', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    // One less than the lead tries: each may be a moment before it.
    const typed = async () => {
      for (let text = 0; text < 4; text++) {
        await patch(applicant, joined, { answers: { donnees_et_regle_de_gestion: `Règle ${text}` } });
      }
    };
    const [sent] = await Promise.all([submit(applicant, lead, undefined), typed()]);
    expect(sent.status).toBe(200);
    const { body } = await read(applicant, joined);
    expect(body).toMatchObject({
      state: 'draft',
      together: null,
      answers: { intitule: lead.answers.intitule },
    });
    expect(await verifyChain(world, joined.id)).toMatchObject({ valid: true });
  });
});

describe('what ends a lead', () => {
  test('sent alone, it leaves each of the others its copy: they are drafts of their own', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    await attach(applicant, lead, 'cadre_juridique_document');
    expect((await submit(applicant, lead, undefined)).status).toBe(200);
    const { body } = await read(applicant, joined);
    expect(body).toMatchObject({
      state: 'draft',
      together: null,
      answers: { intitule: lead.answers.intitule },
    });
    expect(body.documents).toHaveLength(1);
    expect(body.history.map(({ name }) => name)).toEqual(['create']);
    await finish(applicant, joined);
    expect((await submit(applicant, joined, undefined)).status).toBe(200);
  });

  test('an answer of its own that the lead asks too gives way', async () => {
    const lead = await begin(applicant, {
      answers: { ...complete().answers, technical_team_type: 'software_company' },
    });
    const joined = (await join(applicant, lead)).body;
    expect(joined.together?.fields).toContain('technical_team_value');
    await patch(applicant, lead, { answers: { technical_team_type: 'internal_team' } });
    await patch(applicant, joined, { answers: { technical_team_value: 'La mienne' } });
    await patch(applicant, lead, {
      answers: { technical_team_type: 'software_company', technical_team_value: 'La sienne' },
    });
    await archive(applicant, lead);
    expect((await read(applicant, joined)).body.answers.technical_team_value).toBe('La sienne');
  });

  test('archived, the next one leads, with its answers and documents', async () => {
    const lead = await begin(applicant);
    await attach(applicant, lead, 'cadre_juridique_document');
    const first = (await join(applicant, lead)).body;
    const second = (await join(applicant, lead, other('r2p'))).body;
    expect((await archive(applicant, lead)).status).toBe(200);
    const [one, two] = [(await read(applicant, first)).body, (await read(applicant, second)).body];
    expect(one).toMatchObject({
      together: null,
      answers: { intitule: lead.answers.intitule },
      file: [{ id: second.id, lead: false }],
    });
    expect(two).toMatchObject({
      together: { with: { id: first.id } },
      answers: { intitule: lead.answers.intitule },
      file: [{ id: first.id, lead: true }],
    });
    for (const view of [one, two]) expect(view.documents).toHaveLength(1);
    await patch(applicant, first, { answers: { intitule: 'Nouveau titre' } });
    expect((await read(applicant, second)).body.answers.intitule).toBe('Nouveau titre');
    // What the new lead does not ask, the other keeps as its own.
    for (const { id } of [lead, first, second]) {
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    }
    const finished = await finish(applicant, second);
    await finish(applicant, first);
    const sent = await submit(applicant, first, [finished]);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect((await documentsOf(second.id)).map(({ field }) => field)).toContain('cadre_juridique_document');
  });

  test('archived alone, one filled in with it leaves the file', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    expect((await archive(applicant, others[0] as RequestView)).status).toBe(200);
    expect((await rowOf(others[0]?.id ?? '')).withId).toBeNull();
    expect((await submit(applicant, lead, undefined)).status).toBe(200);
  });
});

describe('who holds the file', () => {
  test('handed over, the lead takes the others along; one alone leaves with its copy', async () => {
    const colleague = await createActor(database, [commune.id]);
    const { lead, others } = await fileOf(applicant, 'sfip', 'r2p');
    const [first, second] = others as [RequestView, RequestView];
    const transfer = (id: string, to: Actor) =>
      api.call(applicant, `/requests/${id}/transfer`, { method: 'POST', body: { email: to.email } });
    expect((await transfer(second.id, colleague)).status).toBe(200);
    const apart = (await read(colleague, second)).body;
    expect(apart).toMatchObject({ mine: true, together: null, answers: { intitule: lead.answers.intitule } });
    expect((await transfer(lead.id, colleague)).status).toBe(200);
    const along = (await read(colleague, first)).body;
    expect(along).toMatchObject({ mine: true, together: { with: { id: lead.id } } });
    expect(along.history.map(({ name }) => name)).toEqual(['create', 'transfer']);
    expect((await submit(colleague, lead, [along])).status).toBe(200);
  });

  test('taken over from who has left, too', async () => {
    const gone = await createActor(database, [commune.id]);
    const colleague = await createActor(database, [commune.id]);
    const { lead, others } = await fileOf(gone, 'sfip');
    await database.delete(organisationLinks).where(eq(organisationLinks.userId, gone.userId));
    const taken = await api.call(colleague, `/requests/${lead.id}/take-over`, { method: 'POST', body: {} });
    expect(taken.body).toMatchObject({ mine: true });
    const along = await read(colleague, others[0] as RequestView);
    expect(along.body).toMatchObject({ mine: true, together: { with: { id: lead.id } } });
    for (const { id } of [lead, ...others]) {
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    }
  });

  test('another organisation on the lead is the others’ too', async () => {
    const elsewhere = await createOrganisation(database);
    const both = await createActor(database, [commune.id, elsewhere.id]);
    const { lead, others } = await fileOf(both, 'sfip');
    const [joined] = others as [RequestView];
    expect((await patch(both, lead, { siret: elsewhere.siret })).body.organisation.siret).toBe(
      elsewhere.siret,
    );
    const moved = (await read(both, joined)).body;
    expect(moved).toMatchObject({
      organisation: { siret: elsewhere.siret },
      together: { with: { id: lead.id } },
    });
    expect((await submit(both, lead, [moved])).status).toBe(200);
  });
});

describe('a definition that is newer than the draft', () => {
  test('each is read by its own version; what fits no more is its own', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    const present = world.catalogue.get('sfip');
    if (!present) throw new Error('no SFiP');
    await database.update(requests).set({ definitionVersion: 0 }).where(eq(requests.id, joined.id));
    const { body } = await read(applicant, joined);
    expect(body.newer_definition?.version).toBe(present.version);
    const moved = await patch(applicant, joined, { definition_version: present.version });
    expect(moved.body).toMatchObject({
      definition_version: present.version,
      together: { with: { id: lead.id } },
      answers: { intitule: lead.answers.intitule },
    });
    expect(Object.keys((await rowOf(joined.id)).answers)).not.toContain('intitule');
  });
});
