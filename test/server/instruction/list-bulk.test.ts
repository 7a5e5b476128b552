import { and, eq, inArray } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { answerTemplates, reasonUses } from '../../../server/instruction/templates/tables.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { type Queue, queue, visits } from './list-seed.ts';
import { plain } from './pages.ts';
import { canteen, request, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { get, post } = visits(services);

let q: Queue;
beforeAll(async () => {
  q = await queue(services);
});

const several = (count: number, applicant = q.lille.actor) =>
  Promise.all(Array.from({ length: count }, () => request(services, { applicant })));

const address = (act: string, rows: { number: number }[]) =>
  `/instruction/ensemble?acte=${act}&liste=etat%3Dsubmitted&${rows.map(({ number }) => `d=${number}`).join('&')}`;

/** The fields of the form, as a browser sends them. */
const formOf = (text: string) => ({
  acte: /name="acte" value="(\w+)"/.exec(text)?.[1] ?? '',
  liste: 'etat=submitted',
  d: [...text.matchAll(/name="d" value="(\d+)" checked/g)].map((match) => match[1] ?? ''),
  ...Object.fromEntries(
    [...text.matchAll(/name="(vu\.\d+)" value="(\d+)"/g)].map((match) => [match[1], match[2] ?? '']),
  ),
});

const statesOf = async (rows: { id: string }[]) => {
  const found = await database
    .select({ id: requests.id, state: requests.state })
    .from(requests)
    .where(
      inArray(
        requests.id,
        rows.map(({ id }) => id),
      ),
    );
  return rows.map(({ id }) => found.find((row) => row.id === id)?.state);
};

describe('several requests decided in one act', () => {
  it('get an event, a mail and a habilitation each', async () => {
    const rows = await several(3);
    const page = await get(address('validation', rows), q.instructor);
    expect(page.text).toContain('pour ces 3 demandes');
    const done = await post('/instruction/ensemble', q.instructor, {
      ...formOf(page.text),
      words: 'Bienvenue.',
    });
    expect(done.status).toBe(200);
    expect(done.text).toContain('3 demandes validées');
    expect(done.text).toContain('href="/instruction?etat=submitted"');
    expect(await statesOf(rows)).toEqual(['validated', 'validated', 'validated']);
    const ids = rows.map(({ id }) => id);
    const decided = await database
      .select()
      .from(events)
      .where(and(inArray(events.requestId, ids), eq(events.name, 'validate')));
    expect(decided).toHaveLength(3);
    expect(new Set(decided.map(({ actorId }) => actorId))).toEqual(new Set([q.instructor.actor.userId]));
    const announced = await database
      .select()
      .from(outbox)
      .where(and(inArray(outbox.requestId, ids), eq(outbox.topic, 'validate')));
    expect(announced).toHaveLength(3);
  });

  it('lose nothing when one of them was decided meanwhile', async () => {
    const rows = await several(3);
    const page = await get(address('refus', rows), q.instructor);
    const [, lost] = rows;
    if (lost) await execute(services, lost.id, { name: 'validate' }, q.second.actor);
    const form = { ...formOf(page.text), words: 'Mes mots précieux', category: 'finalite' };
    const { status, text } = await post('/instruction/ensemble', q.instructor, form);
    expect(status).toBe(200);
    expect(text).toContain('2 demandes refusées');
    expect(text).toContain('1 demande laissée telle quelle');
    expect(text).toContain('Ivan Agent');
    expect(text).toContain('ne peuvent plus être décidées');
    expect(await statesOf(rows)).toEqual(['refused', 'validated', 'refused']);
  });

  it('keep the words for one that can still be decided, and tick it again', async () => {
    const rows = await several(2);
    const page = await get(address('refus', rows), q.instructor);
    const [, lost] = rows;
    const intent: Intent = { name: 'request_changes', reason: 'Précisez.', fields: [] };
    if (lost) await execute(services, lost.id, intent, q.second.actor);
    const form = { ...formOf(page.text), words: 'Mes mots précieux', category: 'finalite' };
    const { text } = await post('/instruction/ensemble', q.instructor, form);
    expect(text).toContain('1 demande refusée');
    expect(text).toContain('Décider les demandes restantes');
    expect(text).toContain('Mes mots précieux</textarea>');
    const again = formOf(text);
    expect(again.d).toEqual([String(lost?.number)]);
    await post('/instruction/ensemble', q.instructor, { ...form, ...again });
    expect(await statesOf(rows)).toEqual(['refused', 'refused']);
  });

  it('are decided once when two instructors act at the same moment', async () => {
    const rows = await several(4);
    const [one, other] = await Promise.all(
      [q.instructor, q.second].map(async (who) => formOf((await get(address('validation', rows), who)).text)),
    );
    await Promise.all([
      post('/instruction/ensemble', q.instructor, { ...one, words: '' } as Record<string, string>),
      post('/instruction/ensemble', q.second, { ...other, words: '' } as Record<string, string>),
    ]);
    const decided = await database
      .select()
      .from(events)
      .where(
        and(
          inArray(
            events.requestId,
            rows.map(({ id }) => id),
          ),
          eq(events.name, 'validate'),
        ),
      );
    expect(decided).toHaveLength(4);
  });

  it('sent a second time, change nothing and say so', async () => {
    const rows = await several(2);
    const form = { ...formOf((await get(address('validation', rows), q.instructor)).text), words: '' };
    await post('/instruction/ensemble', q.instructor, form);
    const { text } = await post('/instruction/ensemble', q.instructor, form);
    expect(text).toContain('0 demande validée');
    expect(text).toContain('2 demandes laissées telles quelles');
  });

  it('ask for changes in the answers ticked', async () => {
    const rows = await several(2);
    const page = await get(address('modification', rows), q.instructor);
    const form = { ...formOf(page.text), words: 'Joignez la délibération.', fields: ['scopes', 'legal'] };
    const { text } = await post('/instruction/ensemble', q.instructor, form);
    expect(text).toContain('2 modifications demandées');
    const found = await database.query.requests.findFirst({ where: eq(requests.id, rows[0]?.id ?? '') });
    expect(found).toMatchObject({ state: 'changes_requested', requestedFields: ['scopes', 'legal'] });
  });
});

describe('one decision with what a single one has', () => {
  const send = (form: Record<string, string | string[]>, who = q.instructor) =>
    post('/instruction/ensemble', who, form);
  const rowOf = (id: string) => database.query.requests.findFirst({ where: eq(requests.id, id) });

  it('puts in a template whose variables each request fills with its own, previews one, and counts its uses', async () => {
    const [template] = await database
      .insert(answerTemplates)
      .values({
        ...{ providerId: 'dgfip', api: 'impot-particulier', kind: 'request_changes', title: 'Délibération' },
        ...{ content: 'Joignez-la à %{demande_id}.', updatedBy: q.instructor.actor.userId },
        updatedAt: services.now(),
      })
      .returning();
    const id = template?.id ?? '';
    const rows = await several(2);
    const form = formOf((await get(address('modification', rows), q.instructor)).text);
    const filledIn = await send({ ...form, words: 'Bonjour.', insert: id });
    expect(filledIn.status).toBe(200);
    expect(filledIn.text).toContain('Bonjour.\n\nJoignez-la à %{demande_id}.</textarea>');
    expect(filledIn.text).toContain(`name="used" value="${id}"`);
    expect(await statesOf(rows)).toEqual(['submitted', 'submitted']);

    const whole = { ...form, words: 'Joignez-la à %{demande_id}.', used: id };
    const previewed = await send({ ...whole, preview: '1' });
    expect(previewed.text).toContain('Aperçu pour l’une d’elles');
    expect(previewed.text).toContain(
      `<blockquote class="said">Joignez-la à D${rows[0]?.number}.</blockquote>`,
    );
    expect(await statesOf(rows)).toEqual(['submitted', 'submitted']);

    expect((await send(whole)).text).toContain('2 modifications demandées');
    for (const row of rows) {
      expect((await rowOf(row.id))?.reason).toBe(`Joignez-la à D${row.number}.`);
    }
    const [use] = await database.select().from(reasonUses).where(eq(reasonUses.reason, id));
    expect(use?.uses).toBe(2);
  });

  it('grants each of what is ticked what it asked for, explained, on conditions', async () => {
    const fewer = { ...canteen, scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr'] };
    const rows = await several(1);
    rows.push(await request(services, { applicant: q.lille.actor, answers: fewer }));
    const { text } = await get(address('validation', rows), q.instructor);
    expect(text).toContain('Données accordées (4 demandées)');
    const form = {
      ...formOf(text),
      ...{ granting: '1', conditions: 'Purger chaque été.' },
      scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_nbpart'],
    };
    const unexplained = await send({ ...form, words: '' });
    expect(unexplained.status).toBe(422);
    expect(unexplained.text).toContain('Expliquez pourquoi vous accordez moins');
    expect((await send({ ...form, words: '', scopes: [] })).text).toContain('Accordez au moins une donnée');
    expect((await send({ ...form, words: 'x', scopes: ['dgfip_autre'] })).text).toContain(
      'Cochez seulement des données demandées',
    );
    expect(await statesOf(rows)).toEqual(['submitted', 'submitted']);
    expect((await send({ ...form, words: 'Sans les frais.' })).text).toContain('2 demandes validées');
    const held = await Promise.all(
      rows.map(({ id }) =>
        database.query.habilitations.findFirst({ where: eq(habilitations.requestId, id) }),
      ),
    );
    expect(held.map((one) => one?.scopes)).toEqual([form.scopes, fewer.scopes]);
    expect(held.map((one) => one?.conditions)).toEqual(['Purger chaque été.', 'Purger chaque été.']);
  });

  it('leaves as it is the one of which nothing would be granted, and says why', async () => {
    const rows = await several(1);
    const answers = { ...canteen, scopes: ['dgfip_aft'] };
    rows.push(await request(services, { applicant: q.lille.actor, answers }));
    const form = formOf((await get(address('validation', rows), q.instructor)).text);
    const { text } = await send({ ...form, granting: '1', scopes: ['dgfip_rfr'], words: 'Moins.' });
    expect(text).toContain('1 demande validée');
    expect(text).toContain('Accordez au moins une donnée, ou refusez la demande.');
    expect(await statesOf(rows)).toEqual(['validated', 'submitted']);
  });

  it('says what stands of the controls and opinions: of all of them once, of one beside it', async () => {
    const rows = await several(2);
    await post(`/instruction/D${rows[1]?.number}/avis`, q.instructor, {
      ...{ email: q.reporter.actor.email, question: 'Un précédent ?' },
    });
    const text = plain((await get(address('validation', rows), q.instructor)).text);
    expect(text.match(/Conformité RGPD : contrôle à rendre/g)).toHaveLength(1);
    expect(text).toContain('Avant de valider, pour chacune de ces demandes');
    expect(text.match(/<b>L’avis demandé à Rose Agent est attendu\.<\/b>/g)).toHaveLength(1);
    expect((await get(address('refus', rows), q.instructor)).text).not.toContain('contrôle à rendre');
  });

  it('takes the agreement of one person and the validation of another, where an API wants two', async () => {
    const rows = await several(2);
    const twice = <T extends object>(file: T) => ({ ...file, two_people: true });
    const { catalogue } = services;
    const pair = visits({
      ...services,
      catalogue: {
        ...catalogue,
        get: (api) => {
          const file = catalogue.get(api);
          return file && twice(file);
        },
        list: () => catalogue.list().map(twice),
      },
    });
    const act = async (name: string, who = q.instructor) => {
      const form = formOf((await pair.get(address(name, rows), who)).text);
      return (await pair.post('/instruction/ensemble', who, { ...form, acte: name, words: '' })).text;
    };
    expect((await get('/instruction', q.instructor)).text).not.toContain('value="accord"');
    expect((await pair.get('/instruction', q.instructor)).text).toContain('value="accord"');
    expect((await get(address('accord', rows), q.instructor)).text).toContain('par une seule personne');
    expect((await pair.get(address('validation', rows), q.instructor)).text).toContain('veut deux personnes');
    expect(await act('accord')).toContain('2 premiers accords donnés');
    expect((await pair.get(address('accord', rows), q.second)).text).toContain('a déjà un premier accord');
    expect((await pair.get(address('validation', rows), q.instructor)).text).toContain('veut deux personnes');
    expect(await act('validation', q.second)).toContain('2 demandes validées');
    const agreed = await database
      .select()
      .from(events)
      .where(
        and(
          inArray(
            events.requestId,
            rows.map(({ id }) => id),
          ),
          eq(events.name, 'agree'),
        ),
      );
    expect(agreed).toHaveLength(2);
  });
});

describe('what keeps requests apart', () => {
  it('those of several APIs or stages are offered group by group', async () => {
    const rows = [...(await several(1)), q.accounts, q.nursery];
    const { text } = await get(address('validation', rows), q.instructor);
    expect(text).toContain('ne sont pas semblables');
    expect(text.match(/\(1 demande\)/g)).toHaveLength(3);
    expect(text).not.toContain('<textarea');
    const form = { acte: 'validation', d: rows.map(({ number }) => String(number)), words: '' };
    expect((await post('/instruction/ensemble', q.instructor, form)).status).toBe(422);
    expect(await statesOf(rows)).toEqual(['submitted', 'submitted', 'submitted']);
  });

  it('one decided already, one unknown and one of another API are left out, each with why', async () => {
    const [row] = await several(1);
    const chosen = [row, q.refused, { number: 999_999 }].flatMap((one) => one ?? []);
    const { text } = await get(address('validation', chosen), q.instructor);
    expect(text).toContain('n’attend pas cette décision (état : refusée)');
    expect(text).toContain('n’existe pas, ou n’est pas à votre charge');
    expect((await get(address('validation', [q.accounts]), q.second)).text).toContain('n’existe pas');
    expect((await get(address('validation', chosen), q.reporter)).text).toContain('se lit seulement');
  });

  it('a reporter decides none of them, whatever is sent', async () => {
    const rows = await several(2);
    const form = { acte: 'validation', d: rows.map(({ number }) => String(number)), words: '' };
    const seen = Object.fromEntries(rows.map(({ number }) => [`vu.${number}`, '9']));
    const { text } = await post('/instruction/ensemble', q.reporter, { ...form, ...seen });
    expect(text).toContain('2 demandes laissées telles quelles');
    expect(await statesOf(rows)).toEqual(['submitted', 'submitted']);
  });

  it('without having seen a request nobody decides it', async () => {
    const rows = await several(1);
    const form = { acte: 'validation', d: rows.map(({ number }) => String(number)), words: '' };
    await post('/instruction/ensemble', q.instructor, form);
    expect(await statesOf(rows)).toEqual(['submitted']);
  });
});

describe('bad input', () => {
  it.each([
    ['no request', { d: [] }, 'Cochez au moins une demande'],
    ['no words', { words: '  ', category: 'finalite' }, 'un refus doit être motivé'],
    ['no ground', { words: 'Motif.' }, 'Choisissez la raison du refus'],
    ['words too long', { words: 'x'.repeat(20_000), category: 'finalite' }, 'Raccourcissez'],
    ['an invisible character', { words: 'a\0b', category: 'finalite' }, 'invisible'],
  ])('%s is sent back with what to do', async (_, bad, message) => {
    const rows = await several(1);
    const form = formOf((await get(address('refus', rows), q.instructor)).text);
    const { status, text } = await post('/instruction/ensemble', q.instructor, { ...form, ...bad });
    expect(status).toBe(422);
    expect(text).toContain(message);
    expect(await statesOf(rows)).toEqual(['submitted']);
  });

  it('an unknown act, and numbers that are none, are nothing to decide', async () => {
    const { status, text } = await get('/instruction/ensemble?acte=constructor&d=x&d=-1', q.instructor);
    expect(status).toBe(200);
    expect(text).toContain('Aucune demande choisie');
  });

  it('what an applicant wrote is shown as they wrote it', async () => {
    const hostile = '<script>alert(1)</script>';
    const row = await request(services, {
      applicant: q.lille.actor,
      answers: { ...canteen, intitule: hostile },
    });
    const { text } = await get(address('validation', [row]), q.instructor);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toMatch(/undefined|\[object/);
  });
});
