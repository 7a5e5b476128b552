/** The sandbox, then production: what is taken over, what is asked, and where a request may start. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents, documentTexts } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { verifyChain } from '../../../server/requests/chain.ts';
import { execute } from '../../../server/requests/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { withStandInEditor } from '../../../server/stand-ins/editors.ts';
import { testDatabase } from '../../support/database.ts';
import {
  complete,
  createActor,
  createApi,
  createCast,
  createInstructor,
  createOrganisation,
  promises,
} from './world.ts';

const { database } = await testDatabase();
const { world: plain, commune, applicant, instructor } = await createCast(database);
const world = { ...plain, catalogue: withStandInEditor(plain.catalogue) };
const api = createApi(world);
const colleague = await createActor(database, [commune.id]);

interface ProblemBody {
  type: string;
  detail: string;
  id?: string;
  number?: string;
  follows?: { id: string; number: string };
  fields?: { field: string; code: string; message: string }[];
}
const told = (answer: { status: number; body: unknown }) => {
  const { type, fields = [] } = answer.body as ProblemBody;
  return [answer.status, type?.split('/').at(-1), ...fields.map(({ field, code }) => `${field} ${code}`)];
};

const termsOf = { sandbox: promises, production: { ...promises, terms_version: '5.5 / 4.0' } };
const accepted = { developpement: 'editeur', editeur: 'editions-logicielles-fictives/logiciel-fictif' };

const publisher = {
  technical_team_type: 'software_company',
  technical_team_value: 'Éditions Logicielles Fictives',
  technical_team_software: 'Logiciel Fictif',
};

/** What production asks besides. */
const more: Answers = {
  operational_acceptance_done: true,
  safety_certification_means: 'hors_rgs',
  safety_certification_reason: 'Notre association n’est pas une autorité administrative.',
  safety_questionnaire: {
    ...{ o1: 'oui', o2: 'oui', o3: 'non', o4: 'non', o5: 'oui' },
    ...{ mise_en_oeuvre: 'En interne.', surveillance: 'Journaux.', hebergement: 'En France.' },
    administration_exploitation: 'Deux agents.',
  },
  safety_certification_authority_name: 'Alix Bernard',
  safety_certification_authority_function: 'Directrice générale des services',
  safety_certification_begin_date: new Date().toISOString().slice(0, 10),
  volumetrie_appels_par_minute: '50',
};

/** The publisher has had its tests accepted: nobody confirms them again. */
const { operational_acceptance_done: _, ...atOnce } = more;

const pdf = (text: string) =>
  Buffer.from(`%PDF-1.4\n%${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`, 'latin1');

