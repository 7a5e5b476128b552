import { beforeAll, describe, expect, it } from 'vitest';
import { pageSizes } from '../../../server/instruction/list/query.ts';
import { testDatabase } from '../../support/database.ts';
import {
  canteen,
  offices,
  organisation,
  pagesApp,
  person,
  publicUrl,
  request,
  type Seeded,
  testServices,
} from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
const [pageSize] = pageSizes;
const total = pageSize * 2 + 5;

let instructor: Seeded;
let numbers: number[];

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  const other = await organisation(services, { siret: '26990001500018', name: 'CCAS de 100 %_ville' });
  const claude = await person(services, { givenName: 'Claude', familyName: 'Double', organisationId: other });
  instructor = await staff('Inès', 'dgfip:*:instructor');
  const start = services.now().getTime() - 86_400_000 * 2;
  numbers = [];
  for (let index = 0; index < total; index++) {
    const row = await request(services, {
      applicant: index === 3 ? claude.actor : camille.actor,
      answers: { ...canteen, intitule: index === 3 ? 'Place en crèche' : `Cantine ${index}` },
      // Several at the same millisecond: the id decides between them.
      at: new Date(start + Math.floor(index / 4) * 1000),
    });
    numbers.push(row.number);
  }
});

async function list(path: string) {
  const answer = await app.request(`${publicUrl}${path}`, {
    headers: { accept: 'text/html', cookie: instructor.cookie },
  });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  return {
    text,
    numbers: [...text.matchAll(/class="number">D(\d+)</g)].map((match) => Number(match[1])),
    link: (rel: string) =>
      new RegExp(`rel="${rel}" href="([^"]+)"`).exec(text)?.[1]?.replaceAll('&amp;', '&'),
  };
}

describe('the list', () => {
  it('goes to the oldest and back, page by page, missing and repeating none', async () => {
    const forward: number[] = [];
    const pages = [await list('/instruction')];
    expect(pages[0]?.link('prev')).toBeUndefined();
    for (let next = pages[0]?.link('next'); next; ) {
      const page = await list(next);
      pages.push(page);
      next = page.link('next');
    }
    for (const page of pages) forward.push(...page.numbers);
    expect(pages).toHaveLength(3);
    expect(new Set(forward).size).toBe(total);
    expect([...forward].sort((a, b) => a - b)).toEqual([...numbers].sort((a, b) => a - b));
    const back = await list(pages[2]?.link('prev') ?? '');
    expect(back.numbers).toEqual(pages[1]?.numbers);
    const first = await list(back.link('prev') ?? '');
    expect(first.numbers).toEqual(pages[0]?.numbers);
    expect(first.link('prev')).toBeUndefined();
  });

  it.each([
    ['a project', 'crèche'],
    ['an organisation', 'ccas'],
    ['a person, words in any order', 'double claude'],
    ['a SIRET as printed', '269 900 015 00018'],
    ['the beginning of a SIRET', '269900015'],
    ['signs that mean something to SQL', '100 %_'],
  ])('finds %s', async (_, words) => {
    const found = await list(`/instruction?q=${encodeURIComponent(words)}`);
    expect(found.numbers).toEqual([numbers[3]]);
  });

  it('finds a number, with or without its letter', async () => {
    for (const words of [`D${numbers[7]}`, `d${numbers[7]}`, `${numbers[7]}`]) {
      expect((await list(`/instruction?q=${words}`)).numbers).toContain(numbers[7]);
    }
  });

  it('says so when nothing matches, and keeps the words', async () => {
    const { text, numbers: none } = await list('/instruction?q=introuvable&etat=refused');
    expect(none).toEqual([]);
    expect(text).toContain('Aucune demande ne correspond');
    expect(text).toContain('value="introuvable"');
  });

  it('filters by state, and keeps the filter from page to page', async () => {
    const submitted = await list('/instruction?etat=submitted');
    expect(submitted.numbers).toHaveLength(pageSize);
    expect(submitted.link('next')).toContain('etat=submitted');
    expect((await list('/instruction?etat=validated')).numbers).toEqual([]);
  });

  it('an edited cursor is the first page', async () => {
    const first = await list('/instruction');
    expect((await list('/instruction?apres=nonsense')).numbers).toEqual(first.numbers);
  });
});
