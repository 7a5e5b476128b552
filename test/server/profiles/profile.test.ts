import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { storageKey } from '../../../server/documents/storage.ts';
import { documents } from '../../../server/documents/tables.ts';
import { everyHour } from '../../../server/documents/upkeep.ts';
import type { RequestView } from '../../../server/http/api.ts';
import type { ProfileView } from '../../../server/http/api-people.ts';
import { sweepProfileHistory } from '../../../server/profiles/store.ts';
import { organisationProfileChanges } from '../../../server/profiles/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { codeOf, fieldsOf } from '../requests/problems.ts';
import {
  complete,
  createActor,
  createCast,
  createOrganisation,
  createTown,
  person,
} from '../requests/world.ts';

const { database } = await testDatabase();
const { api, world, instructor } = await createCast(database);

let commune: { id: string; siret: string };
let camille: Actor;
let dominique: Actor;

beforeEach(async () => {
  ({ commune, camille, dominique } = await createTown(database));
});

const path = (query = '', siret = commune.siret) => `/organisations/${siret}/profile${query}`;
const read = async (actor: Actor, query = '') => (await api.call<ProfileView>(actor, path(query))).body;
const write = (actor: Actor, body: object, version: number) =>
  api.call<ProfileView>(actor, path(), {
    method: 'PUT',
    body,
    headers: { 'if-match': `"${version}"` },
  });

const officer = { given_name: 'Sacha', family_name: 'Prévu', email: 'dpo@gestion.example' };
const target = '?api=impot-particulier&stage=sandbox';
const production = '?api=impot-particulier&stage=production';

/** Submitted, with what its form would hold in production. */
async function submitted(actor: Actor, changes: Answers = {}): Promise<RequestView> {
  const draft = await api.created(actor, { answers: { ...complete().answers, ...changes } });
  return (await api.submitted(actor, draft)).body;
}

/** As a request for production was submitted: with a decision of homologation, which no sandbox asks for. */
async function homologated(request: RequestView, end: string): Promise<string> {
  const [row] = await database
    .insert(documents)
    .values({
      requestId: request.id,
      field: 'safety_certification_document',
      name: 'homologation.pdf',
      mediaType: 'application/pdf',
      size: 20,
      sha256: await stored('%PDF-1.7 decision %%'),
      scan: 'clean',
      scannedAt: new Date(),
      uploadedBy: camille.userId,
    })
    .returning();
  const document = { id: String(row?.id), name: 'homologation.pdf', size: 20 };
  const answers = {
    ...request.answers,
    safety_certification_means: 'homologation',
    safety_certification_document: [document],
    safety_certification_authority_name: 'Alix Bernard',
    safety_certification_authority_function: 'Directrice',
    safety_certification_begin_date: '2026-01-15',
    safety_certification_end_date: end,
  };
  await database
    .update(requests)
    .set({ stage: 'production', submittedAnswers: answers })
    .where(eq(requests.id, request.id));
  return document.id;
}

async function stored(content: string): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await world.storage.put(storageKey(sha256), content);
  return sha256;
}

