/** Several APIs in one file: what a draft has from the one that it is filled in with. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import type { RequestList, RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { told } from './problems.ts';
import { createTogether } from './together.ts';
import { createActor, createCast, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant } = await createCast(database);
const { begin, join, other, patch, read, attach } = createTogether(world, api);

describe('a request that is filled in with a draft', () => {
  let lead: RequestView;
  let joined: RequestView;
  beforeAll(async () => {
    lead = await begin(applicant);
    joined = (await join(applicant, lead)).body;
  });

  test('is of the same file and organisation, and has the answers in common', () => {
    expect(joined).toMatchObject({
      state: 'draft',
      file_id: lead.file_id,
      organisation: { siret: commune.siret },
      together: {
        with: { id: lead.id, number: lead.number, api: lead.api, api_title: 'API Impôt particulier' },
      },
      answers: { intitule: lead.answers.intitule, contact_technique: lead.answers.contact_technique },
    });
    expect(joined.together?.fields).toEqual(
      expect.arrayContaining(['intitule', 'description', 'responsable_traitement']),
    );
    expect(joined.answers).not.toHaveProperty('scopes');
    expect(joined.answers).not.toHaveProperty('donnees_et_regle_de_gestion');
  });

  test('has the lead’s title in lists', async () => {
    const { body } = await api.call<RequestList>(applicant, '/requests');
    expect(body.requests.find(({ id }) => id === joined.id)?.title).toBe(lead.answers.intitule);
  });

  test('asks its own steps alone', () => {
    expect(joined.asks).toContain('scopes');
    expect(joined.asks).not.toContain('personal_data');
    expect(lead.asks).toContain('personal_data');
  });

  test('each shows the other', async () => {
    expect(joined.file).toEqual([
      {
        id: lead.id,
        number: lead.number,
        api: 'impot-particulier',
        api_title: 'API Impôt particulier',
        stage: 'sandbox',
        stage_label: 'Bac à sable',
        state: 'draft',
        state_label: 'Brouillon',
        tone: 'info',
        version: lead.version,
        lead: true,
        differences: [],
      },
    ]);
    const { body } = await read(applicant, lead);
    expect(body.file).toMatchObject([{ id: joined.id, lead: false }]);
    expect(body.together).toBeNull();
  });

  test('keeps its own answers alone', async () => {
    const rows = await database.select().from(requests).where(eq(requests.id, joined.id));
    expect(Object.keys(rows[0]?.answers ?? {})).not.toContain('intitule');
    expect(await verifyChain(world, joined.id)).toMatchObject({ valid: true });
  });

  test('follows the lead at once, under another ETag', async () => {
    const before = await read(applicant, joined);
    const seen = { headers: { 'if-none-match': before.headers.get('etag') ?? '' } };
    expect((await api.call(applicant, `/requests/${joined.id}`, seen)).status).toBe(304);
    await patch(applicant, lead, { answers: { intitule: 'Tarification du périscolaire' } });
    const after = await api.call(applicant, `/requests/${joined.id}`, seen);
    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({
      version: joined.version,
      answers: { intitule: 'Tarification du périscolaire' },
    });
  });

  test('changes its own answers, and not the lead’s', async () => {
    const own = await patch(applicant, joined, { answers: { donnees_et_regle_de_gestion: 'Le nôtre.' } });
    expect(own.body.answers.donnees_et_regle_de_gestion).toBe('Le nôtre.');
    const refused = await patch(applicant, joined, { answers: { intitule: 'Un autre', scopes: [] } });
    expect(told(refused)).toEqual([409, 'answer-of-lead', 'answers.intitule answer_of_lead']);
    expect(refused.body).toMatchObject({
      detail: expect.stringContaining(`${lead.number} (API Impôt particulier)`),
      with: { id: lead.id, number: lead.number, api: 'impot-particulier' },
    });
    const moved = await patch(applicant, joined, { siret: '21990001600011' });
    expect(told(moved)).toEqual([409, 'answer-of-lead', 'siret answer_of_lead']);
    const english = await api.call<{ detail: string }>(applicant, `/requests/${joined.id}?lang=en`, {
      method: 'PATCH',
      body: { answers: { intitule: null } },
      headers: { 'if-match': `"${own.body.version}"` },
    });
    expect(english.body.detail).toContain('common to the file');
  });

  test('shows the lead’s documents and opens them; they are attached and removed there', async () => {
    const document = await attach(applicant, lead, 'cadre_juridique_document');
    const { body } = await read(applicant, joined);
    expect(body.documents).toMatchObject([{ id: document, field: 'cadre_juridique_document' }]);
    expect(body.answers.cadre_juridique_document).toMatchObject([{ id: document }]);
    const get = await api.call(applicant, `/requests/${joined.id}/documents/${document}`);
    expect(get.status).toBe(200);
    const path = `/requests/${joined.id}/documents/cadre_juridique_document`;
    const put = await api.call(applicant, `${path}?name=a.pdf`, { method: 'PUT', body: 'x' });
    expect(told(put)).toEqual([409, 'answer-of-lead', 'answers.cadre_juridique_document answer_of_lead']);
    const removed = await api.call(applicant, `/requests/${joined.id}/documents/${document}`, {
      method: 'DELETE',
    });
    expect(removed.status).toBe(409);
    // A document of a field that is its own stands in the lead for the lead alone.
    const signed = await attach(applicant, lead, 'documents_signes');
    expect((await api.call(applicant, `/requests/${joined.id}/documents/${signed}`)).status).toBe(404);
  });

  test('its checks look at the whole', async () => {
    const { body } = await api.call<{ checks: { id: string; state: string }[] }>(
      applicant,
      `/requests/${joined.id}/checks`,
    );
    if (body.checks) expect(body.checks.length).toBeGreaterThan(0);
  });

  test('a colleague reads both and changes neither', async () => {
    const colleague = await createActor(database, [commune.id]);
    const { body } = await read(colleague, joined);
    expect(body).toMatchObject({ mine: false, file: [{ id: lead.id }], together: { with: { id: lead.id } } });
    expect(told(await patch(colleague, joined, { answers: { scopes: [] } }))[0]).toBe(403);
  });
});

describe('what may be filled in with a draft', () => {
  let lead: RequestView;
  let elsewhere: { id: string; siret: string };
  let both: Actor;
  beforeAll(async () => {
    elsewhere = await createOrganisation(database);
    both = await createActor(database, [commune.id, elsewhere.id]);
    lead = await begin(both);
  });

  test('a third one leads to the same lead', async () => {
    const second = (await join(both, lead)).body;
    const third = await join(both, second, other('r2p'));
    expect(third.body.together?.with.id).toBe(lead.id);
    expect(third.body.file.map(({ id }) => id)).toEqual([lead.id, second.id]);
  });

  test('the same API once, however fast', async () => {
    const again = await join(both, lead, { api: 'impot-particulier' });
    expect(told(again)).toEqual([422, 'cannot-join', 'with same_api']);
    const fresh = await begin(both);
    const answers = await Promise.all([1, 2, 3].map(() => join(both, fresh)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const present = (await read(both, fresh)).body;
    expect(present.file).toHaveLength(1);
  });

  test('the same key is the same request, wherever the first one is when the second comes', async () => {
    for (let round = 0; round < 10; round++) {
      const fresh = await begin(both);
      const key = newId();
      const answers = await Promise.all([1, 2, 3, 4].map(() => join(both, fresh, {}, key)));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers[0]?.status).toBe(201);
      expect((await join(both, fresh, {}, key)).body.id).toBe(answers[0]?.body.id);
    }
  });

  test('one that was archived leaves its place', async () => {
    const fresh = await begin(both);
    const first = (await join(both, fresh)).body;
    await api.call(both, `/requests/${first.id}/archive`, {
      method: 'POST',
      headers: { 'if-match': `"${first.version}"` },
    });
    expect((await read(both, fresh)).body.file).toEqual([]);
    expect((await join(both, fresh)).status).toBe(201);
  });

  test('a draft of one’s own, not another’s, nor what never was', async () => {
    const colleague = await createActor(database, [commune.id]);
    for (const [who, id] of [
      [colleague, lead.id],
      [both, newId()],
      [both, 'nothing'],
    ] as const) {
      const refused = await join(who, { id });
      expect(told(refused)).toEqual([422, 'cannot-join', 'with unknown']);
      expect((refused.body as unknown as { detail: string }).detail).toContain('faites une demande à part');
    }
  });

  test('one organisation', async () => {
    const refused = await join(both, lead, { ...other('ficoba'), siret: elsewhere.siret });
    expect(told(refused)).toEqual([422, 'cannot-join', 'with organisation']);
    expect((await join(both, lead, { ...other('ficoba'), siret: commune.siret })).status).toBe(201);
  });

  test('not one that has been sent, nor one that continues another', async () => {
    const sent = await begin(both);
    expect((await api.submitted(both, sent)).status).toBe(200);
    expect(told(await join(both, sent))).toEqual([422, 'cannot-join', 'with not_draft']);
    const continued = await join(both, lead, { follows: sent.id, stage: 'production' });
    expect(told(continued)).toEqual([422, 'cannot-join', 'with continues']);
  });

  test('a draft that is sent and joined in the same moment leaves nobody behind', async () => {
    for (let round = 0; round < 5; round++) {
      const fresh = await begin(both);
      const [sent, joins] = await Promise.all([api.submitted(both, fresh), join(both, fresh)]);
      if (joins.status !== 201) {
        expect(told(joins)).toEqual([422, 'cannot-join', 'with not_draft']);
        expect(sent.status).toBe(200);
        continue;
      }
      const { body } = await read(both, joins.body);
      // Joined first: the submission was turned back, or took leave of it.
      if (sent.status === 200) expect(body.together).toBeNull();
      else expect([sent.status, body.together?.with.id]).toEqual([412, fresh.id]);
    }
  });
});

describe('what is common follows what the lead shows', () => {
  test('a field that the lead hides is the other’s own, and comes back', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    expect(joined.together?.fields).not.toContain('technical_team_value');
    await patch(applicant, lead, {
      answers: { technical_team_type: 'software_company', technical_team_value: 'Éditions' },
    });
    const { body } = await read(applicant, joined);
    expect(body.together?.fields).toContain('technical_team_value');
    expect(body.answers.technical_team_value).toBe('Éditions');
  });

  test('an answer that the lead takes away is nowhere', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    await patch(applicant, lead, { answers: { intitule: null } });
    expect((await read(applicant, joined)).body.answers).not.toHaveProperty('intitule');
  });
});

test('a draft alone shows no file, and one that is validated only what continues it', async () => {
  const draft = await begin(applicant);
  expect(draft).toMatchObject({ file: [], together: null });
  const sent = await api.submitted(applicant, draft);
  const instructor = await createActor(database, [], { roles: ['dgfip:*:instructor'], via: 'session' });
  await execute(world, draft.id, { name: 'validate' }, instructor);
  const { body } = await read(applicant, sent.body);
  expect(body.file).toEqual([]);
});
