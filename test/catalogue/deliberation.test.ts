import { describe, expect, test } from 'vitest';
import { checkDeliberation, type DeliberationContext, isReadable } from '../../catalogue/deliberation.ts';
import { datesIn, isRecent, sessionDate } from '../../catalogue/deliberation-dates.ts';
import { matches, plainText, plainWords } from '../../catalogue/deliberation-text.ts';
import { localise } from '../../catalogue/localise.ts';
import { loadCatalogue } from '../../server/catalogue/load.ts';

const file = (await loadCatalogue('catalogue')).get('impot-particulier');
if (!file) throw new Error('API Impôt particulier has left the catalogue');
const definition = localise(file, 'fr');
const deliberation = definition.deliberation;
if (!deliberation) throw new Error('API Impôt particulier has no checklist');
const labels = new Map(
  definition.scopes.groups.flatMap(({ scopes }) => scopes.map(({ id, label }) => [id, label] as const)),
);

function context(changes: Partial<DeliberationContext> = {}): DeliberationContext {
  return {
    deliberation: deliberation as NonNullable<typeof deliberation>,
    api: definition.title,
    useCase: definition.use_cases.find(({ id }) => id === 'cantine_scolaire'),
    project: 'Tarification de la cantine',
    scopes: scopes('dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_nbpart', 'dgfip_aft'),
    today: '2026-11-20',
    ...changes,
  };
}

const scopes = (...ids: string[]) => ids.map((id) => ({ id, label: labels.get(id) ?? id }));

/** As pdf.js gives it: lines, ligatures, a word cut at the end of its line. */
const pages = [
  `EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS
DU CONSEIL MUNICIPAL
L’an deux mille vingt-six, le jeudi douze mars à dix-huit heures trente,
le conseil muni-
cipal de la commune d’Exempleville s’est réuni en mairie.
Date de convocation : 5 mars 2026
Vu le Code général des collectivités terri-
toriales, notamment son article L. 2121-29 ;
Vu le code des relations entre le public et l’administration, et notamment son article L. 114‑
8 ;
Considérant que la commune a ouvert un portail « Espace Famille », service en ligne
d’inscription à la restauration scolaire ;`,
  `Considérant que l’API permet d’obtenir le revenu ﬁscal de référence, le nombre de parts et
l’adresse déclarée au 1er janvier, aﬁn de calculer le quotient familial ;
Après en avoir délibéré, à l’unanimité,
D É C I D E
Article 1 : d’utiliser l’API « Impôt Particulier » de la DGFiP pour calculer le tarif
de la cantine.`,
];

const found = (given: readonly string[], changes: Partial<DeliberationContext> = {}) =>
  Object.fromEntries(
    checkDeliberation(given, context(changes)).map(({ item, found, page }) => [item, found ? page : false]),
  );

describe('a deliberation', () => {
  test('that holds everything is found complete, with the page of each point', () => {
    expect(found(pages)).toEqual({ forme: 1, service: 1, cas_usage: 1, crpa: 1, decision: 2, donnees: 2 });
  });

  test('is told what it lacks: each item of data, the article, the API, the use case', () => {
    const lacking = pages.map((page) =>
      page
        .replace('le nombre de parts et', '')
        .replace('L. 114‑', 'L. 113-')
        .replace('Impôt Particulier', 'FICOBA'),
    );
    expect(found(lacking)).toMatchObject({ crpa: false, decision: false, donnees: false, forme: 1 });
    const data = checkDeliberation(lacking, context()).find(({ item }) => item === 'donnees');
    expect(data?.parts.map((part) => [part.label, part.found])).toEqual([
      ['Revenu fiscal de référence', true],
      ['Nombre de parts', false],
      ['Adresse déclarée au 1er Janvier', true],
      ['Ce à quoi elles servent', true],
    ]);
    expect(found(pages, { useCase: { id: 'place_creche', label: 'Place en crèche' } })).toMatchObject({
      cas_usage: false,
      decision: false,
    });
  });

  test('needs its decision in one passage: the name of the API elsewhere is no decision', () => {
    const far = [
      pages[0] ?? '',
      'D É C I D E de calculer le tarif de la cantine.',
      'suite '.repeat(600),
      'API Impôt particulier',
    ];
    const decision = checkDeliberation(far, context()).find(({ item }) => item === 'decision');
    expect(decision?.found).toBe(false);
    expect(decision?.parts.map((part) => part.found)).toEqual([true, false, true]);
  });

  test('is too old after three years, and says which day was read', () => {
    const old = pages.map((page) => page.replace('vingt-six', 'vingt-deux'));
    const form = checkDeliberation(old, context()).find(({ item }) => item === 'forme');
    expect(form?.found).toBe(false);
    expect(form?.parts[0]).toMatchObject({ found: false, date: '2022-03-12' });
  });

  test('in a free request is compared with the title of the project', () => {
    const free = { useCase: definition.use_cases.find(({ id }) => id === 'demande_libre') };
    const text = [...pages, 'attribution d’une aide à la pratique sportive des enfants'];
    expect(found(text, { ...free, project: 'Aide à la pratique sportive' })).toMatchObject({ cas_usage: 3 });
    expect(found(text, { ...free, project: 'Bourse au permis de conduire' })).toMatchObject({
      cas_usage: false,
    });
  });

  test('with nothing in it, of no page, or of noise, is found to hold nothing', () => {
    const nothing = {
      forme: false,
      service: false,
      cas_usage: false,
      crpa: false,
      decision: false,
      donnees: false,
    };
    for (const given of [[], [''], ['\u0000\uFFFD(((*.*'], ['$&'.repeat(1000)]])
      expect(found(given)).toEqual(nothing);
    expect(found(pages, { scopes: [] })).toMatchObject({ donnees: false });
  });

  test('of a million characters delays nobody for long', () => {
    const start = process.cpuUsage();
    checkDeliberation(
      Array.from({ length: 500 }, () => 'cantine scolaire décide API '.repeat(75)),
      context(),
    );
    // Microseconds of processor: others may be using the machine.
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
  });
});

