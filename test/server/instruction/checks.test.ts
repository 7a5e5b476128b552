/** What was checked before a request was sent, as its instructor reads it. */
import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.ts';
import { canteen, offices, pagesApp, publicUrl, request, type Seeded, testServices } from './seed.ts';

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

/** The section, its tags left out, one line each. */
async function lines(number: number, language = 'fr'): Promise<string[]> {
  const answer = await app.request(`${publicUrl}/instruction/D${number}?lang=${language}`, {
    headers: { accept: 'text/html', cookie: instructor.cookie },
  });
  const text = await answer.text();
  expect(answer.status).toBe(200);
  const section = /<section class="frame" aria-labelledby="checks">.*?<\/section>/s.exec(text)?.[0] ?? '';
  return section
    .split('<li>')
    .slice(1)
    .map((line) =>
      line
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
}

it('what needs a look comes first, with what the applicant explains, and nothing is asked of them twice', async () => {
  const row = await request(services, {
    applicant: applicant.actor,
    answers: {
      ...canteen,
      scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_rbg'],
      raison_donnees_usuelles: 'Le barème <b>communal</b> en dépend.',
      cadre_juridique_textes: ['crpa_l114_8'],
      delegue_protection_donnees: canteen.responsable_traitement as never,
    },
  });
  const [legal, first, second, third, ...others] = await lines(row.number);
  expect(legal).toMatch(/^à examiner Le cadre juridique .* Le demandeur n’a pas donné d’explication\.$/);
  expect(first).toMatch(/^à examiner Le délégué .* responsable de traitement$/);
  expect(second).toMatch(
    /^expliqué Les données .* Concerne : Revenu Brut Global \(RBG\)\. Le barème &lt;b&gt;communal/,
  );
  expect(third).toMatch(/^expliqué La conservation .* Durée de la scolarité\.$/);
  expect(others.join('\n')).toContain('✓ conforme Votre organisation');
});

it('speaks English too', async () => {
  const row = await request(services, { applicant: applicant.actor });
  expect((await lines(row.number, 'en')).join('\n')).toContain('✓ as it should be Your organisation');
});
