/** One questionnaire of a publisher for all its clients: offered, checked at submission, read by « security » alone. */
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import type { LentView } from '../../../server/http/api-beside.ts';
import { instructionRoutes } from '../../../server/instruction/routes.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox, requests } from '../../../server/requests/tables.ts';
import { lentRoutes } from '../../../server/requests/view/lent.ts';
import type { Services } from '../../../server/services.ts';
import { organisations } from '../../../server/stand-ins/organisations.ts';
import { testDatabase } from '../../support/database.ts';
import { person as signedIn } from '../instruction/seed.ts';
import { fieldsOf } from './problems.ts';
import { accepted, byPublisher, createProduction, productionPromises } from './production.ts';
import { complete, createActor, createOrganisation, promises } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor: official } = await createProduction(database);
api.app.route('/requests', lentRoutes(world));
const pages = new Hono();
pages.route('/instruction', instructionRoutes(world as unknown as Services));
const { siret, name: publisherName } = organisations.editeur;
const house = await createOrganisation(database, {
  ...{ siret, name: publisherName, legalCategory: '5710', activity: '58.29C' },
});
const publisher = await createActor(database, [house.id], { email: 'eden.dupont@editeur.example' });

/** Words that stand nowhere else. */
const secret = 'pare-feu du centre de calcul fictif';
const today = new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const questionnaire = (signed: string): Answers => ({
  editor_questionnaire_given: 'oui',
  editor_questionnaire: {
    ...{ o1: 'oui', o2: 'oui', o3: 'oui', o4: 'oui', o5: 'oui' },
    ...{ mise_en_oeuvre: secret, surveillance: 'Journaux.', hebergement: 'En France.' },
    administration_exploitation: 'Quatre agents.',
  },
  editor_questionnaire_signatory: 'Eden Dupont, directrice',
  editor_questionnaire_date: signed,
});

/** A validated sandbox of the publisher, with its questionnaire: the number of its habilitation. */
async function lending(signed = today): Promise<{ number: number; request: RequestView }> {
  const { answers } = complete();
  const draft = await api.created(publisher, {
    eligibility: { profil: 'editeur', clients: 'public' },
    answers: { ...answers, ...questionnaire(signed) },
  });
  await api.attached(publisher, draft, 'editor_questionnaire_document');
  const sent = await api.submitted(publisher, draft, newId(), promises);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  await execute(world, draft.id, { name: 'validate' }, official);
  const [row] = await database.select().from(habilitations).where(eq(habilitations.requestId, draft.id));
  return { number: row?.number ?? 0, request: sent.body };
}

