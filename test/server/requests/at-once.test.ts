/** Production at once: with a publisher whose tests are accepted, and otherwise by the sandbox first. */
import { describe, expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import { testDatabase } from '../../support/database.ts';
import { type ProblemBody, told } from './problems.ts';
import { accepted, atOnce, byPublisher, createProduction, productionPromises } from './production.ts';
import { complete, createActor, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { api, applicant, validated, start } = await createProduction(database);

/** What is said where the sandbox comes first: which one is there already. */
interface Refusal {
  follows?: { id: string; number: string };
}

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
    const saved = await api.patched(applicant, body, { answers: atOnce });
    await api.attached(applicant, body, 'safety_questionnaire_document', 'direct');
    // The form must not say that our own team develops.
    const torn = await api.submitted(applicant, saved.body, newId(), productionPromises);
    expect(told(torn)).toEqual([422, 'not-ready', 'answers.technical_team_type other_path']);
    const agreed = await api.patched(applicant, saved.body, { answers: byPublisher });
    const sent = await api.submitted(applicant, agreed.body, newId(), productionPromises);
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
    expect((answer.body as unknown as Refusal).follows).toEqual({
      id: sandbox.id,
      number: sandbox.number,
    });
    await start(claude, { follows: sandbox.id });
    const later = await direct({ developpement: 'equipe' }, claude);
    expect((later.body as unknown as Refusal).follows).toBeUndefined();
  });

  test('who says otherwise once the draft is made is told at submission', async () => {
    const { body } = await direct(accepted);
    const saved = await api.patched(applicant, body, {
      eligibility: { ...complete().eligibility, developpement: 'equipe' },
    });
    expect(saved.status).toBe(200);
    const sent = await api.submitted(applicant, saved.body, newId(), productionPromises);
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
