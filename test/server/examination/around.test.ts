/** Absences, duplicates, what else the organisation has, what differs from the template; and that the acts hold. */
import { and, eq, ne } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { actsOf } from '../../../server/acts/acts.ts';
import { staffActs, staffChains } from '../../../server/acts/tables.ts';
import { histories } from '../../../server/audit/histories.ts';
import { walk } from '../../../server/audit/walk.ts';
import { examinationOf } from '../../../server/examination/examination.ts';
import { absences } from '../../../server/examination/tables.ts';
import { parisDay } from '../../../server/requests/dates.ts';
import { canteen, organisation, person, type Seeded } from '../instruction/seed.ts';
import { scene } from './scene.ts';

const { services, database, lead, other, reporter, security, elsewhere, staff, get, post, sent, fill } =
  await scene();

const inDays = (days: number) => parisDay(new Date(Date.now() + days * 24 * 3_600_000));

describe('an absence', () => {
  const path = '/instruction/absences';

  it('shows on what is assigned to who is away, with who replaces them, until its last day', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    await post(`${page}/affectation`, lead, { seen: '0', take: '1' });
    const days = { first: inDays(-1), last: inDays(3) };
    const done = await post(path, lead, { ...days, email: other.actor.email });
    expect((await get(done.location, lead)).text).toContain('L’absence est enregistrée.');
    expect((await get(page, other)).text).toMatch(
      /Suivie par Inès Agent <span class="tag warn">en absence<\/span> jusqu’au .*remplacement par Ivan Agent/,
    );
    const own = await get(path, lead);
    const [end = ''] = /\/instruction\/absences\/[0-9a-f-]+\/fin/.exec(own.text) ?? [];
    // Only one's own.
    await post(end, other);
    expect((await get(page, other)).text).toContain('en absence');
    await post(end, lead);
    await post(end, lead);
    expect((await get(page, other)).text).not.toContain('en absence');
    const acts = await actsOf(database, lead.actor.userId);
    expect(acts.map(({ name }) => name)).toEqual(['absence', 'end_absence']);
  });

  it.each([
    ['that ends before it begins', { first: inDays(5), last: inDays(4) }, 'après le premier'],
    ['that is over', { first: inDays(-5), last: inDays(-4) }, 'une date à venir'],
    ['of no day', { first: 'demain', last: '' }, 'une date qui existe'],
    ['replaced by somebody of another provider', { email: elsewhere.actor.email }, 'href="#email"'],
    ['replaced by a reporter', { email: reporter.actor.email }, 'href="#email"'],
    ['replaced by oneself', { email: lead.actor.email }, 'href="#email"'],
    ['with an invisible character', { first: '2027-01-01\0' }, 'une date qui existe'],
  ])('%s is sent back', async (_, changes, message) => {
    const form = { first: inDays(1), last: inDays(2), email: other.actor.email, ...changes };
    const answer = await post(path, lead, form);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(await database.select().from(absences)).toEqual([]);
  });

  it('is an instructor’s alone', async () => {
    expect((await get('/instruction', reporter)).text).not.toContain(path);
    expect((await get(path, reporter)).status).toBe(403);
    expect((await post(path, reporter, {})).status).toBe(403);
  });
});

