import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerTemplates, reasonUses } from '../../../server/instruction/templates/tables.ts';
import { filled, hasUnknown } from '../../../server/instruction/templates/variables.ts';
import { testDatabase } from '../../support/database.ts';
import { browserOf, plain } from './pages.ts';
import { offices, pagesApp, request, type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { get, post, hidden } = browserOf(pagesApp(services));

let applicant: Seeded;
let manager: Seeded;
let other: Seeded;
let instructor: Seeded;
let elsewhere: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  manager = await staff('Maud', 'dgfip:impot-particulier:manager');
  other = await staff('Marc', 'dgfip:*:manager');
  elsewhere = await staff('Odile', 'dinum:*:manager');
  instructor = await staff('Inès', 'dgfip:*:instructor');
});

const base = '/instruction/modeles';
const whole = {
  api: 'impot-particulier',
  kind: 'request_changes',
  title: 'Délibération à joindre',
  content: 'Joignez la délibération à %{demande_id} (%{demande_intitule}) : %{demande_url}',
};

const byTitle = async (title: string) =>
  (await database.select().from(answerTemplates).where(eq(answerTemplates.title, title)))[0];

async function created(title: string, changes: Partial<typeof whole> = {}) {
  const answer = await post(`${base}/nouveau`, manager, { ...whole, title, ...changes });
  expect(answer.status).toBe(303);
  const row = await byTitle(title);
  if (!row) throw new Error('not created');
  return row;
}

describe('variables', () => {
  it('are those of DataPass, and others are known for what they are', () => {
    expect(hasUnknown('%{demande_id} %{demande_url} %{demande_intitule} 100 % {x}')).toBe(false);
    expect(hasUnknown('%{demande}')).toBe(true);
    expect(hasUnknown('%{}')).toBe(true);
    const values = { demande_id: 'D1', demande_intitule: '%{demande_id} $&', demande_url: 'u' };
    expect(filled('%{demande_intitule} – %{demande_id}', values)).toBe('%{demande_id} $& – D1');
  });
});

describe('who writes templates', () => {
  it('managers, for their own APIs alone', async () => {
    const row = await created('Réservé');
    for (const who of [instructor, applicant]) {
      expect((await get(base, who)).status).toBe(403);
      expect((await post(`${base}/nouveau`, who, whole)).status).toBe(403);
      expect((await post(`${base}/${row.id}`, who, { ...whole, version: '1' })).status).toBe(403);
    }
    expect((await get(`${base}/${row.id}`, elsewhere)).status).toBe(404);
    expect((await post(`${base}/${row.id}/suppression`, elsewhere, { version: '1' })).status).toBe(404);
    const stolen = await post(`${base}/nouveau`, elsewhere, { ...whole, title: 'Volé' });
    expect(stolen.status).toBe(422);
    expect(stolen.text).toContain('href="#api"');
    expect((await get(base, elsewhere)).text).not.toContain('Réservé');
    expect((await get(base, manager)).text).toContain('Réservé');
    expect((await get(`${base}/nothing`, manager)).status).toBe(404);
  });

  it('from our own pages only', async () => {
    expect((await post(`${base}/nouveau`, manager, whole, 'https://evil.example')).status).toBe(403);
  });
});

