/** Who continues which sandbox: once, for the same organisation, and while it holds. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { type ProblemBody, told } from './problems.ts';
import { atOnce, byPublisher, createProduction, more, productionPromises } from './production.ts';
import { complete, createActor, createInstructor, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { api, commune, applicant, validated, start } = await createProduction(database);
const colleague = await createActor(database, [commune.id]);

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
    const moved = await api.patched(both, own.body, { siret: ccas.siret });
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
      answers: { ...answers, ...byPublisher, technical_team_value: 'Un autre éditeur' },
    });
    const { body } = await start(applicant, { follows: sandbox.id });
    expect(body.eligibility).toEqual(eligibility);
    const saved = await api.patched(applicant, body, { answers: atOnce });
    await api.attached(applicant, body, 'safety_questionnaire_document', 'followed');
    const sent = await api.submitted(applicant, saved.body, newId(), productionPromises);
    expect(told(sent)).toEqual([422, 'not-ready', 'answers.operational_acceptance_done required']);
  });

  test('a continued request whose sandbox ended is not sent', async () => {
    const sandbox = await validated();
    const draft = (await start(applicant, { follows: sandbox.id, answers: more })).body;
    await database
      .update(requests)
      .set({ state: 'revoked', held: 'ended' })
      .where(eq(requests.id, sandbox.id));
    const sent = await api.submitted(applicant, draft, newId(), productionPromises);
    expect(told(sent)).toEqual([409, 'precedent-ended']);
    expect(JSON.stringify(sent.body)).toContain(sandbox.number);
  });
});
