/** The shapes that two catalogues read, drawn from the decision tree. */
import { describe, expect, test } from 'vitest';
import type { ApiDefinition, EligibilityTree, Verdict } from '../../catalogue/definition.ts';
import { toApiGouvFr, toDataGouvFr } from '../../catalogue/exports.ts';
import { audiences, openness } from '../../catalogue/openness.ts';
import { catalogue, definitionOf } from './definitions.ts';

const hosted = (id: string) => `https://datapass.example/demande/${id}`;
const verdict = (answer: Verdict['answer'], more: Partial<Verdict> = {}): Verdict => ({
  answer,
  title: `Verdict ${answer}`,
  text: ['Pourquoi.'],
  ...more,
});

const tree: EligibilityTree = {
  first: 'profil',
  questions: {
    profil: {
      label: 'Vous êtes…',
      options: [
        { id: 'particulier', label: 'Un particulier', verdict: 'no' },
        { id: 'entreprise', label: 'Une entreprise', next: 'mission' },
        { id: 'administration', label: 'Une administration', verdict: 'yes' },
        { id: 'editeur', label: 'Un éditeur', verdict: 'yes' },
        { id: 'banque', label: 'Une banque', verdict: 'no' },
        { id: 'cabinet', label: 'Un cabinet médical', verdict: 'proof' },
      ],
    },
    mission: {
      label: 'Une mission ?',
      options: [
        { id: 'oui', label: 'Oui', verdict: 'proof' },
        { id: 'texte', label: 'Un texte', verdict: 'proof' },
        { id: 'non', label: 'Non', verdict: 'elsewhere' },
      ],
    },
  },
  verdicts: {
    yes: verdict('yes'),
    no: verdict('no', { law: { label: 'La loi', url: 'https://law.example' } }),
    proof: verdict('proof', { proof: 'Le contrat.' }),
    elsewhere: verdict('no', { instead: { label: 'L’API SFiP', api: 'sfip' } }),
  },
};

const api = { ...definitionOf('impot-particulier'), eligibility: tree } satisfies ApiDefinition;
const signpost: ApiDefinition = {
  ...api,
  eligibility: { first: 'no', questions: {}, verdicts: { no: verdict('no') } },
};

test('an answer is open, closed, or open under a condition, by all that may come of it', () => {
  expect(audiences(tree).map(({ id, openness }) => [id, openness])).toEqual([
    ['particulier', 'no'],
    ['entreprise', 'under_condition'],
    ['administration', 'yes'],
    ['editeur', 'yes'],
    ['banque', 'no'],
    ['cabinet', 'under_condition'],
  ]);
  expect(openness([])).toBe('under_condition');
});

describe('api.gouv.fr', () => {
  test('who, whether, and why, those who come to the same together', () => {
    const { access_page } = toApiGouvFr(api, hosted);
    expect(access_page.map(({ who, is_eligible }) => [who, is_eligible])).toEqual([
      [['Un particulier', 'Un établissement bancaire'], -1],
      [['Une entreprise ou une association'], 0],
      [['Une collectivité ou une administration', 'Un éditeur de logiciel'], 1],
      [['Un cabinet médical'], 0],
    ]);
    expect(access_page[0]?.description).toBe('**Verdict no.**\n\nPourquoi.\n\n[La loi](https://law.example)');
    expect(access_page[1]?.description).toBe(
      '**« Oui » ou « Un texte »**\n\n**Verdict proof.**\n\nPourquoi.\n\nLe contrat.\n\n' +
        '**« Non »**\n\n**Verdict no.**\n\nPourquoi.\n\n[L’API SFiP](https://datapass.example/demande/sfip)',
    );
  });

  test('its own name for the API, and the page where it is asked for', () => {
    expect(toApiGouvFr(api, hosted)).toMatchObject({
      slug: 'impot-particulier',
      title: 'API Impôt particulier',
      producer: 'dgfip',
      is_open: -1,
      datapass_link: 'https://datapass.example/demande/impot-particulier',
    });
    const elsewhere = {
      ...api,
      id: 'r2p',
      links: [{ label: '', url: 'https://api.gouv.fr/les-api/api_r2p' }],
    };
    expect(toApiGouvFr(elsewhere, hosted).slug).toBe('api_r2p');
    expect(toApiGouvFr({ ...api, id: 'r2p', links: [] }, hosted).slug).toBe('r2p');
    const openTo = (access: ApiDefinition['access']) => toApiGouvFr({ ...api, access }, hosted).is_open;
    expect([openTo('open'), openTo('account'), openTo('restricted')]).toEqual([1, 0, -1]);
  });

  test('a signpost says the same to everybody', () => {
    const { access_page } = toApiGouvFr(signpost, hosted);
    expect(access_page).toHaveLength(1);
    expect(access_page[0]).toMatchObject({ is_eligible: -1, description: '**Verdict no.**\n\nPourquoi.' });
    expect(access_page[0]?.who).toContain('Un particulier');
  });
});

describe('data.gouv.fr', () => {
  test('one condition per role; publishers and banks are companies', () => {
    expect(toDataGouvFr(api, hosted)).toMatchObject({
      access_type: 'restricted',
      access_audiences: [
        { role: 'local_authority_and_administration', condition: 'yes' },
        { role: 'company_and_association', condition: 'under_condition' },
        { role: 'private', condition: 'no' },
      ],
      authorization_request_url: 'https://datapass.example/demande/impot-particulier',
      extras: { 'datapass:api-id': 'impot-particulier' },
    });
    expect(toDataGouvFr(signpost, hosted).access_audiences.map(({ condition }) => condition)).toEqual([
      'no',
      'no',
      'no',
    ]);
  });

  test('why access is restricted, where the file says it', () => {
    const restriction = 'confidentiality_of_personal_data';
    expect(toDataGouvFr({ ...api, restriction }, hosted).access_type_reason_category).toBe(restriction);
    const { restriction: _, ...silent } = api;
    expect(toDataGouvFr(silent, hosted)).not.toHaveProperty('access_type_reason_category');
  });

  test('a role that the first question does not offer is left out', () => {
    const [, , administration] = tree.questions.profil?.options ?? [];
    const questions = { profil: { label: '', options: administration ? [administration] : [] } };
    const alone = { ...api, eligibility: { ...tree, questions } };
    expect(toDataGouvFr(alone, hosted).access_audiences).toEqual([
      { role: 'local_authority_and_administration', condition: 'yes' },
    ]);
  });
});

test.each(catalogue.list().map(({ id }) => id))('%s: has somebody to tell, in both shapes', (id) => {
  const definition = definitionOf(id);
  const { access_page } = toApiGouvFr(definition, hosted);
  expect(access_page.length).toBeGreaterThan(0);
  for (const { who, description } of access_page) {
    expect(who.length).toBeGreaterThan(0);
    expect(description.length).toBeGreaterThan(20);
  }
  expect(toDataGouvFr(definition, hosted).access_audiences.length).toBeGreaterThan(0);
});
