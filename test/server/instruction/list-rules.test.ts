import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../../server/instruction/list/bulk.ts';
import type { Choices } from '../../../server/instruction/list/choices.ts';
import { readCursor, writeCursor } from '../../../server/instruction/list/cursor.ts';
import { departmentName, placesByRegion, regionName } from '../../../server/instruction/list/places.ts';
import {
  ages,
  flags,
  isFiltered,
  readListQuery,
  requestStatesSeen,
  tabs,
  unfiltered,
  writeListQuery,
} from '../../../server/instruction/list/query.ts';
import { normalised, readSearch, tsquery } from '../../../server/instruction/list/search.ts';

const choices: Choices = {
  apis: [
    {
      id: 'impot',
      title: 'API Impôt',
      useCases: [{ id: 'cantine', label: 'Cantine' }],
      instructs: true,
      twoPeople: false,
    },
    { id: 'ficoba', title: 'API FICOBA', useCases: [], instructs: false, twoPeople: false },
  ],
};
const read = (address: string) => readListQuery(new URLSearchParams(address), choices);

describe('an address of the list', () => {
  it('asks for what waits unless it says something else', () => {
    expect(read('').tab).toBe('waiting');
    expect(read('etat=refused').tab).toBe('all');
    expect(read('onglet=retard&q=cantine')).toMatchObject({ tab: 'late', search: 'cantine' });
    expect(read('').size).toBe(25);
    expect(isFiltered(unfiltered(read('etat=refused&q=a&signe=informee')))).toBe(false);
  });

  it.each([
    ['etat', 'draft'],
    ['etat', 'unknown'],
    ['api', 'sfip'],
    ['usage', 'cantine'],
    ['palier', 'dream'],
    ['region', '99'],
    ['departement', '2C'],
    ['priorite', '7'],
    ['charge', "1' or 1=1"],
    ['age', '-1'],
    ['onglet', 'x'],
    ['tri', 'x'],
    ['taille', '1000000'],
    ['apres', 'nonsense'],
    ['apres', '!_01890a5d-ac96-774b-bcce-b302099a8057'],
    ['avant', "1' or 1=1"],
    ['signe', 'etrange'],
    ['region', '__proto__'],
    ['departement', 'constructor'],
    ['region', 'constructor'],
  ])('leaves out %s=%s, and names it', (name, value) => {
    const query = read(new URLSearchParams({ [name]: value }).toString());
    expect(query.ignored).toEqual([name]);
    expect(query.after ?? query.before).toBeUndefined();
    expect(isFiltered(query)).toBe(false);
  });

  it('knows the use cases of the API that is asked for, and no invisible character', () => {
    expect(read('api=impot&usage=cantine').useCase).toBe('cantine');
    expect(read('q=%20a%00b%20').search).toBe('ab');
    expect(read(`q=${'x'.repeat(999)}`).search).toHaveLength(200);
  });

  it('says again what it was read from, whatever that is', () => {
    const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const asked = fc.record({
      onglet: fc.constantFrom(...Object.values(tabs)),
      q: fc.constantFrom('', 'cantine', '« à & ; % »'),
      etat: maybe(requestStatesSeen),
      api: maybe(['impot', 'ficoba']),
      palier: maybe(['sandbox', 'production']),
      region: maybe(['32', '84']),
      departement: maybe(['59', '2A']),
      priorite: maybe(['normale', 'urgente']),
      charge: maybe(['moi', 'personne', '01890a5d-ac96-774b-bcce-b302099a8057']),
      age: maybe(Object.keys(ages)),
      tri: maybe(['anciennes']),
      taille: maybe(['100']),
      signe: fc.subarray(Object.values(flags)),
    });
    fc.assert(
      fc.property(asked, ({ signe, ...single }) => {
        const parameters = new URLSearchParams();
        for (const [name, value] of Object.entries(single)) if (value) parameters.set(name, value);
        for (const mark of signe) parameters.append('signe', mark);
        const query = readListQuery(parameters, choices);
        expect(query.ignored).toEqual([]);
        expect(read(writeListQuery(query))).toEqual(query);
      }),
    );
  });
});

describe('a cursor', () => {
  it('survives the trip through an address', () => {
    const cursor = { at: new Date('2026-11-20T10:00:00.123Z'), id: '01890a5d-ac96-774b-bcce-b302099a8057' };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it('that nobody wrote is none, and never a date that is none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-z]{1,12}_[0-9a-f-]{36}$/)), (text) => {
        const cursor = readCursor(text);
        if (cursor) expect(cursor.at.toISOString()).toMatch(/^\d{4}|^\+/);
      }),
    );
  });
});

describe('a search', () => {
  it('tells a number from words', () => {
    expect(readSearch(' d 1042 ')).toEqual({ by: 'request', number: 1042 });
    expect(readSearch('H1042')).toEqual({ by: 'habilitation', number: 1042 });
    expect(readSearch('219 900 016 00011')).toEqual({ by: 'words', words: ['21990001600011'] });
    expect(readSearch('  ')).toBeUndefined();
    expect(readSearch('!!')).toBeUndefined();
  });

  it('compares words without accents, capitals and signs, and leaves small ones out', () => {
    expect(normalised('L’Œuvre à CŒUR : « Crèche », 2026')).toEqual([
      'l',
      'oeuvre',
      'a',
      'coeur',
      'creche',
      '2026',
    ]);
    expect(readSearch('la cantine de Lille')).toEqual({ by: 'words', words: ['cantine', 'lille'] });
    expect(readSearch('du')).toEqual({ by: 'words', words: ['du'] });
  });

  it('asks for words by their beginning, for plurals by their singular, for numbers whole', () => {
    expect(tsquery([['cantines'], ['1042'], ['219900016'], ['le']])).toBe(
      "('cantine':*)&('1042')&('219900016':*)&('le')",
    );
    expect(tsquery([['cambray', 'cambrai']])).toBe("('cambray':*|'cambrai':*)");
  });

  it('asks for nothing but letters and digits, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const search = readSearch(text);
        if (search?.by === 'words') {
          expect(tsquery(search.words.map((word) => [word]))).toMatch(/^(\('[a-z0-9]+'(:\*)?\)&?)+$/);
        }
      }),
    );
  });
});

describe('places and numbers', () => {
  it('there are 18 regions and 101 départements, each with its name', () => {
    const places = placesByRegion();
    const departments = places.flatMap((region) => region.departments);
    expect(places).toHaveLength(18);
    expect(new Set(departments.map(({ code }) => code)).size).toBe(101);
    expect(departmentName('59')).toBe('Nord');
    expect(regionName('32')).toBe('Hauts-de-France');
    expect(departmentName('987')).toBe('');
  });

  it('numbers of boxes are read once each, and nothing else is', () => {
    expect(readNumbers(['1042', '1043', '1042', 'D1', '', '-1', '1e9', '9'.repeat(13)])).toEqual([
      1042, 1043,
    ]);
  });
});