describe('writing one', () => {
  it.each([
    ['without a title', { title: ' ' }, '#title', 'Donnez un titre'],
    ['with a title too long', { title: 'x'.repeat(51) }, '#title', '50 caractères'],
    ['without a text', { content: '' }, '#content', 'Écrivez le texte'],
    ['with a text too long', { content: 'x'.repeat(20_000) }, '#content', 'Raccourcissez'],
    ['with an invisible character', { content: 'a\0b' }, '#content', 'invisible'],
    ['for no decision', { kind: 'nothing' }, '#kind', 'Choisissez la décision'],
    [
      'with an unknown variable',
      { content: '%{nom}' },
      '#content',
      '%{demande_id}, %{demande_intitule}, %{demande_url}',
    ],
  ])('%s says what to do, and keeps the rest', async (_, changes, link, message) => {
    const answer = await post(`${base}/nouveau`, manager, { ...whole, title: 'Gardé', ...changes });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="${link}"`);
    expect(plain(answer.text)).toContain(message);
    expect(answer.text).not.toContain('%{nom} ;');
    expect(await byTitle('Gardé')).toBeUndefined();
  });

  it('shows an example before it is saved', async () => {
    const answer = await post(`${base}/nouveau`, manager, { ...whole, title: 'Exemple', preview: '1' });
    expect(answer.status).toBe(200);
    expect(plain(answer.text)).toContain(
      'Joignez la délibération à D1042 (Tarification de la cantine scolaire)',
    );
    expect(await byTitle('Exemple')).toBeUndefined();
  });

  it('changes and removes it, and answers in English', async () => {
    const row = await created('À changer');
    const path = `${base}/${row.id}`;
    const version = await hidden(path, manager, 'version');
    const saved = await post(path, manager, { title: 'Changé', content: 'Autre texte.', version });
    expect(saved.status).toBe(303);
    expect((await get(saved.location, manager)).text).toContain('Le modèle est enregistré.');
    expect(await byTitle('Changé')).toMatchObject({ content: 'Autre texte.', version: 2, api: whole.api });
    expect((await get(`${base}?lang=en`, manager)).text).toContain('Templates of answers');
    const gone = await post(`${path}/suppression`, manager, { version: '2' });
    expect(gone.status).toBe(303);
    expect((await get(path, manager)).status).toBe(404);
  });

  it('two managers at once: the second sees the first’s text, and keeps their own', async () => {
    const row = await created('À deux');
    const path = `${base}/${row.id}`;
    const form = (content: string) => ({ title: 'À deux', content, version: String(row.version) });
    const answers = await Promise.all([
      post(path, manager, form('Texte un')),
      post(path, other, form('Texte deux')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.text).toContain('Texte un');
    expect(lost?.text).toContain('Texte deux');
    expect((await post(`${path}/suppression`, other, { version: '1' })).status).toBe(409);
    const again = /name="version" value="(\d+)"/.exec(lost?.text ?? '')?.[1] ?? '';
    expect((await post(path, other, { ...form('Texte deux'), version: again })).status).toBe(303);
  });
});

describe('deciding with one', () => {
  const pathOf = (row: { number: number }, last = 'modification') => `/instruction/D${row.number}/${last}`;

  it('puts its text after the words, filled in; what is sent most is offered first', async () => {
    const template = await created('Souvent');
    await created('Jamais');
    const refusal = await created('Refus', { kind: 'refuse' });
    for (let turn = 1; turn <= 2; turn++) {
      const row = await request(services, { applicant: applicant.actor });
      const path = pathOf(row);
      const seen = await hidden(path, instructor);
      const page = await get(path, instructor);
      expect(page.text).toContain(`<option value="${template.id}">Souvent`);
      expect(page.text).not.toContain(`<option value="${refusal.id}"`);
      const form = { seen, words: 'Bonjour,', template: template.id };
      const answer = await post(path, instructor, { ...form, insert: '' });
      expect(answer.status).toBe(200);
      const url = `${services.config.publicUrl}/demande/impot-particulier?demande=${row.id}`;
      const text = `Joignez la délibération à D${row.number} (Tarification de la cantine scolaire) : ${url}`;
      expect(answer.text).toContain(`Bonjour,\n\n${text}`);
      expect(answer.text).toContain(`name="used" value="${template.id}"`);
      const used = [template.id, refusal.id, 'nothing'];
      const sent = await post(path, instructor, { seen, words: `Bonjour,\n\n${text}`, used });
      expect(sent.status).toBe(303);
    }
    const rows = await database.select().from(reasonUses).where(eq(reasonUses.reason, template.id));
    expect(rows).toMatchObject([{ api: 'impot-particulier', kind: 'request_changes', uses: 2 }]);
    expect(await database.select().from(reasonUses).where(eq(reasonUses.reason, refusal.id))).toEqual([]);
    const row = await request(services, { applicant: applicant.actor });
    const { text } = await get(pathOf(row), instructor);
    expect(text).toMatch(new RegExp(`name="insert" value="${template.id}"`));
    expect((await get(base, manager)).text).toContain('employé 2 fois');
  });

  it('names the ground that is given most', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const form = {
      seen: await hidden(pathOf(row, 'refus'), instructor),
      words: 'Motif.',
      category: 'finalite',
    };
    expect((await post(pathOf(row, 'refus'), instructor, form)).status).toBe(303);
    const next = await request(services, { applicant: applicant.actor });
    const { text } = await get(pathOf(next, 'refus'), instructor);
    expect(text).toMatch(/value="finalite"[\s\S]{0,200}le plus souvent donnée/);
  });

  it('a template that is not for this decision puts in nothing', async () => {
    const refusal = await created('Autre refus', { kind: 'refuse' });
    const row = await request(services, { applicant: applicant.actor });
    const seen = await hidden(pathOf(row), instructor);
    const answer = await post(pathOf(row), instructor, { seen, words: 'Mes mots', insert: refusal.id });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Mes mots</textarea>');
  });
});
