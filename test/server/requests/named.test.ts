/** Habilitations and publishers that a form names: looked up at submission, offered before. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { HabilitationInForce } from '../../../server/http/api-beside.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { fill } from '../../catalogue/complete.ts';
import { definitionOf } from '../../catalogue/definitions.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createCast, createOrganisation, promises } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant } = await createCast(database);
const ccas = await createOrganisation(database, { name: 'CCAS d’Exempleville', legalCategory: '7361' });
const elsewhere = await createActor(database, [ccas.id]);
const official = await createActor(database, [], { roles: ['dinum:*:instructor'], via: 'session' });

const fieldsOf = ({ body }: { body: unknown }) =>
  (body as { fields?: { field: string; code: string; message: string }[] }).fields ?? [];
const eligibility = { profil: 'administration' };

/** Asks for an API with every answer that its form wants, changed as the test says. */
async function request(who: Actor, id: string, use_case: string, changes: Answers = {}) {
  const definition = definitionOf(id);
  const stage = definition.stages[0]?.id ?? '';
  const start = { answers: changes, eligibility, use_case };
  const { answers } = fill(definition, stage, start);
  const made = await api.call(who, '/requests', {
    method: 'POST',
    body: { api: id, stage, use_case, eligibility, answers: { ...answers, ...changes } },
    headers: { 'idempotency-key': newId() },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return api.submitted(who, made.body, newId(), {
    commitments: definition.commitments.map((one) => one.id),
    terms_version: definition.stages[0]?.terms.version,
  });
}

/** A FranceConnect habilitation of somebody's organisation. */
async function franceConnect(who: Actor): Promise<number> {
  const sent = await request(who, 'franceconnect', 'demande_libre', {
    cadre_juridique_url: 'https://www.legifrance.gouv.fr/',
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  await execute(world, sent.body.id, { name: 'validate' }, official);
  const [row] = await database.select().from(habilitations).where(eq(habilitations.requestId, sent.body.id));
  return row?.number ?? 0;
}

describe('a FranceConnect habilitation of the organisation', () => {
  let number: number;
  let theirs: number;
  beforeAll(async () => {
    number = await franceConnect(applicant);
    theirs = await franceConnect(elsewhere);
  });

  const withNumber = async (answer: string) => {
    const { answers } = complete();
    const draft = await api.created(applicant, {
      answers: {
        ...answers,
        modalities: ['with_spi', 'with_france_connect'],
        france_connect_source: 'habilitation',
        france_connect_authorization_id: answer,
      },
    });
    return api.submitted(applicant, draft, newId(), promises);
  };

  test.each([
    ['as the mail writes it', () => `H${number}`],
    ['in small letters', () => ` h${number} `],
    ['by its figures', () => `${number}`],
  ])('%s', async (_, answer) => {
    const sent = await withNumber(answer());
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  });

  test.each([
    ['of another organisation', () => `H${theirs}`],
    ['that never was', () => 'H999999999999'],
    ['zero', () => '0'],
  ])('%s: refused at that answer, with the way out, without a word on whose it is', async (_, answer) => {
    const sent = await withNumber(answer());
    expect(sent.status).toBe(422);
    expect(fieldsOf(sent)).toEqual([
      {
        field: 'answers.france_connect_authorization_id',
        code: 'habilitation_not_held',
        message: expect.stringMatching(/« FranceConnect ».+demandez d’abord/),
      },
    ]);
  });

  test('something that is no number is told once', async () => {
    expect(fieldsOf(await withNumber('chez nous')).map(({ code }) => code)).toEqual(['pattern']);
  });

  test.each([
    ['revoked', { state: 'revoked' }],
    ['suspended', { state: 'suspended' }],
    ['replaced', { state: 'obsolete' }],
    ['over', { expiresAt: new Date(Date.now() - 1000) }],
    ['not begun', { validFrom: new Date(Date.now() + 86_400_000) }],
    ['of another API', { api: 'proconnect' }],
  ] as const)('one that is %s does not do, and is not offered', async (_, change) => {
    const other = await franceConnect(applicant);
    await database.update(habilitations).set(change).where(eq(habilitations.number, other));
    expect(fieldsOf(await withNumber(`H${other}`)).map(({ code }) => code)).toEqual([
      'habilitation_not_held',
    ]);
  });

  test('where FranceConnect is not chosen, the number left behind says nothing', async () => {
    const { answers } = complete();
    const draft = await api.created(applicant, {
      answers: { ...answers, france_connect_authorization_id: 'H1' },
    });
    expect((await api.submitted(applicant, draft)).status).toBe(200);
  });
});

describe('a publisher that FranceConnect has certified', () => {
  const source = {
    modalities: ['params', 'france_connect'],
    france_connect_source: 'editeur_certifie',
    fc_cadre_juridique_url: 'https://www.legifrance.gouv.fr/',
    cadre_juridique_url: 'https://www.legifrance.gouv.fr/',
    scopes: [
      ...['cnaf_quotient_familial', 'family_name', 'given_name', 'birthdate'],
      ...['birthplace', 'birthcountry', 'gender', 'openid'],
    ],
  };
  const asked = (france_connect_editeur: string) =>
    request(applicant, 'api-particulier', 'tarification_municipale_enfance', {
      ...source,
      france_connect_editeur,
    });

  test.each(['Entr’ouvert', 'entrouvert', ' ENTR’OUVERT ', '44317013900036', 'Ciril Group'])(
    '%s',
    async (name) => {
      const sent = await asked(name);
      expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    },
  );

  test.each(['MGDIS', 'Éditeur inconnu', '…', "'; drop table"])('« %s » is not one', async (name) => {
    const sent = await asked(name);
    expect(sent.status).toBe(422);
    expect(fieldsOf(sent)).toEqual([
      {
        field: 'answers.france_connect_editeur',
        code: 'editor_not_certified',
        message: expect.stringContaining('certifié'),
      },
    ]);
    expect(JSON.stringify(sent.body)).not.toContain('drop table');
  });
});

describe('GET /habilitations/mine', () => {
  const mine = async (who: Actor, query = '?api=franceconnect') =>
    (await api.call<{ habilitations: HabilitationInForce[] }>(who, `/habilitations/mine${query}`)).body
      .habilitations;

  test('those in force of the organisations that one acts for, the newest first', async () => {
    const organisation = await createOrganisation(database);
    const alix = await createActor(database, [organisation.id, ccas.id]);
    const first = await franceConnect(alix);
    const second = await franceConnect(alix);
    const list = await mine(alix);
    expect(list.slice(0, 2)).toEqual([
      {
        number: `H${second}`,
        api: 'franceconnect',
        api_title: 'FranceConnect',
        stage: 'production',
        title: expect.any(String),
        siret: organisation.siret,
        valid_until: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        until: expect.stringMatching(/^\d{1,2}(er)? \S+ \d{4}$/),
        ends_soon: '',
        request_id: expect.any(String),
      },
      expect.objectContaining({ number: `H${first}` }),
    ]);
    // The CCAS's too; nothing of the commune's.
    expect(new Set(list.map(({ siret }) => siret))).toEqual(new Set([organisation.siret, ccas.siret]));
    await database
      .update(habilitations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(habilitations.number, second));
    await database.update(habilitations).set({ state: 'revoked' }).where(eq(habilitations.number, first));
    expect((await mine(alix)).map(({ number }) => number)).not.toContain(`H${first}`);
    expect((await mine(alix)).map(({ number }) => number)).not.toContain(`H${second}`);
  });

  test('a colleague sees them, somebody of no organisation none', async () => {
    const colleague = await createActor(database, [commune.id]);
    expect((await mine(colleague)).length).toBeGreaterThan(0);
    expect((await mine(colleague)).length).toBe((await mine(applicant)).length);
    expect(await mine(await createActor(database, []))).toEqual([]);
  });

  test('of every API when none is named; under an alias; none of an API that is not there', async () => {
    const all = await mine(applicant, '');
    expect(all.length).toBeGreaterThanOrEqual((await mine(applicant)).length);
    expect(await mine(applicant, '?api=france_connect')).toEqual(await mine(applicant));
    expect(await mine(applicant, '?api=nothing%00')).toEqual([]);
  });
});