describe('what the requests say', () => {
  test('nothing, before any was submitted: a draft says nothing of an organisation', async () => {
    await api.created(camille);
    const profile = await read(camille, target);
    expect(profile).toMatchObject({
      version: 0,
      controller: { value: null, source: 'none', text: 'Pas encore connu' },
      homologation: { value: null },
      history: [],
      offered: { answers: {}, documents: [], said: [], words: { take: 'Reprendre' } },
      url: `${world.config.publicUrl}/organisations/${commune.siret}/profil`,
    });
  });

  test('is what the last submitted one that names it says, and is offered in the next form', async () => {
    await submitted(camille, {
      technical_team_type: 'software_company',
      technical_team_value: 'Éditions Logicielles Fictives',
      technical_team_software: 'Logiciel Fictif',
    });
    const second = await submitted(dominique, {
      delegue_protection_donnees: person('Nouvelle', 'nouvelle.dpo@gestion.example'),
    });
    const profile = await read(camille, target);
    expect(profile.officer).toMatchObject({
      source: 'request',
      value: { given_name: 'Nouvelle', email: 'nouvelle.dpo@gestion.example' },
    });
    expect(profile.officer.text).toContain(`D’après la demande ${second.number} de Dominique Petit`);
    expect(profile.editor.value).toEqual({
      name: 'Éditions Logicielles Fictives',
      software: 'Logiciel Fictif',
    });
    expect(profile.offered?.answers).toEqual({
      responsable_traitement: complete().answers.responsable_traitement,
      delegue_protection_donnees: profile.officer.value,
      technical_team_type: 'software_company',
      technical_team_value: 'Éditions Logicielles Fictives',
      technical_team_software: 'Logiciel Fictif',
    });
    expect(profile.offered?.said).toContainEqual({
      fields: ['delegue_protection_donnees'],
      text: expect.stringMatching(
        new RegExp(
          `^Délégué à la protection des données\\s: Nouvelle .*\\(d’après la demande ${second.number} de Dominique Petit`,
        ),
      ),
    });
    expect(profile.offered?.said.map(({ fields }) => fields.length)).toEqual([1, 1, 3]);
    // It goes straight into the next one.
    const next = await api.created(camille, { answers: profile.offered?.answers });
    expect(next.answers).toEqual(profile.offered?.answers);
  });

  test('a refused one says nothing', async () => {
    const { id } = await submitted(camille);
    await execute(world, id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
    expect((await read(camille)).officer.source).toBe('none');
  });

  test('a homologation that is over is shown, and not offered', async () => {
    const request = await submitted(camille);
    const document = await homologated(request, '2020-01-14');
    const over = await read(camille, production);
    expect(over.homologation.value).toMatchObject({
      over: true,
      document: { id: document, request: request.id },
    });
    expect(over.offered).toMatchObject({ documents: [] });
    expect(over.offered?.answers).not.toHaveProperty('safety_certification_means');
    await homologated(request, '2999-01-14');
    const valid = await read(camille, production);
    expect(valid.offered?.documents).toMatchObject([
      { field: 'safety_certification_document', name: 'homologation.pdf' },
    ]);
    expect(valid.offered?.answers).toMatchObject({
      safety_certification_means: 'homologation',
      safety_certification_end_date: '2999-01-14',
    });
    // A form that does not ask is offered none of it.
    expect(Object.keys((await read(camille, target)).offered?.answers ?? {}).join()).not.toContain('safety');
  });
});

describe('what people write', () => {
  test('stands until somebody writes again, whatever is submitted; what they leave out follows the requests', async () => {
    const written = await write(camille, { officer }, 0);
    expect(written.status).toBe(200);
    expect(written.headers.get('etag')).toBe('"1"');
    expect(written.body.officer).toMatchObject({
      source: 'edited',
      value: { ...officer, phone: '', job_title: '' },
    });
    expect(written.body.officer.text).toContain('Écrit par Camille Martin');
    await submitted(dominique);
    const profile = await read(dominique);
    expect(profile.officer.value?.email).toBe('dpo@gestion.example');
    expect(profile.controller.source).toBe('request');
    const back = await write(dominique, {}, 1);
    expect(back.body.officer.source).toBe('request');
    const none = await write(dominique, { editor: null }, 2);
    expect(none.body.editor).toMatchObject({ value: null, source: 'edited' });
  });

  test('tells who changed what', async () => {
    const editor = { name: 'Éditions Logicielles Fictives' };
    await write(camille, { officer, editor }, 0);
    await write(dominique, { officer: { ...officer, phone: '01 23 45 67 89' }, editor }, 1);
    // The same again is no change.
    await write(camille, { officer: { ...officer, phone: '01 23 45 67 89' }, editor }, 2);
    const { history, version } = await read(camille);
    expect(version).toBe(2);
    expect(history.map(({ by, keys }) => [by, keys])).toEqual([
      ['Dominique Petit', ['officer']],
      ['Camille Martin', ['officer', 'editor']],
    ]);
    expect(history[1]?.text).toMatch(
      /^Délégué à la protection des données et Éditeur habituel\s: modification par Camille Martin le /,
    );
    const rows = await database
      .select()
      .from(organisationProfileChanges)
      .where(eq(organisationProfileChanges.organisationId, commune.id));
    expect(rows.map(({ before }) => before)).toContainEqual(
      expect.objectContaining({ editor: expect.anything() }),
    );
    await sweepProfileHistory(database, new Date(Date.now() + 37 * 31 * 86_400_000));
    expect((await read(camille)).history).toEqual([]);
  });

  test('of two at once one wins, and the other is told', async () => {
    const both = await Promise.all([
      write(camille, { officer }, 0),
      write(dominique, { controller: officer }, 0),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const late = await write(camille, { editor: { name: 'X' } }, 0);
    expect([late.status, codeOf(late.body)]).toEqual([412, 'version-conflict']);
    const blind = await api.call(camille, path(), { method: 'PUT', body: {} });
    expect(blind.status).toBe(428);
  });

  test.each([
    ['an address that is none', { officer: { ...officer, email: 'dpo' } }, ['officer.email wrong']],
    ['a name left out', { controller: { ...officer, given_name: ' ' } }, ['controller.given_name wrong']],
    [
      'the same person twice',
      { officer, controller: { ...officer, email: 'DPO@gestion.example' } },
      ['officer.email same_person'],
    ],
    ['a day that is none', { homologation: { end: '2026-02-31' } }, ['homologation.end wrong']],
    [
      'an end before the beginning',
      { homologation: { begin: '2026-02-01', end: '2026-01-01' } },
      ['homologation.end order'],
    ],
    ['a text too long', { editor: { name: 'x'.repeat(201) } }, ['editor.name wrong']],
    ['something else', { officer: 'Sacha' }, ['officer wrong']],
  ])('refuses %s', async (_, body, problems) => {
    const answer = await write(camille, body, 0);
    expect([answer.status, fieldsOf(answer.body)]).toEqual([422, problems]);
  });

  test('a homologation is written by its reference', async () => {
    const homologation = { reference: 'Décision n° 2026-12', begin: '2026-01-15', end: '2999-01-14' };
    const { body } = await write(camille, { homologation }, 0);
    expect(body.homologation.value).toMatchObject({ ...homologation, over: false, document: null });
    const profile = await read(camille, production);
    expect(profile.offered?.answers).toMatchObject({ safety_certification_begin_date: '2026-01-15' });
    // The document itself is still to be attached.
    expect(profile.offered?.documents).toEqual([]);
  });
});

test('nobody else reads or writes it, nor learns that it exists', async () => {
  await write(camille, { officer }, 0);
  const stranger = await createActor(database, [(await createOrganisation(database)).id]);
  const declared = { ...(await createActor(database, [])), organisationId: commune.id };
  for (const nobody of [stranger, declared, instructor]) {
    const unknown = await api.call(nobody, path('', '99999999999999'));
    for (const answer of [await api.call(nobody, path()), await write(nobody, { officer }, 1)]) {
      expect([answer.status, answer.body]).toEqual([404, unknown.body]);
    }
  }
  expect((await api.call(camille, path('', 'x%00'))).status).toBe(404);
});

describe('a document of another request of the organisation', () => {
  const copy = (actor: Actor, id: string, body: object, field = 'safety_certification_document') =>
    api.call<{ id: string; name: string }>(actor, `/requests/${id}/documents/${field}/copies`, {
      method: 'POST',
      body,
    });

  async function draftOf(actor: Actor): Promise<string> {
    const { id } = await api.created(actor);
    await database.update(requests).set({ stage: 'production' }).where(eq(requests.id, id));
    return id;
  }

  test('is attached without being sent again, and lives on when the first one goes', async () => {
    const source = await submitted(camille);
    const document_id = await homologated(source, '2999-01-14');
    const id = await draftOf(dominique);
    const made = await copy(dominique, id, { request: source.id, document_id });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: 'homologation.pdf' });
    const view = await api.call(dominique, `/requests/${id}`);
    expect(view.body.documents).toMatchObject([{ field: 'safety_certification_document', size: 20 }]);
    await database.delete(documents).where(eq(documents.id, document_id));
    await everyHour({ ...world, now: () => new Date(Date.now() + 90 * 86_400_000) });
    const fetched = await api.call<string>(dominique, `/requests/${id}/documents/${made.body.id}`);
    expect(fetched.body).toBe('%PDF-1.7 decision %%');
  });

  test('is not given to another organisation, for another question, or to who may not write', async () => {
    const source = await submitted(camille);
    const body = { request: source.id, document_id: await homologated(source, '2999-01-14') };
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await copy(stranger, await draftOf(stranger), body)).status).toBe(404);
    const mine = await draftOf(camille);
    expect((await copy(camille, mine, body, 'cadre_juridique_document')).status).toBe(404);
    expect((await copy(camille, mine, body, 'intitule')).status).toBe(404);
    expect((await copy(dominique, mine, body)).status).toBe(403);
    expect((await copy(camille, source.id, body)).status).toBe(409);
    expect((await copy(camille, mine, { ...body, document_id: source.id })).status).toBe(404);
    expect((await copy(camille, mine, { request: 'x', document_id: 'y' })).status).toBe(404);
    expect((await api.call(camille, `/requests/${mine}`)).body.documents).toEqual([]);
  });
});