async function attach(
  actor: Actor,
  { id }: { id: string },
  field: string,
  text: string,
  name = `${text}.pdf`,
) {
  const answer = await api.call<{ id: string }>(
    actor,
    `/requests/${id}/documents/${field}?name=${encodeURIComponent(name)}`,
    { method: 'PUT', body: pdf(text), headers: { 'content-type': 'application/pdf' } },
  );
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** A validated sandbox, with a document. */
async function validated(who: Actor = applicant, changes: object = {}): Promise<RequestView> {
  const draft = await api.created(who, changes);
  await attach(who, draft, 'cadre_juridique_document', `deliberation-${draft.number}`);
  const present = (await api.call(who, `/requests/${draft.id}`)).body;
  const sent = await api.submitted(who, present);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  await execute(world, draft.id, { name: 'validate' }, instructor);
  return (await api.call(who, `/requests/${draft.id}`)).body;
}

const start = (who: Actor, body: object, key = newId()) =>
  api.call<RequestView>(who, '/requests', {
    method: 'POST',
    body: { api: 'impot-particulier', stage: 'production', ...body },
    headers: { 'idempotency-key': key },
  });

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
    const saved = await api.call(applicant, `/requests/${production.id}`, {
      method: 'PATCH',
      body: { answers: { ...more, cadre_juridique_url: complete().answers.cadre_juridique_url } },
      headers: { 'if-match': `"${production.version}"` },
    });
    await attach(applicant, production, 'safety_questionnaire_document', 'questionnaire');
    const sent = await api.submitted(applicant, saved.body, newId(), termsOf.production);
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

describe('who continues what', () => {
  test('a colleague may, and becomes its applicant', async () => {
    const sandbox = await validated();
    const { status, body } = await start(colleague, { follows: sandbox.id });
    expect(status).toBe(201);
    expect(body).toMatchObject({ mine: true, applicant: { email: colleague.email } });
  });

  test('answers sent with it stand over those taken over', async () => {
    const sandbox = await validated();
    const answers = { intitule: 'Cantine, en vrai', volumetrie_appels_par_minute: '50' };
    const { body } = await start(applicant, { follows: sandbox.id, answers, use_case: 'place_creche' });
    expect(body.answers).toMatchObject({ ...answers, avancement: 'developpement' });
    // What was instructed stays what it was.
    expect(body.use_case).toBe('demande_libre');
  });

  test('one request continues it: the next is told which; nothing is left of the attempt', async () => {
    const sandbox = await validated();
    const { body } = await start(applicant, { follows: sandbox.id });
    const twice = await start(colleague, { follows: sandbox.id });
    expect(told(twice)).toEqual([409, 'already-continued']);
    expect(twice.body).toMatchObject({ id: body.id, number: body.number });
    expect(JSON.stringify(twice.body)).toContain(body.number);
  });

  test('five at once make one', async () => {
    const sandbox = await validated();
    const answers = await Promise.all(
      [applicant, colleague, applicant, colleague, applicant].map((who) =>
        start(who, { follows: sandbox.id }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const made = answers.find(({ status }) => status === 201)?.body;
    for (const { status, body } of answers) if (status === 409) expect(body.id).toBe(made?.id);
  });

  test('the same key gives the same answer', async () => {
    const sandbox = await validated();
    const key = newId();
    const first = await start(applicant, { follows: sandbox.id }, key);
    const second = await start(applicant, { follows: sandbox.id }, key);
    expect([second.status, second.body.id]).toEqual([201, first.body.id]);
    expect(second.body.documents).toHaveLength(1);
  });

  test('once nothing came of it, another may', async () => {
    const sandbox = await validated();
    const first = (await start(applicant, { follows: sandbox.id })).body;
    await api.call(applicant, `/requests/${first.id}/archive`, {
      method: 'POST',
      headers: { 'if-match': `"${first.version}"` },
    });
    const second = await start(applicant, { follows: sandbox.id });
    expect(second.status).toBe(201);
    expect(second.body.documents).toHaveLength(1);
  });

  test.each([
    ['a request that never was', () => newId()],
    ['something that is no id', () => 'D1042'],
    ['a very long one', () => 'a'.repeat(101)],
  ])('%s', async (_, id) => {
    const answer = await start(applicant, { follows: id() });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('"follows"');
  });

  test('somebody else’s answers as one that never was, an instructor’s too', async () => {
    const sandbox = await validated();
    const elsewhere = await createActor(database, [(await createOrganisation(database)).id]);
    const theirs = await start(elsewhere, { follows: sandbox.id });
    const nobodys = await start(elsewhere, { follows: newId() });
    expect(theirs.body).toEqual(nobodys.body);
    const official = await createInstructor(database, 'Autre');
    expect(told(await start(official, { follows: sandbox.id }))).toEqual([422, 'invalid', 'follows unknown']);
    // Who applied, and acts for the organisation no longer.
    const gone = { ...applicant, organisationIds: elsewhere.organisationIds };
    expect(told(await start(gone, { follows: sandbox.id }))).toEqual([422, 'invalid', 'follows unknown']);
  });

  test.each(['draft', 'submitted', 'refused', 'archived'] as const)(
    'one that is %s cannot be',
    async (state) => {
      const { id } = await api.created(applicant);
      await database.update(requests).set({ state }).where(eq(requests.id, id));
      expect(told(await start(applicant, { follows: id }))).toEqual([
        422,
        'invalid',
        'follows not_validated',
      ]);
    },
  );

  test('one of another API or stage cannot be', async () => {
    const sandbox = await validated();
    expect(told(await start(applicant, { follows: sandbox.id, api: 'sfip' }))).toEqual([
      ...[422, 'invalid', 'follows wrong_request'],
    ]);
    expect(told(await start(applicant, { follows: sandbox.id, stage: 'sandbox' }))).toEqual([
      ...[422, 'invalid', 'follows wrong_request'],
    ]);
  });

  test('nor for another organisation', async () => {
    const sandbox = await validated();
    const ccas = await createOrganisation(database);
    const both = await createActor(database, [ccas.id, commune.id]);
    expect(told(await start(both, { follows: sandbox.id, siret: ccas.siret }))).toEqual([
      ...[422, 'invalid', 'follows organisation'],
    ]);
    const own = await start(both, { follows: sandbox.id });
    expect(own.body.organisation.siret).toBe(commune.siret);
    // Nor later: what was validated was the other one’s.
    const moved = await api.call(both, `/requests/${own.body.id}`, {
      method: 'PATCH',
      body: { siret: ccas.siret },
      headers: { 'if-match': `"${own.body.version}"` },
    });
    expect(told(moved)).toEqual([422, 'invalid', 'siret fixed']);
  });

  test('who may have the sandbox alone is told whose the rest is', async () => {
    const publisher = await createOrganisation(database, { legalCategory: '5710', activity: '58.29C' });
    const eden = await createActor(database, [publisher.id]);
    const sandbox = await validated(eden, {
      eligibility: { profil: 'editeur', clients: 'public' },
      answers: { ...complete().answers, editor_questionnaire_given: 'non' },
    });
    expect(sandbox.next_stage).toBeNull();
    const answer = await start(eden, { follows: sandbox.id });
    expect(told(answer)).toEqual([422, 'not-eligible']);
    expect((answer.body as unknown as ProblemBody).detail).toContain('client public');
  });

  test('a publisher’s own answers on where to begin stay with the sandbox: the tests are confirmed', async () => {
    const { eligibility, answers } = complete();
    const begun = { ...eligibility, developpement: 'editeur', editeur: 'autre' };
    const sandbox = await validated(applicant, {
      eligibility: begun,
      answers: { ...answers, ...publisher, technical_team_value: 'Un autre éditeur' },
    });
    const { body } = await start(applicant, { follows: sandbox.id });
    expect(body.eligibility).toEqual(eligibility);
    const saved = await api.call(applicant, `/requests/${body.id}`, {
      method: 'PATCH',
      body: { answers: atOnce },
      headers: { 'if-match': `"${body.version}"` },
    });
    await attach(applicant, body, 'safety_questionnaire_document', 'followed');
    const sent = await api.submitted(applicant, saved.body, newId(), termsOf.production);
    expect(told(sent)).toEqual([422, 'not-ready', 'answers.operational_acceptance_done required']);
  });

  test('a continued request whose sandbox ended is not sent', async () => {
    const sandbox = await validated();
    const draft = (await start(applicant, { follows: sandbox.id, answers: more })).body;
    await database.update(requests).set({ state: 'revoked' }).where(eq(requests.id, sandbox.id));
    const sent = await api.submitted(applicant, draft, newId(), termsOf.production);
    expect(told(sent)).toEqual([409, 'precedent-ended']);
    expect(JSON.stringify(sent.body)).toContain(sandbox.number);
  });
});

describe('production at once', () => {
  const direct = (eligibility: object = {}, who = applicant) => {
    const { stage: _, eligibility: before, ...body } = complete();
    return start(who, { ...body, eligibility: { ...before, ...eligibility } });
  };

  test('with a publisher whose tests are accepted', async () => {
    const { status, body } = await direct(accepted);
    expect(status).toBe(201);
    expect(body).toMatchObject({ follows: null, eligibility: accepted });
    expect(body.asks).toContain('basic_infos');
    expect(body.asks).toContain('volumetrie');
    const saved = await api.call(applicant, `/requests/${body.id}`, {
      method: 'PATCH',
      body: { answers: atOnce },
      headers: { 'if-match': `"${body.version}"` },
    });
    await attach(applicant, body, 'safety_questionnaire_document', 'direct');
    // The form must not say that our own team develops.
    const torn = await api.submitted(applicant, saved.body, newId(), termsOf.production);
    expect(told(torn)).toEqual([422, 'not-ready', 'answers.technical_team_type other_path']);
    const agreed = await api.call(applicant, `/requests/${body.id}`, {
      method: 'PATCH',
      body: { answers: publisher },
      headers: { 'if-match': `"${saved.body.version}"` },
    });
    const sent = await api.submitted(applicant, agreed.body, newId(), termsOf.production);
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  });

  test.each([
    ['without the two answers', {}, 'eligibility.developpement'],
    ['without the publisher', { developpement: 'editeur' }, 'eligibility.editeur'],
    ['with a publisher nobody knows', { developpement: 'editeur', editeur: 'nobody' }, 'eligibility.editeur'],
    ['with our own team', { developpement: 'equipe' }, 'stage'],
    ['with another publisher', { developpement: 'editeur', editeur: 'autre' }, 'stage'],
  ])('%s: begin with the sandbox', async (_, eligibility, field) => {
    const fresh = await createActor(database, [(await createOrganisation(database)).id]);
    const answer = await direct(eligibility, fresh);
    expect(told(answer)).toEqual([422, 'first-stage-first', `${field} first_stage_first`]);
    expect((answer.body as unknown as ProblemBody).detail.length).toBeGreaterThan(30);
  });

  test('where the organisation has a validated sandbox: continue that one', async () => {
    const ccas = await createOrganisation(database);
    const claude = await createActor(database, [ccas.id]);
    const sandbox = await validated(claude);
    const answer = await direct({ developpement: 'equipe' }, claude);
    expect(told(answer)[1]).toBe('first-stage-first');
    expect((answer.body as unknown as ProblemBody).follows).toEqual({
      id: sandbox.id,
      number: sandbox.number,
    });
    await start(claude, { follows: sandbox.id });
    const later = await direct({ developpement: 'equipe' }, claude);
    expect((later.body as unknown as ProblemBody).follows).toBeUndefined();
  });

  test('who says otherwise once the draft is made is told at submission', async () => {
    const { body } = await direct(accepted);
    const saved = await api.call(applicant, `/requests/${body.id}`, {
      method: 'PATCH',
      body: { eligibility: { ...complete().eligibility, developpement: 'equipe' } },
      headers: { 'if-match': `"${body.version}"` },
    });
    expect(saved.status).toBe(200);
    const sent = await api.submitted(applicant, saved.body, newId(), termsOf.production);
    expect(told(sent)).toEqual([422, 'first-stage-first', 'stage first_stage_first']);
  });

  test.each([
    [{ developpement: 'magie' }],
    [{ developpement: 'editeur', editeur: '<script>' }],
    [{ developpement: 'editeur', editeur: 'a/b/c' }],
    [{ developpement: 'editeur', editeur: '' }],
    [{ editeurs: 'autre' }],
  ])('answers that are none are refused: %j', async (eligibility) => {
    const answer = await direct(eligibility);
    expect(told(answer)).toEqual([422, 'invalid', 'eligibility unknown_option']);
    expect(JSON.stringify(answer.body)).not.toMatch(/magie|script|a\/b\/c/);
  });

  test('an API of one stage has no such questions', async () => {
    const answer = await api.call(applicant, '/requests', {
      method: 'POST',
      body: {
        ...{ api: 'franceconnect', stage: 'production', answers: {} },
        eligibility: { profil: 'administration', developpement: 'equipe' },
      },
      headers: { 'idempotency-key': newId() },
    });
    expect(told(answer)).toEqual([422, 'invalid', 'eligibility unknown_option']);
  });

  test('the sandbox keeps the answers of the path too', async () => {
    const sandbox = await api.created(applicant, {
      eligibility: { ...complete().eligibility, developpement: 'editeur', editeur: 'autre' },
    });
    expect(sandbox.eligibility).toMatchObject({ developpement: 'editeur', editeur: 'autre' });
  });
});

test('the index of continuations is the one that the query uses', async () => {
  const plan = await database.execute(
    `set enable_seqscan = off; explain select id from requests where parent_id = '${newId()}' and "requests"."state" not in ('refused', 'revoked', 'archived')`,
  );
  expect(JSON.stringify(plan)).toContain('requests_continued_once');
});