describe('the text', () => {
  test.each(['L114-8', 'L. 114-8', 'L 114-8', 'l.114‑8', 'L.\u00a0114\u20118', 'L. 114-\n8', 'Ｌ．114－8'])(
    '« %s » is the article L. 114-8',
    (written) => {
      expect(matches(plainText([`l’article ${written} du code`]), ['L. 114-8'])).toHaveLength(1);
    },
  );

  test.each(['L. 114-80', 'L. 1114-8', 'L. 114-9', 'RL 114-8'])('« %s » is another', (written) => {
    expect(matches(plainText([written]), ['L. 114-8'])).toEqual([]);
  });

  test('accents, ligatures, capitals, hyphenation and soft hyphens do not matter', () => {
    expect(plainWords('L’ŒUVRE ﬁscale, télé\u00adservice ; inscrip-\n  tion')).toBe(
      'l oeuvre fiscale teleservice inscription',
    );
    expect(plainWords('D É L I B È R E')).toBe('delibere');
  });

  test('« * » stands for the other endings of a word, and words stay whole otherwise', () => {
    const text = plainText(['les conseils municipaux décidèrent ; la RFRX', 'le RFR']);
    expect(matches(text, ['conseil* municip*'])).toEqual([{ at: expect.any(Number), page: 1 }]);
    expect(matches(text, ['conseil municipal', 'décid'])).toEqual([]);
    expect(matches(text, ['RFR'])).toMatchObject([{ page: 2 }]);
    expect(matches(text, ['', '…'])).toEqual([]);
  });

  test('a prefecture’s stamp alone is no text', () => {
    const stamp =
      'Accusé de réception en préfecture 021-210000000-20260312-DEL2026-04-12-DE. Date de télétransmission : 15/03/2026';
    expect(isReadable([stamp, stamp, ''])).toBe(false);
    expect(isReadable([])).toBe(false);
    expect(isReadable(pages)).toBe(true);
  });
});

describe('dates', () => {
  test.each([
    ['Séance du 12 mars 2026', '2026-03-12'],
    ['SÉANCE ORDINAIRE DU JEUDI 1er FÉVRIER 2024', '2024-02-01'],
    ['réunion du 05/11/2025', '2025-11-05'],
    ['L’an deux mille vingt-quatre et le trente et un décembre, à 20 heures', '2024-12-31'],
    ['L’an 2025, le vingt et un août', '2025-08-21'],
    ['Séance du premier juin deux mille vingt-cinq', '2025-06-01'],
    ['Convocation du 3 mai 2025. Séance du 9 mai 2025', '2025-05-09'],
  ])('« %s »', (text, day) => {
    expect(sessionDate(plainText([text]))?.day).toBe(day);
  });

  test.each([
    'Séance du 31 février 2026',
    'Vu la loi du 6 janvier 1978',
    'le 12 mars 2026',
    'Date de convocation : 5 mars 2026',
  ])('« %s » gives no session', (text) => {
    expect(sessionDate(plainText([text]))).toBeUndefined();
  });

  test('recent is within the months, and not to come', () => {
    expect(datesIn(plainText(['le 1er mai 2025 et le 2/05/2025']))).toHaveLength(2);
    expect(isRecent('2023-11-20', 36, '2026-11-20')).toBe(true);
    expect(isRecent('2023-11-19', 36, '2026-11-20')).toBe(false);
    expect(isRecent('2026-11-21', 36, '2026-11-20')).toBe(false);
  });
});
