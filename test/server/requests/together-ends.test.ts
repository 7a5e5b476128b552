/** A file of several APIs that does not stay as it was: sent in part, archived, handed over, defined anew. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { createTogether } from './together.ts';
import { complete, createActor, createCast, createOrganisation } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant } = await createCast(database);
const { begin, join, other, patch, read, attach, finish, submit, fileOf, archive, rowOf, documentsOf } =
  createTogether(world, api);

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