describe('the absence of a colleague', () => {
  const path = '/instruction/absences';
  const of = ({ actor }: Seeded) => `${path}/equipe/${actor.userId}`;
  const days = { first: inDays(0), last: inDays(3) };

  it('is announced and ended by who manages them, with a trace that they see', async () => {
    const manager = await staff('Maud', 'dgfip:*:manager');
    const away = await staff('Alix', 'dgfip:impot-particulier:instructor');
    expect((await get('/instruction', manager)).text).toContain(`href="${path}"`);
    const page = await get(path, manager);
    expect(page.text).toContain('Votre équipe');
    expect(page.text).toContain(of(away));
    expect(page.text).not.toContain(of(elsewhere));
    expect(page.text).not.toContain(of(manager));
    const form = { ...days, email: lead.actor.email };
    expect((await post(of(away), manager, { ...form, email: away.actor.email })).text).toContain(
      'href="#email"',
    );
    const done = await post(of(away), manager, form);
    expect(done.status).toBe(303);
    const shown = await get(done.location, manager);
    expect(shown.text).toContain('Absences : Alix Agent');
    expect(shown.text).toContain('L’absence est enregistrée.');
    expect((await get(path, manager)).text).toContain('remplacement par Inès Agent');
    const theirs = await get(path, away);
    expect(theirs.text).toContain('Annoncée par Maud Agent');
    expect(theirs.text).not.toContain('Votre équipe');
    const [end = ''] = new RegExp(`${of(away)}/[0-9a-f-]+/fin`).exec(shown.text) ?? [];
    expect((await get((await post(end, manager)).location, manager)).text).toContain('est retirée');
    const acts = await actsOf(database, away.actor.userId);
    expect(acts.map(({ name, by, role }) => [name, by, role])).toEqual([
      ['absence', manager.actor.userId, 'manager'],
      ['end_absence', manager.actor.userId, 'manager'],
    ]);
    expect((await post(of(away), manager, { ...form, first: 'demain' })).status).toBe(422);
    expect((await get(`${of(away)}?lang=en`, manager)).text).toContain('Absences: Alix Agent');
  });

  it('is nobody’s who does not manage them, and nobody’s who does not exist', async () => {
    const manager = await staff('Odile', 'dinum:*:manager');
    const form = { ...days, email: other.actor.email };
    for (const who of [other, manager]) {
      expect((await get(of(lead), who)).status).toBe(404);
      expect((await post(of(lead), who, form)).status).toBe(404);
      expect((await post(`${of(lead)}/${lead.actor.userId}/fin`, who)).status).toBe(404);
    }
    expect((await get(`${path}/equipe/personne`, manager)).status).toBe(404);
    expect((await get(of(lead), reporter)).status).toBe(403);
    expect(await database.select().from(absences)).toEqual([]);
  });
});

describe('what else the organisation has', () => {
  it('duplicates stand first: same API, stage and use case, alive, of another file', async () => {
    const town = await organisation(services, { siret: '21990077600011', name: 'Commune d’Ailleurs' });
    const noa = await person(services, { givenName: 'Noa', familyName: 'Ailleurs', organisationId: town });
    const first = await sent({ applicant: noa.actor });
    const page = `/instruction/D${first.number}`;
    expect((await get(page, lead)).text).not.toContain('doublon');
    const twin = await sent({ applicant: noa.actor });
    const nursery = await sent({ applicant: noa.actor, useCase: 'place_creche' });
    const draft = await sent({ applicant: noa.actor, draft: true });
    const foreign = await sent({
      applicant: noa.actor,
      api: 'api-particulier',
      stage: 'production',
      useCase: '',
    });
    const { text } = await get(page, lead);
    const [callout = ''] =
      /<section class="callout warn" aria-labelledby="duplicates">[\s\S]*?<\/section>/.exec(text) ?? [];
    expect(callout).toContain(`D${twin.number}`);
    expect(callout).not.toContain(`D${nursery.number}`);
    const [sheet = ''] =
      /<section class="sheet" aria-labelledby="related">[\s\S]*?<\/section>/.exec(text) ?? [];
    expect(sheet).toContain(`D${nursery.number}`);
    for (const hidden of [draft, foreign]) expect(text).not.toContain(`D${hidden.number}`);
    await fill(`/instruction/D${twin.number}/validation`, lead, { words: '' });
    const after = (await get(page, lead)).text;
    expect(after).toMatch(/H\d+ <span class="tag ok">en vigueur<\/span>/);
    await fill(`/instruction/D${nursery.number}/refus`, lead, { words: 'Non.', category: 'finalite' });
    expect((await get(page, lead)).text).toContain('Refusée');
  });
});

