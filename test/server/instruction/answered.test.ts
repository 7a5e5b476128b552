/** A validation that is an answer: « Demander une donnée manquante au catalogue » issues no habilitation. */
import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { loadRequest } from '../../../server/requests/store/load.ts';
import { lineOf } from '../../../server/requests/view/line.ts';
import { requestView } from '../../../server/requests/view/view.ts';
import { definitionOf } from '../../catalogue/definitions.ts';
import { testDatabase } from '../../support/database.ts';
import { organisation, pagesApp, person, publicUrl, request, type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);

let applicant: Seeded;
let team: Seeded;
let id: string;
let number: string;

beforeAll(async () => {
  const town = await organisation(services, { siret: '21990001600011', name: 'Commune d’Exempleville' });
  const dinum = await organisation(services, { siret: '13990002100011', name: 'DINUM (exemple)' });
  applicant = await person(services, { givenName: 'Camille', familyName: 'Exemple', organisationId: town });
  team = await person(services, {
    ...{ givenName: 'Denis', familyName: 'Plateforme', organisationId: dinum },
    roles: ['datapass:*:instructor'],
  });
  const sent = await request(services, {
    applicant: applicant.actor,
    ...{
      api: 'donnee-manquante',
      stage: 'production',
      useCase: '',
      eligibility: { profil: 'administration' },
    },
    answers: { intitule: 'Carte de stationnement', donnees_demandees: 'Le droit à la carte.' },
  });
  id = sent.id;
  number = `D${sent.number}`;
});

async function call(path: string, form?: Record<string, string>) {
  const answer = await app.request(`${publicUrl}/instruction/${number}${path}`, {
    headers: {
      ...{ accept: 'text/html', cookie: team.cookie, origin: publicUrl },
      ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(form && { method: 'POST', body: new URLSearchParams(form).toString() }),
  });
  return { status: answer.status, text: await answer.text() };
}

it('the instructor is asked for an answer, and told that nothing is issued', async () => {
  expect((await call('')).text).toContain('>Répondre</a>');
  const { text } = await call('/validation');
  expect(text).toContain('Aucune habilitation n’est délivrée');
  expect(text).not.toContain('pour 36 mois');
  expect(text).toContain('Envoyer la réponse');
});

it('an answer without words is not one', async () => {
  const seen = /name="seen" value="(\d+)"/.exec((await call('/validation')).text)?.[1] ?? '';
  const { status, text } = await call('/validation', { seen, words: '  ' });
  expect(status).toBe(422);
  expect(text).toContain('Écrivez la réponse');
});

it('answers, without a habilitation, and says so to the applicant', async () => {
  const seen = /name="seen" value="(\d+)"/.exec((await call('/validation')).text)?.[1] ?? '';
  const words = 'L’API Exemple donne cette information : demandez-y l’accès.';
  expect((await call('/validation', { seen, words })).status).toBe(303);
  expect((await call('?fait=validate')).text).toContain('Votre réponse est envoyée au demandeur.');
  expect(await database.select().from(habilitations).where(eq(habilitations.requestId, id))).toEqual([]);
  expect(await verifyChain(services, id)).toMatchObject({ valid: true });

  const loaded = await loadRequest(database, id);
  if (!loaded) throw new Error('no request');
  const view = requestView(loaded, {
    ...{
      actor: applicant.actor,
      definition: definitionOf('donnee-manquante'),
      newer: undefined,
      history: [],
    },
    ...{
      names: new Map(),
      habilitation: undefined,
      config: services.config,
      now: new Date(),
      language: 'fr',
    },
    stages: { follows: null, next_stage: null, asks: ['besoin'] },
    file: { file: [], together: null },
  });
  expect(view.state).toBe('validated');
  expect(view.situation).toMatchObject({
    title: 'Votre demande a sa réponse',
    text: [`« ${words} »`, expect.stringContaining('ne vaut pas habilitation')],
  });
  expect(view.situation).not.toHaveProperty('link');
  expect(view.line.map((point) => [point.id, point.state])).toEqual([
    ['sent', 'done'],
    ['instruction', 'done'],
    ['decided', 'done'],
  ]);
});

it('where a habilitation is issued, the line goes on to its use', () => {
  const at = new Date();
  const validated = { state: 'validated', firstSubmittedAt: at, decidedAt: at } as const;
  expect(lineOf(validated).map((point) => point.id)).toHaveLength(5);
});
