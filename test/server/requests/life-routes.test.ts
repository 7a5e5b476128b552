/** What an applicant does with a request that was sent, and with its habilitation, over HTTP. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { told } from './problems.ts';
import { complete, createActor, createCast, person, promises } from './world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor } = await createCast(database);
const colleague = await createActor(database, [commune.id], { givenName: 'Dominique' });
const stranger = await createActor(database, []);

const same = { purpose: true, people: true, data: true };
const renewing = { ...promises, same };
const newcomer = person('Noa', 'noa.bernard@commune.example');

async function post(
  view: Pick<RequestView, 'id' | 'version'>,
  path: string,
  { body, who = applicant, key = newId() }: { body?: unknown; who?: Actor; key?: string } = {},
) {
  const headers = { 'if-match': `"${view.version}"`, 'idempotency-key': key };
  return api.call(who, `/requests/${view.id}/${path}`, { method: 'POST', headers, body });
}

const read = async ({ id }: { id: string }, who = applicant) => (await api.call(who, `/requests/${id}`)).body;
const decide = async (
  { id }: { id: string },
  intent: Parameters<typeof execute>[2],
  who = instructor,
): Promise<RequestView> => {
  await execute(world, id, intent, who);
  return read({ id });
};
const sent = async (changes: object = {}): Promise<RequestView> => {
  const view = await api.created(applicant, changes);
  await api.attached(applicant, view, 'cadre_juridique_document', 'délibération');
  return (await api.submitted(applicant, await read(view))).body;
};
const validated = async (changes: object = {}) => decide(await sent(changes), { name: 'validate' });
const textOf = ({ situation }: RequestView) => [situation.title, ...situation.text].join(' ');

describe('a request that was sent', () => {
  test('is withdrawn, changed and sent again', async () => {
    const view = await sent();
    expect(view.actions).toContain('withdraw');
    const back = (await post(view, 'withdraw')).body;
    expect(back).toMatchObject({ state: 'draft', reopening: null, state_label: 'Brouillon' });
    expect(textOf(back)).toContain('a été retirée');
    expect(back.line[0]).toMatchObject({ id: 'sent', state: 'current' });
    expect((await api.submitted(applicant, back)).body.state).toBe('submitted');
  });

  test('is somebody’s own to withdraw', async () => {
    const view = await sent();
    expect(told(await post(view, 'withdraw', { who: colleague }))).toEqual([403, 'not-permitted']);
    expect(told(await post(view, 'withdraw', { who: stranger }))).toEqual([404, 'not-found']);
    expect(told(await post(view, 'reopen'))).toEqual([409, 'command-refused']);
  });

  test('is told apart by version and key, as a submission is', async () => {
    const view = await sent();
    const path = `/requests/${view.id}/withdraw`;
    const bare = await api.call(applicant, path, { method: 'POST', headers: { 'idempotency-key': newId() } });
    expect(told(bare)).toEqual([428, 'version-missing']);
    const keyless = await api.call(applicant, path, { method: 'POST', headers: { 'if-match': '"1"' } });
    expect(told(keyless)).toEqual([400, 'idempotency-key-missing']);
    expect(told(await post({ ...view, version: 1 }, 'withdraw'))).toEqual([412, 'version-conflict']);
    const key = newId();
    const [one, two] = await Promise.all([post(view, 'withdraw', { key }), post(view, 'withdraw', { key })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(two.body.version).toBe(one.body.version);
    expect(told(await post(view, 'reopen', { key }))).toEqual([422, 'idempotency-key-reused']);
  });
});

describe('an update', () => {
  test('keeps the habilitation, which is shown, in force until it is decided', async () => {
    const view = await validated();
    const open = (await post(view, 'reopen')).body;
    expect(open).toMatchObject({
      state: 'draft',
      reopening: 'update',
      state_label: 'Mise à jour en préparation',
      habilitation: { number: view.habilitation?.number, state: 'active' },
    });
    expect(textOf(open)).toContain(`L’habilitation ${view.habilitation?.number} reste en vigueur`);
    expect(open.line).toMatchObject(view.line);
    expect(open.actions).not.toContain('archive');
    expect(told(await api.submitted(applicant, open))).toEqual([409, 'nothing-changed']);

    const changed = await api.patched(applicant, open, { answers: { intitule: 'Cantine et garderie' } });
    const again = (await api.submitted(applicant, changed.body)).body;
    expect(again.state_label).toBe('Mise à jour en cours d’instruction');
    expect(textOf(again)).toContain('reste en vigueur');

    const back = await decide(again, { name: 'refuse', reason: 'La garderie n’est pas visée.' });
    expect(back).toMatchObject({ state: 'validated', setback: { of: 'update', how: 'refused' } });
    expect(textOf(back)).toContain('La mise à jour est refusée, l’habilitation reste en vigueur');
    expect(textOf(back)).toContain('« La garderie n’est pas visée. »');
    expect(back.answers.intitule).toBe(complete().answers.intitule);
    expect(back.habilitation).toMatchObject({ number: view.habilitation?.number, state: 'active' });
    expect(back.situation.link?.url).toBe(view.habilitation?.access_url);
    const line = ({ text }: RequestView['history'][number]) => text.split(' par ')[0];
    expect(back.history.slice(-3).map(line)).toEqual([
      'Mise à jour commencée',
      'Mise à jour soumise',
      'Mise à jour refusée',
    ]);
    expect(back.history.slice(1, 3).map(line)).toEqual(['Demande soumise', 'Demande validée']);
    // Another one begins, and what became of the last is no news any more.
    expect((await post(back, 'reopen')).body.setback).toBeNull();
  });

  test('is given up by its applicant, with its documents put back', async () => {
    const view = await validated();
    const open = (await post(view, 'reopen')).body;
    const [first] = open.documents;
    await api.call(applicant, `/requests/${view.id}/documents/${first?.id}`, { method: 'DELETE' });
    await api.attached(applicant, open, 'cadre_juridique_document', 'autre');
    const back = (await post(await read(open), 'cancel-reopening')).body;
    expect(back).toMatchObject({ state: 'validated', setback: { how: 'given_up' } });
    expect(back.documents.map(({ id }) => id)).toEqual(view.documents.map(({ id }) => id));
    expect(told(await post(back, 'cancel-reopening'))).toEqual([409, 'command-refused']);
  });

  test('says in a list what is to be done', async () => {
    const open = (await post(await validated(), 'reopen')).body;
    const { body } = await api.call<{ requests: { id: string; state_label: string; next_action: object }[] }>(
      applicant,
      '/requests',
    );
    expect(body.requests.find(({ id }) => id === open.id)).toMatchObject({
      state_label: 'Mise à jour en préparation',
      next_action: { who: 'you', text: 'Compléter et soumettre la mise à jour, ou l’abandonner' },
    });
  });
});

describe('renewing as it is', () => {
  test('is offered from six months before the end, and done earlier for who asks', async () => {
    const view = await validated();
    expect((await read(view)).actions).not.toContain('renew');
    await database
      .update(habilitations)
      .set({ expiresAt: new Date(Date.now() + 150 * 86_400_000) })
      .where(eq(habilitations.requestId, view.id));
    expect((await read(view)).actions).toContain('renew');
  });

  test('asks again at once, and prolongs the habilitation', async () => {
    const view = await validated();
    const renewed = await post(view, 'renew', { body: renewing });
    expect(renewed.status, JSON.stringify(renewed.body)).toBe(200);
    expect(renewed.body).toMatchObject({
      state: 'submitted',
      reopening: 'renewal',
      state_label: 'Renouvellement en cours d’instruction',
    });
    expect(textOf(renewed.body)).toContain('reste en vigueur jusqu’à la décision, même après le');
    expect(renewed.body.documents.map(({ id }) => id)).toEqual(view.documents.map(({ id }) => id));
    const after = await decide(renewed.body, { name: 'validate' });
    expect(after.history.at(-1)?.text).toContain('Renouvellement validé');
    expect(after.habilitation?.number).not.toBe(view.habilitation?.number);
    expect(await verifyChain(world, view.id)).toMatchObject({ valid: true });
  });

  test('replaces people who left on the way', async () => {
    const body = {
      ...promises,
      same: { ...same, people: false },
      people: { delegue_protection_donnees: newcomer },
    };
    const renewed = (await post(await validated(), 'renew', { body })).body;
    expect(renewed.answers.delegue_protection_donnees).toEqual(newcomer);
    expect(renewed.state).toBe('submitted');
  });

  test('is an update where the purpose or the data are no longer the same', async () => {
    const view = await validated();
    const body = { ...promises, same: { purpose: false, people: false, data: false } };
    expect(told(await post(view, 'renew', { body }))).toEqual([
      422,
      'invalid',
      'same.purpose changed',
      'same.data changed',
      'same.people required',
    ]);
    expect((await read(view)).state).toBe('validated');
  });

  test('promises what is promised today', async () => {
    const view = await validated();
    const old = await post(view, 'renew', { body: { ...renewing, terms_version: '1.0' } });
    expect(told(old).slice(0, 2)).toEqual([422, 'terms-outdated']);
    const [first = ''] = promises.commitments;
    const commitments = promises.commitments.filter((one) => one !== first);
    const less = await post(view, 'renew', { body: { ...renewing, commitments } });
    expect(told(less)).toEqual([422, 'not-ready', `commitments.${first} required`]);
  });

  test('asks for the data that were granted, where fewer were', async () => {
    const scopes = ['dgfip_annee_n_moins_1', 'dgfip_rfr'];
    const view = await decide(await sent(), {
      name: 'validate',
      scopes,
      message: 'Sans le nombre de parts.',
    });
    const { body } = await post(view, 'renew', { body: renewing });
    expect(body.answers.scopes).toEqual(scopes);
  });

  test.each([
    [{}, ['terms_version', 'commitments', 'same']],
    [{ ...promises, same: 'oui' }, ['same']],
    [{ ...renewing, people: 'x' }, ['people']],
    [{ ...renewing, people: ['x'] }, ['answers']],
    ['[]', ['terms_version', 'commitments', 'same']],
  ])('refuses another shape: %j', async (body, fields) => {
    const answer = await post(await validated(), 'renew', { body });
    const [status, code, ...wrong] = told(answer);
    expect([status, code]).toEqual([422, 'invalid']);
    expect(wrong.map((one) => String(one).split(' ')[0]).sort()).toEqual([...fields].sort());
  });
});

describe('people', () => {
  test('are replaced without instruction, and it is announced', async () => {
    const view = await validated();
    const people = { contact_technique: newcomer };
    const { status, body } = await post(view, 'people', { body: { people } });
    expect([status, body.state, body.answers.contact_technique]).toEqual([200, 'validated', newcomer]);
    const topics = await database.select().from(outbox).where(eq(outbox.requestId, view.id));
    expect(topics.map(({ topic }) => topic)).toContain('update_people');
    expect(told(await post(body, 'people', { body: { people } }))).toEqual([409, 'nothing-changed']);
  });

  test.each([
    [{ intitule: 'Autre' }, 'answers.intitule no_person'],
    [{ '<b>': newcomer }, 'answers no_person'],
    [{ __proto: newcomer }, 'answers no_person'],
    [{ contact_technique: 'Noa' }, 'answers.contact_technique wrong_type'],
    [{ contact_technique: { ...newcomer, email: 'noa' } }, 'answers.contact_technique.email email'],
    [{ contact_technique: null }, 'answers.contact_technique wrong_type'],
    // Whoever stays may have to be somebody else than who comes.
    [
      { responsable_traitement: complete().answers.delegue_protection_donnees },
      'answers.delegue_protection_donnees.email same_person',
    ],
  ])('%j are refused', async (people, expected) => {
    const view = await validated();
    const answer = await post(view, 'people', { body: { people } });
    expect(told(answer)).toEqual([422, 'invalid', expected]);
    expect(JSON.stringify(answer.body)).not.toContain('<b>');
    expect((await read(view)).version).toBe(view.version);
  });

  test('of an update under way are changed in it', async () => {
    const open = (await post(await validated(), 'reopen')).body;
    const body = { people: { contact_technique: newcomer } };
    expect(told(await post(open, 'people', { body }))).toEqual([409, 'command-refused']);
  });

  test('of two tabs the second is told that the first was there', async () => {
    const view = await validated();
    const [one, two] = await Promise.all([
      post(view, 'people', { body: { people: { contact_technique: newcomer } } }),
      post(view, 'end'),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 412]);
  });
});

describe('a habilitation', () => {
  test('is given back, in words where there are any', async () => {
    const view = await validated();
    expect(told(await post(view, 'end', { body: { reason: 'x'.repeat(10_001) } })).slice(0, 2)).toEqual([
      422,
      'invalid',
    ]);
    const { body } = await post(view, 'end', { body: { reason: 'Le service ferme.' } });
    expect(body).toMatchObject({ state: 'archived', habilitation: { state: 'obsolete' } });
    expect(textOf(body)).toContain('est rendue « Le service ferme. »');
  });

  test('suspended, or about to be revoked, says so and why', async () => {
    const view = await validated();
    const suspended = await decide(view, { name: 'suspend', reason: 'Appels anormaux.' });
    expect(suspended).toMatchObject({ state_label: 'Habilitation suspendue', situation: { tone: 'warn' } });
    expect(textOf(suspended)).toContain('« Appels anormaux. »');
    expect(suspended.situation.link).toBeUndefined();
    const due = new Date('2030-01-15T12:00:00Z');
    await decide(view, { name: 'resume' });
    const heard = await decide(view, { name: 'announce_revocation', reason: 'Usage détourné.', due });
    expect(textOf(heard)).toContain('« Usage détourné. » Vous pouvez lui répondre jusqu’au 15 janvier 2030');
    const revoked = await decide(view, { name: 'revoke', reason: 'Usage détourné.', urgent: true });
    expect(textOf(revoked)).toContain('peut être contestée pendant deux mois');
    expect(revoked.actions).toEqual(['archive', 'message', 'copy']);
  });

  test('at its end may be renewed', async () => {
    const view = await validated();
    await database
      .update(habilitations)
      .set({ expiresAt: new Date(1) })
      .where(eq(habilitations.requestId, view.id));
    const ended = await read(view);
    expect(ended.state_label).toBe('Habilitation échue');
    expect(textOf(ended)).toContain('Renouvelez-la');
    expect(ended.actions).toContain('renew');
  });
});

describe('a copy', () => {
  test.each(['refused', 'validated', 'archived', 'revoked'])(
    'of a %s request is a new draft',
    async (state) => {
      let view = state === 'archived' ? await api.created(applicant) : await sent();
      if (state === 'archived') {
        view = (await post(view, 'archive')).body;
      } else if (state === 'refused') {
        view = await decide(view, { name: 'refuse', reason: 'Non.' });
      } else {
        view = await decide(view, { name: 'validate' });
        if (state === 'revoked') {
          view = await decide(view, { name: 'revoke', reason: 'Fuite.', urgent: true });
        }
      }
      const key = newId();
      const copy = await post(view, 'copy', { key });
      expect(copy.status, JSON.stringify(copy.body)).toBe(201);
      expect(copy.body).toMatchObject({ state: 'draft', mine: true, use_case: view.use_case, file: [] });
      const typed = ({ answers, documents }: RequestView) => {
        const { cadre_juridique_document: _, ...rest } = answers;
        return [rest, documents.map(({ field, name }) => [field, name])];
      };
      expect(typed(copy.body)).toEqual(typed(view));
      const [row] = await database.select().from(requests).where(eq(requests.id, copy.body.id));
      expect(row?.copyOf).toBe(view.id);
      const source = await read(view);
      expect(source.state).toBe(view.state);
      expect(source.history.at(-1)).toMatchObject({
        name: 'copy',
        text: `Demande copiée dans ${copy.body.number} par vous`,
      });
      expect(await verifyChain(world, view.id)).toMatchObject({ valid: true });
      // The same click again opens the same draft, without its own line.
      expect((await post(view, 'copy', { key })).body.id).toBe(copy.body.id);
      expect(told(await post(view, 'copy'))).toEqual([412, 'version-conflict']);
      expect((await api.submitted(applicant, copy.body)).status).toBe(200);
    },
  );

  test('by a colleague is the colleague’s; nobody else makes one, and nothing is left of two at once', async () => {
    const view = await decide(await sent(), { name: 'refuse', reason: 'Non.' });
    expect(told(await post(view, 'copy', { who: stranger }))).toEqual([404, 'not-found']);
    expect(told(await post(view, 'copy', { who: instructor }))).toEqual([403, 'not-permitted']);
    const both = await Promise.all([post(view, 'copy', { who: colleague }), post(view, 'copy')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    const copies = await database.select().from(requests).where(eq(requests.copyOf, view.id));
    expect(copies).toHaveLength(1);
    const open = (await post(await validated(), 'reopen')).body;
    expect(told(await post(open, 'copy'))).toEqual([409, 'command-refused']);
  });
});