/** A client's draft for production, with the publisher that its answers name. */
async function client(changes: Answers = {}): Promise<RequestView> {
  const { answers, eligibility, ...rest } = complete();
  const made = await api.call(applicant, '/requests', {
    method: 'POST',
    headers: { 'idempotency-key': newId() },
    body: {
      ...rest,
      stage: 'production',
      eligibility: { ...eligibility, ...accepted },
      answers: {
        ...answers,
        ...byPublisher,
        operational_acceptance_done: true,
        safety_certification_means: 'sans_moyens',
        safety_certification_reason: 'La commune n’a pas les moyens techniques d’une homologation.',
        volumetrie_appels_par_minute: '50',
        ...changes,
      },
    },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

const send = (draft: RequestView) => api.submitted(applicant, draft, newId(), productionPromises);
const told = ({ body }: { body: unknown }) => fieldsOf(body) ?? [];
const offered = async (draft: RequestView, who = applicant) =>
  api.call<LentView>(who, `/requests/${draft.id}/lent/safety_questionnaire_editor`);

let lent: Awaited<ReturnType<typeof lending>>;
beforeAll(async () => {
  lent = await lending();
});

describe('a client of the publisher', () => {
  test('is offered its questionnaire, with its dates and never an answer', async () => {
    const answer = await offered(await client());
    expect(answer.body).toEqual({
      publisher: publisherName,
      known: true,
      lent: [
        {
          number: `H${lent.number}`,
          signed: today,
          until: `${Number(today.slice(0, 4)) + 3}${today.slice(4)}`.replace('-02-29', '-02-28'),
          text: expect.stringContaining('signé le'),
        },
      ],
    });
    expect(JSON.stringify(answer.body)).not.toContain(secret);
    expect(answer.headers.get('cache-control')).toContain('private');
  });

  test('sends its request with that alone: no questionnaire, no document, no signature of its own', async () => {
    const sent = await send(await client({ safety_questionnaire_editor: `H${lent.number}` }));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    expect(JSON.stringify(sent.body)).not.toContain(secret);
  });

  test('may answer itself: then all of it is asked', async () => {
    const sent = await send(await client());
    expect(told(sent)).toEqual([
      'answers.safety_questionnaire required',
      'answers.safety_questionnaire_document required',
      'answers.safety_certification_authority_name required',
      'answers.safety_certification_authority_function required',
      'answers.safety_certification_begin_date required',
    ]);
  });

  test.each<[string, () => Promise<Answers> | Answers]>([
    ['a number that never was', () => ({ safety_questionnaire_editor: 'H999999999999' })],
    [
      'one older than three years',
      async () => {
        const { number } = await lending();
        const old = { ...questionnaire(daysAgo(1_097)) };
        await database.update(habilitations).set({ answers: old }).where(eq(habilitations.number, number));
        return { safety_questionnaire_editor: `H${number}` };
      },
    ],
    [
      'one whose habilitation was revoked',
      async () => {
        const { number } = await lending();
        const gone = { state: 'revoked' as const };
        await database.update(habilitations).set(gone).where(eq(habilitations.number, number));
        return { safety_questionnaire_editor: `H${number}` };
      },
    ],
    [
      'that of another publisher',
      () => ({ safety_questionnaire_editor: `H${lent.number}`, technical_team_value: 'Agora Plus' }),
    ],
    [
      'that of a publisher nobody knows',
      () => ({ safety_questionnaire_editor: `H${lent.number}`, technical_team_value: 'Inconnue et Fils' }),
    ],
  ])('%s is refused, with the way out', async (_case, changes) => {
    const sent = await send(await client(await changes()));
    expect(told(sent)).toEqual(['answers.safety_questionnaire_editor not_lent']);
    expect(JSON.stringify(sent.body)).toContain('répondre vous-même au questionnaire');
  });

  test('of another provider, its questionnaire is worth nothing', async () => {
    const { number, request } = await lending();
    for (const table of [habilitations, requests] as const) {
      const which = table === habilitations ? eq(habilitations.number, number) : eq(requests.id, request.id);
      await database.update(table).set({ providerId: 'dinum' }).where(which);
    }
    const sent = await send(await client({ safety_questionnaire_editor: `H${number}` }));
    expect(told(sent)).toEqual(['answers.safety_questionnaire_editor not_lent']);
  });

  test('whoever is nothing to the request is offered nothing', async () => {
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const draft = await client();
    expect((await offered(draft, stranger)).status).toBe(404);
    const guest = { ...applicant, via: 'invitation' as const, invitedTo: draft.id };
    expect((await offered(draft, guest)).status).toBe(404);
    const elsewhere = await api.call(applicant, `/requests/${draft.id}/lent/intitule`);
    expect(elsewhere.status).toBe(404);
  });
});

describe('the provider', () => {
  let number: string;
  const read = async (...roles: string[]) => {
    const { cookie } = await signedIn(world as unknown as Services, {
      ...{ givenName: newId(), familyName: 'Agent', roles, organisationId: commune.id },
    });
    const page = await pages.request(`http://localhost/instruction/${number}`, { headers: { cookie } });
    expect(page.status).toBe(200);
    return page.text();
  };
  beforeAll(async () => {
    const sent = await send(await client({ safety_questionnaire_editor: `h${lent.number} ` }));
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    number = sent.body.number;
  });

  test('sees that the questionnaire is given, whose it is and how long it is valid', async () => {
    for (const role of ['instructor', 'reporter', 'manager']) {
      const text = await read(`dgfip:*:${role}`);
      expect(text).toContain(`H${lent.number}, ${publisherName}`);
      expect(text).toContain('valable jusqu’au');
      expect(text).not.toContain(secret);
    }
  });

  test('reads it with the role « security », from the client’s request, with the way to its document', async () => {
    const text = await read('dgfip:*:reporter', 'dgfip:*:security');
    expect(text).toContain(secret);
    expect(text).toContain(`/instruction/${lent.request.number}`);
  });

  test('reads nothing by that role elsewhere', async () => {
    const text = await read('dgfip:*:reporter', 'dgfip:sfip:security', 'dinum:*:security');
    expect(text).not.toContain(secret);
  });
});

test('nothing of it goes into what is told, or to a client by another way', async () => {
  expect(JSON.stringify(await database.select().from(outbox))).not.toContain(secret);
  const [document] = await database.select().from(documents).where(eq(documents.requestId, lent.request.id));
  const answer = await api.call(applicant, `/requests/${lent.request.id}/documents/${document?.id}`);
  expect(answer.status).toBe(404);
  expect((await api.call(applicant, `/requests/${lent.request.id}`)).status).toBe(404);
});