describe('what differs from the template', () => {
  const prefill = services.catalogue
    .localised('impot-particulier', 'fr')
    ?.use_cases.find(({ id }) => id === 'cantine_scolaire')?.prefill;

  it('is told word by word', async () => {
    const description = `${prefill?.description} Deux écoles sont concernées.`;
    const row = await sent({ answers: { ...canteen, ...prefill, description } });
    const { text } = await get(`/instruction/D${row.number}`, lead);
    const [section = ''] = /aria-labelledby="template">[\s\S]*?<\/section>/.exec(text) ?? [];
    expect(section).toMatch(
      /<ins><span class="hidden">Ajouté : <\/span> Deux écoles sont concernées\.<\/ins>/,
    );
    expect(section).toContain('sans redemander');
    expect(section).not.toContain('<del>');
  });

  it('is nothing where all of it stands, or where the use case writes nothing', async () => {
    const same = await sent({ answers: { ...canteen, ...prefill } });
    expect((await get(`/instruction/D${same.number}`, lead)).text).toContain('par le modèle sont inchangées');
    const free = await sent({ useCase: '' });
    expect((await get(`/instruction/D${free.number}`, lead)).text).not.toContain('modèle du cas d’usage');
  });
});

describe('the chain of acts', () => {
  it('says of each who, when, before and after; words stand in it as digests', async () => {
    const row = await sent();
    const path = `/instruction/D${row.number}/controles/reglementaire`;
    await fill(path, lead, { ticks: 'fondement', verdict: 'reserve', reason: 'Premiers mots' });
    await fill(path, other, { ticks: [], verdict: 'not_conforming', reason: 'Seconds mots' });
    const rows = await database.select().from(staffActs).where(eq(staffActs.chainId, row.id));
    const second = JSON.parse(rows.at(-1)?.body ?? '{}');
    expect(second).toMatchObject({
      ...{ chain: row.id, sequence: 2, by: other.actor.userId, role: 'instructor', subject: 'reglementaire' },
      before: { sequence: 1, ticks: ['fondement'], verdict: 'reserve' },
      after: { ticks: [], verdict: 'not_conforming' },
    });
    expect(rows.map(({ body }) => body).join()).not.toContain('mots');
    expect(rows[1]?.previousHash).toBe(rows[0]?.hash);
  });

  it('still says what stands when the words were erased', async () => {
    const row = await sent();
    const page = `/instruction/D${row.number}`;
    await fill(`${page}/controles/ssi`, security, { verdict: 'not_conforming', reason: 'Effacez-moi' });
    await database.update(staffActs).set({ details: null }).where(eq(staffActs.chainId, row.id));
    const { text } = await get(page, lead);
    expect(text).toContain('Non conforme');
    expect(text).not.toContain('Effacez-moi');
    expect(examinationOf(await actsOf(database, row.id)).acts[0]?.words).toEqual({});
  });
});

it('what is changed, removed or added behind the application’s back is found', async () => {
  const staff = histories.find(({ name }) => name === 'staff');
  if (!staff) throw new Error('the acts are no history');
  const faults = async () => {
    const { faults } = await walk(services, staff, { after: undefined, upTo: undefined });
    return faults.map(({ chainId, wrong }) => [chainId, wrong]);
  };
  const row = await sent();
  const path = `/instruction/D${row.number}/controles/reglementaire`;
  for (const reason of ['Un', 'Deux', 'Trois']) await fill(path, lead, { verdict: 'reserve', reason });
  await database.delete(staffActs).where(ne(staffActs.chainId, row.id));
  await database.delete(staffChains).where(ne(staffChains.id, row.id));
  expect(await faults()).toEqual([]);
  const rows = await database.select().from(staffActs);
  const second = rows.find(({ sequence }) => sequence === 2);
  if (!second) throw new Error('no act');
  const place = and(eq(staffActs.chainId, row.id), eq(staffActs.sequence, 2));
  const forged = { body: second.body.replace('"reserve"', '"conforming"') };
  for (const [change, wrong] of [
    [forged, 'hash'],
    [{ details: { reason: 'Rien' } }, 'details'],
    [{ actorId: other.actor.userId }, 'columns'],
  ] as const) {
    await database.update(staffActs).set(change).where(place);
    expect(await faults()).toEqual([[row.id, wrong]]);
    await database.update(staffActs).set(second).where(place);
  }
  await database.delete(staffActs).where(eq(staffActs.sequence, 3));
  expect(await faults()).toEqual([[row.id, 'missing']]);
});
