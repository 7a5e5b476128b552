import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { absences, assignments } from '../../../server/examination/tables.ts';
import { scriptPath, stylePath } from '../../../server/instruction/list/assets.ts';
import { readerFor } from '../../../server/instruction/list/conditions.ts';
import { readListQuery } from '../../../server/instruction/list/query.ts';
import { findPage } from '../../../server/instruction/list/store.ts';
import { instructionFlags, instructionViews } from '../../../server/instruction/list/tables.ts';
import { mostViews } from '../../../server/instruction/list/views.ts';
import { testDatabase } from '../../support/database.ts';
import { type Queue, queue, visits } from './list-seed.ts';
import { testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { get, post, bytes } = visits(services);

let q: Queue;
beforeAll(async () => {
  q = await queue(services);
});

const numbers = async (path: string, who = q.instructor) => (await get(path, who)).numbers;

describe('the tabs', () => {
  it('begin by what waits, newest first, and count no more than they show', async () => {
    const { text, numbers: shown } = await get('/instruction', q.instructor);
    expect(shown).toEqual([q.changed, q.canteen, q.accounts, q.nursery].map(({ number }) => number));
    expect(text).toMatch(
      /aria-current="page">À instruire\s*<span class="count "><span aria-hidden="true">4</,
    );
    expect(await numbers('/instruction?onglet=retard')).toEqual([q.nursery.number]);
    expect(await numbers('/instruction?onglet=toutes')).toHaveLength(5);
  });

  it('show as new what no instructor has opened since it was sent', async () => {
    expect(await numbers('/instruction?onglet=nouvelles')).toContain(q.nursery.number);
    await get(`/instruction/D${q.nursery.number}`, q.reporter);
    expect(await numbers('/instruction?onglet=nouvelles')).toContain(q.nursery.number);
    await get(`/instruction/D${q.nursery.number}`, q.second);
    await get(`/instruction/D${q.nursery.number}`, q.instructor);
    expect(await numbers('/instruction?onglet=nouvelles')).not.toContain(q.nursery.number);
    const [flag] = await database
      .select()
      .from(instructionFlags)
      .where(eq(instructionFlags.requestId, q.nursery.id));
    expect(flag?.openedAt).toBeInstanceOf(Date);
  });

  it('call late what is beyond the time that its own API sets', async () => {
    const reader = await readerFor(services, q.instructor.actor);
    const query = readListQuery(new URLSearchParams('onglet=retard'), { apis: [] });
    const lateBy = async (...targets: [string, number][]) =>
      (await findPage({ ...reader, targets: new Map(targets) }, query)).items.map(({ number }) => number);
    expect(await lateBy(['impot-particulier', 60], ['ficoba', 5])).toEqual([q.accounts.number]);
    expect(await lateBy(['impot-particulier', 5], ['ficoba', 60])).toEqual([q.nursery.number]);
    expect(await lateBy(['impot-particulier', 5], ['ficoba', 5])).toEqual([
      q.accounts.number,
      q.nursery.number,
    ]);
  });

  it('show who reads one API alone nothing of the others', async () => {
    expect(await numbers('/instruction?onglet=toutes', q.second)).not.toContain(q.accounts.number);
    const { text } = await get('/instruction?api=ficoba', q.second);
    expect(text).toContain('n’est pas comprise');
  });
});

describe('the filters', () => {
  it.each([
    ['a state', 'etat=refused', 'refused'],
    ['an API', 'api=ficoba', 'accounts'],
    ['a stage', 'palier=production', 'nursery'],
    ['a use case', 'api=impot-particulier&usage=place_creche', 'nursery'],
    ['a region', 'region=84&etat=submitted', 'nursery'],
    ['a département', 'departement=69&etat=refused', 'refused'],
    ['an age', 'age=31-60', 'nursery'],
    ['a mark', 'signe=modifiee', 'changed'],
    ['two marks', 'signe=nouvelle&signe=modifiee', 'changed'],
    ['words', 'q=recouvrement', 'accounts'],
    ['a plural, in capitals, without accents', 'q=CRECHES', 'nursery'],
    ['a town', 'q=lyon+attribution', 'nursery'],
    ['a person named in the form', 'q=Rachel+periscolaires', 'changed'],
  ] as const)('show %s', async (_, parameters, name) => {
    expect(await numbers(`/instruction?${parameters}`)).toEqual([q[name].number]);
  });

  it('find a request by the number of its habilitation', async () => {
    const { text } = await get('/instruction?q=H1', q.instructor);
    expect(text).toContain('Aucune demande ne correspond');
  });

  it('turn the order around, and go through it page by page', async () => {
    const oldest = await numbers('/instruction?tri=anciennes');
    expect(oldest).toEqual((await numbers('/instruction')).toReversed());
  });

  it('say what they did not understand, without saying it back, and show the first page', async () => {
    const {
      status,
      text,
      numbers: shown,
    } = await get(`/instruction?etat=${encodeURIComponent('<b>x')}&apres=tampered&signe=a%00b`, q.instructor);
    expect(status).toBe(200);
    expect(text).toContain('n’est pas comprise');
    expect(text).toMatch(/<b>État, Pages, Signes<\/b>|<b>État, Signes, Pages<\/b>/);
    expect(text.slice(text.indexOf('<main'))).not.toContain('tampered');
    expect(text).not.toContain('<b>x');
    expect(shown).toHaveLength(4);
  });

  it('survive an invisible character in the search', async () => {
    expect(await numbers('/instruction?q=rec%00ouvrement')).toEqual([q.accounts.number]);
  });
});

describe('a search with a typing error', () => {
  it.each([
    ['recouvremnet', 'accounts'],
    ['perriscolaires', 'changed'],
    ['attributoin des plases', 'nursery'],
  ] as const)('%s finds what was meant, and says by which words', async (words, name) => {
    const { numbers: shown, text } = await get(`/instruction?q=${encodeURIComponent(words)}`, q.instructor);
    expect(shown).toEqual([q[name].number]);
    expect(text).toContain('Aucune demande n’a ces mots');
  });

  it('finds nothing by a word that is like none', async () => {
    const { numbers: none, text } = await get('/instruction?q=zzyzxqwv', q.instructor);
    expect(none).toEqual([]);
    expect(text).toContain('Aucune demande ne correspond');
  });
});

describe('priority and people', () => {
  it('a priority is given to those ticked, by who instructs them alone', async () => {
    const form = { d: [String(q.canteen.number), '999999'], donner: 'urgente', liste: 'etat=submitted' };
    expect((await post('/instruction/priorite', q.reporter, form)).status).toBe(303);
    expect(await numbers('/instruction?priorite=urgente')).toEqual([]);
    const done = await post('/instruction/priorite', q.instructor, form);
    expect(done.location).toBe('/instruction?etat=submitted&fait=priority');
    expect((await get(done.location, q.instructor)).text).toContain('est enregistrée');
    expect(await numbers('/instruction?priorite=urgente')).toEqual([q.canteen.number]);
    await post('/instruction/priorite', q.instructor, { ...form, donner: 'constructor' });
    expect(await numbers('/instruction?priorite=urgente')).toEqual([q.canteen.number]);
  });

  it('what is given to a colleague waits for them, and for who stands in', async () => {
    const userId = q.second.actor.userId;
    await database
      .insert(assignments)
      .values({ requestId: q.canteen.id, userId, assignedAt: services.now() });
    expect(await numbers('/instruction')).not.toContain(q.canteen.number);
    expect(await numbers('/instruction', q.second)).toContain(q.canteen.number);
    expect(await numbers('/instruction?charge=moi', q.second)).toEqual([q.canteen.number]);
    expect(await numbers(`/instruction?charge=${userId}`)).toEqual([q.canteen.number]);
    expect(await numbers('/instruction?charge=personne')).not.toContain(q.canteen.number);
    expect((await get('/instruction?onglet=toutes', q.instructor)).text).toContain('>Ivan Agent</option>');
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(services.now());
    const substituteId = q.instructor.actor.userId;
    await database.insert(absences).values({ userId, substituteId, firstDay: today, lastDay: today });
    expect(await numbers('/instruction')).toContain(q.canteen.number);
    await database.delete(absences);
    await database.delete(assignments);
    expect(await numbers('/instruction')).toContain(q.canteen.number);
  });
});

describe('kept views', () => {
  it('are saved, shown as the one looked at, and removed by their owner alone', async () => {
    const liste = 'onglet=toutes&etat=refused';
    const saved = await post('/instruction/vues', q.instructor, { nom: '  Refus  du Nord ', liste });
    expect(saved.status).toBe(303);
    const { text } = await get(saved.location, q.instructor);
    expect(text).toContain('La vue est enregistrée');
    expect(text).toMatch(/etat=refused" aria-current="page">Refus du Nord<\/a>/);
    expect((await get('/instruction', q.second)).text).not.toContain('Refus du Nord');
    const [view] = await database.select().from(instructionViews);
    await post(`/instruction/vues/${view?.id}/suppression`, q.second, { liste });
    expect((await get('/instruction', q.instructor)).text).toContain('Refus du Nord');
    await post(`/instruction/vues/${view?.id}/suppression`, q.instructor, { liste });
    expect((await get('/instruction', q.instructor)).text).not.toContain('Refus du Nord');
    expect((await post('/instruction/vues/nothing/suppression', q.instructor, {})).status).toBe(303);
  });

  it.each([
    ['', 'Donnez un nom'],
    ['x'.repeat(61), 'Raccourcissez ce nom'],
    ['a\0b', 'caractère invisible'],
    ['Deux fois', 'déjà une vue de ce nom'],
  ])('a name that is none (%j) is sent back with what to do', async (nom, message) => {
    await post('/instruction/vues', q.second, { nom: 'Deux fois', liste: 'etat=submitted' });
    const { status, text } = await post('/instruction/vues', q.second, { nom, liste: 'etat=submitted' });
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(text).toContain('aria-describedby="nom-hint nom-error"');
  });

  it('are as many as a person reads', async () => {
    for (let each = 0; each < mostViews; each++) {
      await post('/instruction/vues', q.reporter, { nom: `Vue ${each}`, liste: '' });
    }
    const { status, text } = await post('/instruction/vues', q.reporter, { nom: 'Une de trop', liste: '' });
    expect(status).toBe(422);
    expect(text).toContain('supprimez-en une');
  });
});

describe('what the page is made with', () => {
  it('its script and style sheet are ours, kept by browsers, and allowed by its policy', async () => {
    const page = await bytes('/instruction', q.instructor);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const text = await page.text();
    for (const path of [scriptPath, stylePath]) {
      expect(text).toContain(`"${path}"`);
      const asset = await bytes(path, q.instructor);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('cache-control')).toContain('immutable');
      const other = await bytes(path.replace(/-[^-]*\./, '-another.'), q.instructor);
      expect(other.headers.get('cache-control')).toBe('no-store');
    }
    expect(text).not.toMatch(/undefined|\[object/);
    const english = (await get('/instruction?onglet=toutes&lang=en', q.instructor)).text;
    expect(english).toContain('Requests to examine');
    expect(english).not.toMatch(/undefined|\[object/);
  });

  it('a reporter ticks nothing', async () => {
    const { text } = await get('/instruction', q.reporter);
    expect(text).not.toContain('name="acte"');
    expect(text).not.toContain('name="d"');
  });
});
