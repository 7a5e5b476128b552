import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestSummary } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { codeOf, fieldsOf, type ProblemBody } from './problems.ts';
import {
  complete,
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  promises,
  type World,
} from './world.ts';

const { database } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let commune: { id: string; siret: string };
let ccas: { id: string; siret: string };
let camille: Actor;
let instructor: Actor;

beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  commune = await createOrganisation(database);
  ccas = await createOrganisation(database, { name: 'CCAS d’Exempleville', legalCategory: '7361' });
  camille = await createActor(database, [commune.id, ccas.id], { email: 'camille.martin@commune.example' });
  instructor = await createInstructor(database);
});

describe('the journey of a request', () => {
  test('draft, saved, submitted, validated: every answer tells what comes next', async () => {
    const first = await api.call(camille, '/requests', {
      method: 'POST',
      body: { ...complete(), answers: { intitule: 'Essai' } },
      headers: { 'idempotency-key': newId() },
    });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      state: 'draft',
      version: 1,
      mine: true,
      actions: ['save', 'submit', 'archive', 'comment', 'transfer'],
      organisation: { siret: commune.siret },
      organisation_check: { declared: 'administration', agrees: true },
      email_check: { accepted: true, kind: 'personal' },
      line: [{ id: 'sent', state: 'current' }, {}, {}, {}, {}],
      submitted_at: null,
    });
    expect(first.body.number).toMatch(/^D\d{4,}$/);
    expect(first.headers.get('location')).toBe(`${world.config.publicUrl}/requests/${first.body.id}`);

    const saved = await api.call(camille, `/requests/${first.body.id}`, {
      method: 'PATCH',
      body: { answers: { ...complete().answers, technical_team_value: 'Effacé', cadre_juridique_url: null } },
      headers: { 'if-match': first.headers.get('etag') ?? '' },
    });
    expect(saved.status).toBe(200);
    expect(saved.body.version).toBe(2);
    expect(saved.body.answers).not.toHaveProperty('cadre_juridique_url');
    expect(saved.headers.get('etag')).not.toBe(first.headers.get('etag'));

    const early = await api.submitted(camille, saved.body);
    expect([early.status, codeOf(early.body)]).toEqual([422, 'not-ready']);
    expect(fieldsOf(early.body)).toEqual(['answers.cadre_juridique_url required']);

    const url = complete().answers.cadre_juridique_url;
    const ready = await api.call(camille, `/requests/${first.body.id}`, {
      method: 'PATCH',
      body: { answers: { cadre_juridique_url: url } },
      headers: { 'if-match': '"2"' },
    });
    const sent = await api.submitted(camille, ready.body);
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({
      state: 'submitted',
      version: 4,
      actions: ['withdraw', 'message', 'transfer'],
      mine: true,
    });
    expect(sent.body.answer_by).toMatch(/^\d{4}-\d\d-\d\d$/);
    // The publisher's name is not asked of an internal team: it is not sent.
    expect(sent.body.answers).not.toHaveProperty('technical_team_value');
    expect(sent.body.history.map(({ name, by }) => [name, by])).toEqual([
      ['create', 'vous'],
      ['submit', 'vous'],
    ]);

    await execute(world, sent.body.id, { name: 'validate', message: 'Bon projet.' }, instructor, { seen: 4 });
    const done = await api.call(camille, `/requests/${sent.body.id}`);
    expect(done.body).toMatchObject({
      state: 'validated',
      reason: 'Bon projet.',
      habilitation: { state: 'active' },
      line: [
        { state: 'done' },
        { state: 'done' },
        { state: 'done' },
        { state: 'current' },
        { state: 'todo' },
      ],
    });
    expect(done.body.history.at(-1)).toMatchObject({ name: 'validate', by: 'DGFiP', reason: 'Bon projet.' });
    const [habilitation] = await database
      .select()
      .from(habilitations)
      .where(eq(habilitations.requestId, sent.body.id));
    expect(habilitation).toMatchObject({
      state: 'active',
      scopes: complete().answers.scopes,
      technicalContactEmail: 'lou.bernard@editeur.example',
      termsVersion: promises.terms_version,
    });
    const topics = await database.select().from(outbox).where(eq(outbox.requestId, sent.body.id));
    expect(topics.map(({ topic }) => topic)).toEqual(['create', 'submit', 'validate']);
    expect(await verifyChain(world, sent.body.id)).toEqual({ valid: true, events: 5 });
  });

  test('changes requested open the form again, and the next submission keeps the one before', async () => {
    const draft = await api.created(camille);
    const sent = await api.submitted(camille, draft);
    await execute(
      world,
      draft.id,
      { name: 'request_changes', reason: 'Précisez la durée.', fields: ['description'] },
      instructor,
      { seen: sent.body.version },
    );
    const asked = await api.call(camille, `/requests/${draft.id}`);
    expect(asked.body).toMatchObject({
      state: 'changes_requested',
      reason: 'Précisez la durée.',
      requested_fields: ['description'],
      actions: ['save', 'submit', 'archive', 'comment', 'message', 'transfer'],
    });
    expect(asked.body.answer_by).toBeUndefined();
    const description = 'Calculer le tarif de la cantine selon les revenus ; les données sont gardées un an.';
    const saved = await api.call(camille, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { answers: { description } },
      headers: { 'if-match': `"${asked.body.version}"` },
    });
    await api.submitted(camille, saved.body);
    const [row] = await database.select().from(requests).where(eq(requests.id, draft.id));
    expect(row?.previousAnswers?.description).toBe(complete().answers.description);
    expect(row?.submittedAnswers?.description).toBe(description);
    expect(row?.requestedFields).toEqual([]);
  });

  test('a second validation of the same file makes the former habilitation obsolete', async () => {
    const draft = await api.created(camille);
    const sent = await api.submitted(camille, draft);
    await execute(world, draft.id, { name: 'validate' }, instructor, { seen: sent.body.version });
    // As a reopening will leave it.
    await database.update(requests).set({ state: 'submitted' }).where(eq(requests.id, draft.id));
    await execute(world, draft.id, { name: 'validate' }, instructor);
    const rows = await database.select().from(habilitations).where(eq(habilitations.requestId, draft.id));
    expect(rows.map(({ state }) => state).sort()).toEqual(['active', 'obsolete']);
  });

  test('archives a draft, which then takes no command', async () => {
    const draft = await api.created(camille);
    const archived = await api.call(camille, `/requests/${draft.id}/archive`, {
      method: 'POST',
      headers: { 'if-match': '"1"' },
    });
    expect(archived.body).toMatchObject({ state: 'archived', actions: ['copy'] });
    const again = await api.call(camille, `/requests/${draft.id}/archive`, {
      method: 'POST',
      headers: { 'if-match': '"2"' },
    });
    expect([again.status, codeOf(again.body)]).toEqual([409, 'command-refused']);
  });

  test('answers 304 while nothing has changed', async () => {
    const draft = await api.created(camille);
    const seen = await api.call(camille, `/requests/${draft.id}`);
    const same = await api.call(camille, `/requests/${draft.id}`, {
      headers: { 'if-none-match': seen.headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(304);
    const english = await api.call(camille, `/requests/${draft.id}?lang=en`, {
      headers: { 'if-none-match': seen.headers.get('etag') ?? '' },
    });
    expect(english.status).toBe(200);
  });
});

describe('who may see and do what', () => {
  test('a colleague reads; a stranger learns nothing, not even that the request exists', async () => {
    const draft = await api.created(camille);
    const colleague = await createActor(database, [commune.id], { familyName: 'Petit' });
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const seen = await api.call(colleague, `/requests/${draft.id}`);
    expect(seen.body).toMatchObject({ mine: false, actions: ['ask_take_over'] });
    expect(seen.body.history[0]?.by).toBe('Camille Martin');
    const touched = await api.call(colleague, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { explanation: 'x' },
      headers: { 'if-match': '"1"' },
    });
    expect([touched.status, codeOf(touched.body)]).toEqual([403, 'not-permitted']);

    const absent = await api.call(stranger, `/requests/${newId()}`);
    for (const [path, options] of [
      [`/requests/${draft.id}`, {}],
      [`/requests/${draft.id}`, { method: 'PATCH', body: {}, headers: { 'if-match': '"1"' } }],
      [`/requests/${draft.id}/archive`, { method: 'POST', headers: { 'if-match': '"1"' } }],
      [
        `/requests/${draft.id}/submit`,
        { method: 'POST', body: promises, headers: { 'if-match': '"1"', 'idempotency-key': newId() } },
      ],
      ['/requests/not-a-uuid', {}],
    ] as const) {
      const answer = await api.call(stranger, path, options);
      expect([path, answer.status, answer.body]).toEqual([path, 404, absent.body]);
    }
  });

  test('the technical contact sees nothing here', async () => {
    const draft = await api.created(camille);
    const contact = await createActor(database, [(await createOrganisation(database)).id], {
      email: 'lou.bernard@editeur.example',
    });
    expect((await api.call(contact, `/requests/${draft.id}`)).status).toBe(404);
  });

  test('an instructor’s token on somebody’s page instructs nothing', async () => {
    const sent = await api.submitted(camille, await api.created(camille));
    const inWidget = { ...instructor, via: 'widget' as const };
    expect((await api.call(inWidget, `/requests/${sent.body.id}`)).status).toBe(404);
    await expect(execute(world, sent.body.id, { name: 'validate' }, inWidget)).rejects.toMatchObject({
      status: 404,
    });
  });

  test('an instructor sees no draft, and decides on no request of their own', async () => {
    const draft = await api.created(camille);
    await expect(execute(world, draft.id, { name: 'validate' }, instructor)).rejects.toMatchObject({
      status: 404,
    });
    const both = await createActor(database, [commune.id], { roles: ['dgfip:*:manager'], via: 'session' });
    const own = await api.submitted(both, await api.created(both));
    await expect(execute(world, own.body.id, { name: 'validate' }, both)).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  test('lists mine and my organisations’, of one API or of all', async () => {
    const own = await createOrganisation(database);
    const one = await createActor(database, [own.id]);
    const other = await createActor(database, [own.id], { familyName: 'Petit' });
    const mine = await api.created(one);
    const theirs = await api.created(other);
    const list = await api.call<{ requests: RequestSummary[] }>(one, '/requests?api=impot-particulier');
    expect(list.body.requests.map(({ id, mine: own }) => [id, own])).toEqual([
      [theirs.id, false],
      [mine.id, true],
    ]);
    const none = await api.call<{ requests: RequestSummary[] }>(one, '/requests?api=autre%00');
    expect(none.body.requests).toEqual([]);
  });

  test('the organisation changes among the applicant’s own, until the first submission', async () => {
    const draft = await api.created(camille);
    const moved = await api.call(camille, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { siret: ccas.siret },
      headers: { 'if-match': '"1"' },
    });
    expect(moved.body.organisation.siret).toBe(ccas.siret);
    const foreign = await createOrganisation(database);
    const refused = await api.call(camille, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { siret: foreign.siret },
      headers: { 'if-match': '"2"' },
    });
    expect(fieldsOf(refused.body)).toEqual(['siret not_yours']);
    const sent = await api.submitted(camille, moved.body);
    await execute(world, draft.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
    const late = await api.call(camille, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { siret: commune.siret },
      headers: { 'if-match': `"${sent.body.version + 1}"` },
    });
    expect([late.status, fieldsOf(late.body)]).toEqual([422, ['siret fixed']]);
  });
});

