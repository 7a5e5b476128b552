import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { readPdf } from '../../../server/documents/reading/reader.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createApi, createOrganisation, createWorld } from '../requests/world.ts';

// Each reading starts a process of its own, which others on the machine may keep waiting.
vi.setConfig({ testTimeout: 60_000 });

const { database } = await testDatabase();
let api: ReturnType<typeof createApi>;
let camille: Actor;
let organisation: { id: string; siret: string };
beforeAll(async () => {
  api = createApi(await createWorld(database));
  organisation = await createOrganisation(database, { address: '1 place de la Mairie 99999 Exempleville' });
  camille = await createActor(database, [organisation.id], {
    givenName: 'Łucja',
    familyName: 'Nuñez-Ştefan',
  });
});

async function form(view: Pick<RequestView, 'id'>, file: string, actor = camille) {
  const path = `/requests/${view.id}/forms/${file}`;
  // Bytes, which the helper would take for text.
  api.actors.set(actor.userId, actor);
  const response = await api.app.request(path, { headers: { 'x-actor': actor.userId } });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}

async function textOf(bytes: Buffer) {
  const read = await readPdf(Readable.from([bytes]));
  if ('failure' in read) throw new Error(read.failure);
  return { ...read, text: read.pages.join('\n').replace(/[\s\u202f]+/g, ' ') };
}

const siret = () => organisation.siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4');

describe('the employer’s certificate', () => {
  test('is one page, filled with who applies and for whom, and quotes article 441-1', async () => {
    const draft = await api.created(camille);
    const { status, headers, bytes } = await form(draft, 'attestation-employeur.pdf');
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining(`attestation-employeur-${draft.number}.pdf`),
      'cache-control': 'private, no-store',
    });
    const { pageCount, text } = await textOf(bytes);
    expect(pageCount).toBe(1);
    for (const known of [
      'Łucja Nuñez-Ştefan',
      'Commune d’Exempleville',
      '1 place de la Mairie',
      siret(),
      draft.number,
    ]) {
      expect(text).toContain(known);
    }
    expect(text).toContain('article 441-1');
    expect(text).not.toContain('441-3');
    expect(text).toContain('l’API Impôt particulier');
    // Day and place of birth, post, place and day of the signature: to be written by hand.
    expect(text.match(/( \.){12,}/g)?.length).toBe(6);
    // Tagged, in French, with its title: what a screen reader needs.
    const source = bytes.toString('latin1');
    expect(source).toContain('/MarkInfo');
    expect(source).toContain('/StructTreeRoot');
    expect(source).toContain('/Lang (fr-FR)');
    expect(source).toContain('/DisplayDocTitle true');
  });

  test('of the publisher is filled with what the request says of it', async () => {
    const { answers } = complete();
    const editor = { technical_team_type: 'software_company', technical_team_value: 'Logiciels Exemple' };
    const draft = await api.created(camille, { answers: { ...answers, ...editor } });
    const { text } = await textOf((await form(draft, 'attestation-employeur.pdf?for=editor')).bytes);
    expect(text).toContain('exemplaire de l’éditeur');
    expect(text).toContain('Logiciels Exemple');
    expect(text).toContain('Lou Bernard');
    expect(text).not.toContain(siret());
    expect(text).not.toContain('Łucja');
    const own = await api.created(camille);
    const empty = await textOf((await form(own, 'attestation-employeur.pdf?for=editor')).bytes);
    expect(empty.text).not.toContain('Bernard');
  });

  test('stays on one page with the longest names', async () => {
    const long = 'Syndicat intercommunal à vocation unique pour la restauration collective '.repeat(6);
    const other = await createOrganisation(database, { name: long, address: long });
    const actor = await createActor(database, [other.id], {
      givenName: 'Marie '.repeat(40),
      familyName: long,
    });
    const draft = await api.created(actor);
    for (const file of ['attestation-employeur.pdf', 'designation.pdf']) {
      expect((await textOf((await form(draft, file, actor)).bytes)).pageCount).toBe(1);
    }
  });
});

test('the designation is addressed to the provider, by the organisation, for who applies', async () => {
  const draft = await api.created(camille);
  const { pageCount, text } = await textOf((await form(draft, 'designation.pdf')).bytes);
  expect(pageCount).toBe(1);
  const address =
    'Direction générale des Finances publiques Délégation à la transformation numérique Pôle données';
  expect(text).toContain(address);
  expect(text).toContain('93468 Noisy-le-Grand Cedex');
  expect(text).toMatch(
    /désigne Łucja Nuñez-Ştefan pour accomplir, au nom de l’organisme Commune d’Exempleville/,
  );
});

describe('nobody else’s', () => {
  test('a stranger gets nothing, a colleague what they may read', async () => {
    const draft = await api.created(camille);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await form(draft, 'designation.pdf', stranger)).status).toBe(404);
    const colleague = await createActor(database, [organisation.id]);
    expect((await form(draft, 'designation.pdf', colleague)).status).toBe(200);
    expect((await form({ id: 'D1042' }, 'designation.pdf')).status).toBe(404);
  });

  test('a form that is none, or that nobody asks of a publisher, is told so', async () => {
    const draft = await api.created(camille);
    for (const file of [
      'designation.pdf?for=editor',
      'toString.pdf',
      'autre.pdf',
      'designation',
      '../designation.pdf',
    ]) {
      expect((await form(draft, file)).status).toBe(404);
    }
  });

  test('an API without forms gives none', async () => {
    const other = await api.created(camille, {
      api: 'api-particulier',
      stage: 'production',
      use_case: '',
      eligibility: {},
      answers: {},
    });
    expect(other.number).toMatch(/^D\d+$/);
    expect((await form(other, 'designation.pdf')).status).toBe(404);
  });
});
