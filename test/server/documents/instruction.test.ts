import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { examine } from '../../../server/documents/reading/read.ts';
import { storageKey } from '../../../server/documents/storage.ts';
import { documents, documentTexts } from '../../../server/documents/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  document,
  offices,
  pagesApp,
  publicUrl,
  request,
  type Seeded,
  submit,
  testServices,
} from '../instruction/seed.ts';
import { writtenPdf } from './samples.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
let applicant: Seeded;
let instructor: Seeded;
let reporter: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  instructor = await staff('Inès', 'dgfip:*:instructor');
  reporter = await staff('Rose', 'dgfip:*:reporter');
});

const get = async (path: string, { cookie }: Seeded) =>
  (await app.request(`${publicUrl}${path}`, { headers: { accept: 'text/html', cookie } })).text();

test('an instructor sees what was found in the deliberation, and who opened it', async () => {
  const draft = await request(services, { applicant: applicant.actor, draft: true });
  const reference = await document(services, draft, 'délibération.pdf');
  const [row] = await database.select().from(documents).where(eq(documents.id, reference.id));
  const content = await writtenPdf([
    `Le conseil municipal d’Exempleville, vu l’article L. 114-8 du code des relations entre le public et l’administration,
vu le code général des collectivités territoriales, considérant le service en ligne de la cantine scolaire et l’intérêt
des familles, qui n’auront plus à joindre leur avis d’imposition à leur dossier, après en avoir délibéré, décide
de recourir à l’API Impôt particulier pour le tarif de la cantine scolaire, à l’unanimité des membres présents, le maire
étant chargé de l’exécution de la présente délibération et de sa transmission au représentant de l’État.`,
  ]);
  await services.storage.put(storageKey(row?.sha256 ?? ''), content);
  await database
    .insert(documentTexts)
    .values({ documentId: reference.id, status: 'pending', ticked: ['donnees'] });
  await examine(services, reference.id);
  await submit(services, draft, applicant.actor, undefined, { cadre_juridique_document: [reference] });
  const page = `/instruction/D${draft.number}`;
  const before = await get(page, instructor);
  expect(before).toContain('Lecture : 4 points trouvés sur 6');
  expect(before).toContain('coché par le demandeur');
  expect(before).toMatch(/pas trouvé<\/span> Elle est récente/);
  expect(before).not.toContain('Documents ouverts');

  await get(`${page}/documents/${reference.id}`, reporter);
  const after = await get(page, instructor);
  expect(after).toContain('Documents ouverts');
  expect(after).toContain('Rose Agent');
  expect(after).toContain('rapporteur');
  expect(await get(`${page}?lang=en`, instructor)).toContain('Reading: 4 points found of 6');
});

test('a request whose documents nobody reads or opens shows neither', async () => {
  const draft = await request(services, { applicant: applicant.actor });
  const text = await get(`/instruction/D${draft.number}`, instructor);
  expect(text).not.toContain('Lecture');
  expect(text).not.toContain('Documents ouverts');
});
