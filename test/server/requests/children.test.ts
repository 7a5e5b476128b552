/** FranceConnect within API Particulier: a habilitation granted along, that lives and ends with its parent. */
import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { franceConnectCertified } from '../../../catalogue/editors.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { HabilitationInForce } from '../../../server/http/api-beside.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { createTogether } from './together.ts';
import { createCast } from './world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor: dgfip } = await createCast(database);
const { other, finish, submit, read, patch, definitionOf } = createTogether(world, api);
const instructor = { ...dgfip, roles: ['*:*:instructor'] };

const definition = definitionOf('api-particulier');
const seven = definition.children[0]?.scopes ?? [];
const editor = world.catalogue.editors.fr.editors.find(franceConnectCertified)?.name ?? '';
const model = definition.use_cases.find(({ id, scopes }) => id !== 'demande_libre' && scopes)?.id ?? '';
/** A datum of API Particulier itself. */
const own = 'cnaf_quotient_familial';
const embedded: Answers = {
  modalities: ['params', 'france_connect'],
  france_connect_source: 'editeur_certifie',
  france_connect_editeur: editor,
};

async function validated() {
  const draft = await api.created(applicant, { ...other('api-particulier'), use_case: model });
  const ready = await finish(applicant, draft, { ...embedded, scopes: [...seven, own] });
  const sent = await submit(applicant, ready, undefined);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return decide(draft.id, { name: 'validate' });
}

const decide = async (id: string, intent: Intent) => {
  await execute(world, id, intent, instructor);
  return (await read(applicant, { id })).body;
};

const heldBy = ({ id }: { id: string }) =>
  database
    .select()
    .from(habilitations)
    .where(eq(habilitations.requestId, id))
    .orderBy(asc(habilitations.number));

const statesOf = async (request: { id: string }) =>
  (await heldBy(request)).map(({ api, state }) => `${api} ${state}`);

const mine = async () => {
  const { body } = await api.call<{ habilitations: HabilitationInForce[] }>(
    applicant,
    '/habilitations/mine?api=franceconnect',
  );
  return body.habilitations.map(({ number }) => number);
};

test('is granted along, with what the form asked for it', async () => {
  const view = await validated();
  const [parent, child] = await heldBy(view);
  expect(child).toMatchObject({
    api: 'franceconnect',
    providerId: 'dinum',
    stage: 'production',
    parentId: parent?.id,
    state: 'active',
    scopes: seven,
    expiresAt: parent?.expiresAt,
    organisationId: parent?.organisationId,
    technicalContactEmail: parent?.technicalContactEmail,
  });
  expect(child?.answers).toMatchObject({
    france_connect_eidas: view.answers.fc_eidas,
    responsable_traitement: view.answers.contact_metier,
    scopes: seven,
  });
  // The request's own is the parent.
  expect(view.habilitation).toMatchObject({
    number: `H${parent?.number}`,
    children: [{ number: `H${child?.number}`, api_title: 'FranceConnect' }],
  });
  expect(view.situation.text.join(' ')).toContain(`Avec elle, l’habilitation H${child?.number}`);
  expect(await mine()).toContain(`H${child?.number}`);
});

test('is suspended, restored and revoked with its parent', async () => {
  const view = await validated();
  await decide(view.id, { name: 'suspend', reason: 'Appels anormaux.' });
  expect(await statesOf(view)).toEqual(['api-particulier suspended', 'franceconnect suspended']);
  await decide(view.id, { name: 'resume' });
  expect(await statesOf(view)).toEqual(['api-particulier active', 'franceconnect active']);
  await decide(view.id, { name: 'revoke', reason: 'Usage détourné.', urgent: true });
  expect(await statesOf(view)).toEqual(['api-particulier revoked', 'franceconnect revoked']);
  const [, child] = await heldBy(view);
  expect(await mine()).not.toContain(`H${child?.number}`);
});

test('is replaced by an update, and gone where that no longer asks for it', async () => {
  const view = await validated();
  const command = (path: string, { version }: { version: number }) =>
    api.call(applicant, `/requests/${view.id}/${path}`, {
      method: 'POST',
      headers: { 'if-match': `"${version}"`, 'idempotency-key': newId() },
    });
  const open = (await command('reopen', view)).body;
  expect(open.habilitation?.children).toHaveLength(1);
  await patch(applicant, view, { answers: { intitule: 'Autre titre' } });
  expect((await submit(applicant, view, undefined)).status).toBe(200);
  const again = await decide(view.id, { name: 'validate' });
  expect(await statesOf(view)).toEqual([
    'api-particulier obsolete',
    'franceconnect obsolete',
    'api-particulier active',
    'franceconnect active',
  ]);

  await command('reopen', again);
  await patch(applicant, view, { answers: { modalities: ['params'], scopes: [own] } });
  const sent = await submit(applicant, view, undefined);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const last = await decide(view.id, { name: 'validate' });
  expect((await statesOf(view)).filter((one) => one.endsWith(' active'))).toEqual(['api-particulier active']);
  expect(last.habilitation).not.toHaveProperty('children');
});

test('is given back with its parent', async () => {
  const view = await validated();
  await api.call(applicant, `/requests/${view.id}/end`, {
    method: 'POST',
    headers: { 'if-match': `"${view.version}"`, 'idempotency-key': newId() },
  });
  expect(await statesOf(view)).toEqual(['api-particulier obsolete', 'franceconnect obsolete']);
});