describe('what stands against a submission', () => {
  test.each([
    [
      'a box left open',
      {},
      { ...promises, commitments: promises.commitments.slice(1) },
      ['commitments.delegue_informe required'],
    ],
    ['old terms', {}, { ...promises, terms_version: '1.0' }, ['terms_version outdated']],
    ['an open question', { eligibility: { profil: 'administration' } }, promises, ['eligibility required']],
    [
      'a rule between scopes',
      { answers: { ...complete().answers, scopes: ['dgfip_rfr'] } },
      promises,
      ['answers.scopes scope_rule'],
    ],
    [
      'a use case that is not for who asks',
      { use_case: 'eligibilite_lep', answers: { ...complete().answers, scopes: [] } },
      promises,
      ['answers.scopes required', 'use_case not_offered'],
    ],
  ])('%s', async (_, changes, body, fields) => {
    const draft = await api.created(camille, changes);
    const answer = await api.submitted(camille, draft, newId(), body);
    expect([answer.status, fieldsOf(answer.body)]).toEqual([422, fields]);
  });

  test.each([
    ['a verdict of no', { eligibility: { profil: 'particulier' } }],
    [
      'a verdict that opens the other stage only',
      { stage: 'production', eligibility: { profil: 'editeur', clients: 'public' } },
    ],
  ])('%s', async (_, changes) => {
    const draft = await api.created(camille, changes);
    const answer = await api.submitted(camille, draft);
    expect([answer.status, codeOf(answer.body)]).toEqual([422, 'not-eligible']);
  });

  test.each([
    ['contact@commune.example', 'generic'],
    ['camille.martin@gmail.com', 'free_mail'],
  ])('the address %s, told before and refused with the way out', async (email, kind) => {
    const actor = await createActor(database, [commune.id], { email });
    const draft = await api.created(actor);
    expect(draft.email_check).toMatchObject({ accepted: false, kind });
    const answer = await api.submitted(actor, draft);
    expect([answer.status, codeOf(answer.body)]).toEqual([403, 'email-not-accepted']);
    expect((answer.body as unknown as ProblemBody).detail).toContain('reconnectez-vous');
  });

  test('a closed organisation', async () => {
    const closed = await createOrganisation(database, { open: false });
    const actor = await createActor(database, [closed.id]);
    const answer = await api.submitted(actor, await api.created(actor));
    expect([answer.status, codeOf(answer.body)]).toEqual([422, 'organisation-closed']);
  });

  test('an organisation that is not what was declared: explained, then accepted', async () => {
    const agency = await createOrganisation(database, {
      name: 'Voyages Exemple',
      legalCategory: '5710',
      activity: '79.11Z',
    });
    const actor = await createActor(database, [agency.id]);
    const draft = await api.created(actor);
    expect(draft.organisation_check).toMatchObject({
      declared: 'administration',
      found: 'company',
      agrees: false,
    });
    const silent = await api.submitted(actor, draft);
    expect(fieldsOf(silent.body)).toEqual(['explanation explanation_needed']);
    const explained = await api.call(actor, `/requests/${draft.id}`, {
      method: 'PATCH',
      body: { explanation: 'Nous gérons un office de tourisme pour la commune.' },
      headers: { 'if-match': '"1"' },
    });
    expect((await api.submitted(actor, explained.body)).status).toBe(200);
  });
});
