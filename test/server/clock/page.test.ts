/** The page of a request, as its instructor opens it: the delays, and what the rule on trial would say. */

import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import {
  canteen,
  offices,
  pagesApp,
  publicUrl,
  request,
  type Seeded,
  testServices,
} from '../instruction/seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
let applicant: Seeded;
let instructor: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  instructor = await staff('Inès', 'dgfip:*:instructor');
});

async function page(useCase: string, language = 'fr'): Promise<string> {
  const row = await request(services, { applicant: applicant.actor, answers: canteen, useCase });
  const answer = await app.request(`${publicUrl}/instruction/D${row.number}?lang=${language}`, {
    headers: { accept: 'text/html', cookie: instructor.cookie },
  });
  expect(answer.status).toBe(200);
  return (await answer.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
}

test('the rule says what it would, and that it is on trial or why not, in both languages', async () => {
  const french = await page('cantine_scolaire');
  expect(french).toContain('Ce que dirait la règle');
  expect(french).toContain('« Tarif de la cantine scolaire », version 1');
  expect(french).toContain('La règle laisse cette demande à une personne.');
  expect(french).toMatch(/non remplie<\/span> Le délégué à la protection des données a confirmé/);
  const english = await page('cantine_scolaire', 'en');
  expect(english).toContain('What the rule would say');
  expect(english).toContain('The rule leaves this request to a person.');
  expect(await page('place_creche')).toContain('Aucune règle ne porte sur ce cas d’usage');
});

test('the delays stand beside it: the round, the target, the legal date', async () => {
  const french = await page('cantine_scolaire');
  for (const words of ['Délais', 'Tour 1', 'en cours', 'Objectif par tour', 'Le silence vaut refus le']) {
    expect(french).toContain(words);
  }
});
