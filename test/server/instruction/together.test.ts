/** Several APIs in one file: each provider decides its own, and reads what it may of the others. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { accessRoutes } from '../../../server/habilitations/routes.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { asText } from '../../../server/notifications/content.ts';
import { readEventFile } from '../../../server/notifications/file.ts';
import { peopleFr } from '../../../server/notifications/people-fr.ts';
import { planMails } from '../../../server/notifications/plan.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, outbox } from '../../../server/requests/tables.ts';
import { comparable } from '../../../server/together/differences.ts';
import { testDatabase } from '../../support/database.ts';
import { createApi } from '../requests/fixture.ts';
import { countingOnFranceConnect, createTogether } from '../requests/together.ts';
import { offices, pagesApp, publicUrl, type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const pages = pagesApp(services);
const api = createApi(services);
const { begin, join, other, patch, read, attach, finish, submit } = createTogether(services, api);

let applicant: Seeded;
let readers: Record<'dgfip' | 'dinum' | 'both' | 'reporter', Seeded>;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  readers = {
    dgfip: await staff('Inès', 'dgfip:*:instructor'),
    dinum: await staff('Noé', 'dinum:*:instructor'),
    both: await staff('Rose', 'dgfip:*:instructor', 'dinum:*:instructor'),
    reporter: await staff('Rémi', 'dgfip:impot-particulier:reporter'),
  };
});

const page = async (who: Seeded, { number }: { number: string }, query = '') => {
  const response = await pages.request(`${publicUrl}/instruction/${number}${query}`, {
    headers: { cookie: who.cookie },
  });
  const text = (await response.text()).replaceAll(/\s+/g, ' ');
  const section = /<section class="frame" aria-labelledby="together">.*?<\/section>/.exec(text)?.[0] ?? '';
  return { status: response.status, text, section };
};

/** Of the DGFiP, and of the DINUM, both sent. */
async function sentFile(changes: object = {}) {
  const lead = await begin(applicant.actor, changes);
  const joined = (await join(applicant.actor, lead, other('proconnect'))).body;
  const ready = await finish(applicant.actor, joined, { volumetrie_approximative: 123_456 });
  const sent = await submit(applicant.actor, lead, [ready]);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return { lead: sent.body, joined: (await read(applicant.actor, ready)).body };
}

/** Counting on FranceConnect, which is asked for in the same file: both sent. */
async function sentWithFranceConnect() {
  const lead = await begin(applicant.actor, countingOnFranceConnect());
  const draft = (await join(applicant.actor, lead, other('franceconnect'))).body;
  const ready = await finish(applicant.actor, draft);
  expect((await submit(applicant.actor, lead, [ready])).status).toBe(200);
  return { lead, ready };
}

/** The instructor asks for a change, and the applicant makes it. */
async function changed(request: RequestView, answers: object) {
  const words = { reason: 'Précisez.', fields: [] };
  await execute(services, request.id, { name: 'request_changes', ...words }, readers.both.actor);
  await patch(applicant.actor, request, { answers });
  const sent = await submit(applicant.actor, request, undefined);
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return sent.body;
}

describe('the page of a request', () => {
  test('shows that another API is asked for with it, its state, and no link to who may not open it', async () => {
    const { lead, joined } = await sentFile();
    const seen = await page(readers.dgfip, lead);
    expect(seen.section).toContain('Dans le même dossier');
    expect(seen.section).toContain('En cours d’instruction');
    expect(seen.section).toContain(`${joined.number} · ProConnect`);
    expect(seen.section).not.toContain('<a ');
    expect((await page(readers.both, lead)).section).toContain(`href="/instruction/${joined.number}"`);
    expect((await page(readers.dgfip, joined)).status).toBe(404);
    expect((await page(readers.dinum, lead)).status).toBe(404);
    expect((await page(readers.dinum, joined, '?lang=en')).section).toContain('In the same file');
  });

  test('never its own answers', async () => {
    const { lead, joined } = await sentFile();
    expect((await page(readers.dinum, joined)).text).toMatch(/123.?456/);
    const { body } = await api.call(readers.dgfip.actor, `/requests/${lead.id}`);
    for (const text of [(await page(readers.dgfip, lead)).text, JSON.stringify(body)]) {
      expect(text).not.toMatch(/123.?456/);
    }
    expect(body.file).toMatchObject([{ api: 'proconnect', differences: [] }]);
  });

  test('nothing of a draft', async () => {
    const lead = await begin(applicant.actor);
    const joined = (await join(applicant.actor, lead)).body;
    await submit(applicant.actor, lead, undefined);
    expect((await page(readers.dgfip, lead)).section).toBe('');
    const { body } = await api.call(readers.dgfip.actor, `/requests/${lead.id}`);
    expect(body.file).toEqual([]);
    expect((await read(applicant.actor, lead)).body.file).toMatchObject([{ id: joined.id }]);
  });

  test('nothing at all for a request alone', async () => {
    const alone = await begin(applicant.actor);
    await submit(applicant.actor, alone, undefined);
    expect((await page(readers.dgfip, alone)).section).toBe('');
  });

  test('says that the applicant counts on FranceConnect, and where that stands', async () => {
    const { lead, ready } = await sentWithFranceConnect();
    const { section } = await page(readers.dgfip, lead);
    expect(section).toContain('compte sur cette demande');
    expect(section).toContain('En cours d’instruction');
    await execute(services, ready.id, { name: 'refuse', reason: 'Sans base légale.' }, readers.both.actor);
    expect((await page(readers.dgfip, lead)).section).toContain('Refusée');
    expect((await page(readers.both, ready)).section).not.toContain('compte sur cette demande');
  });

  test('who collects the access is told so too, until that one is validated', async () => {
    const { lead, ready } = await sentWithFranceConnect();
    await execute(services, lead.id, { name: 'validate' }, readers.both.actor);
    const { habilitation } = (await read(applicant.actor, lead)).body;
    const collected = async () => {
      const address = `${publicUrl}/${habilitation?.number}`;
      const response = await accessRoutes(services).request(address, {
        headers: { cookie: applicant.cookie },
      });
      expect(response.status).toBe(200);
      return response.text();
    };
    expect(await collected()).toContain('demandé dans le même dossier (en cours d’instruction)');
    await execute(services, ready.id, { name: 'validate' }, readers.both.actor);
    expect(await collected()).not.toContain('dans le même dossier');
  });
});

describe('an answer in common that one request changes', () => {
  let lead: RequestView;
  let joined: RequestView;
  beforeAll(async () => {
    ({ lead, joined } = await sentFile());
    lead = await changed(lead, {
      duree_conservation_donnees_caractere_personnel: 24,
      donnees_et_regle_de_gestion: 'Une autre règle de calcul, pour la cantine seulement.',
    });
    joined = (await read(applicant.actor, joined)).body;
  });

  test('is told in the history of the other, which is otherwise as it was', async () => {
    expect(joined).toMatchObject({
      state: 'submitted',
      answers: { duree_conservation_donnees_caractere_personnel: 12 },
    });
    expect(joined.history.at(-1)).toMatchObject({
      name: 'told',
      role: 'file',
      text: `Réponse commune au dossier changée dans ${lead.number} par vous`,
    });
    expect(joined.actions).not.toContain('told');
    for (const { id } of [lead, joined])
      expect(await verifyChain(services, id)).toMatchObject({ valid: true });
    expect(lead.history.map(({ name }) => name)).not.toContain('told');
  });

  test('stands on both sides, in words', () => {
    expect(lead.file).toMatchObject([
      {
        id: joined.id,
        differences: [
          {
            field: 'duree_conservation_donnees_caractere_personnel',
            label: 'Durée de conservation',
            text: `Durée de conservation : 24 ici, 12 dans ${joined.number} (ProConnect)`,
          },
        ],
      },
    ]);
    expect(joined.file).toMatchObject([
      {
        differences: [
          { text: `Durée de conservation : 12 ici, 24 dans ${lead.number} (API Impôt particulier)` },
        ],
      },
    ]);
  });

  test('is on the pages of both instructors, and marked in the list', async () => {
    const theirs = await page(readers.dinum, joined);
    expect(theirs.section).toContain('Durée de conservation : 12 ici, 24 dans');
    expect(theirs.text).toContain(`commune au dossier changée dans ${lead.number}`);
    expect(theirs.text).not.toContain('pour la cantine seulement');
    const list = await pages.request(`${publicUrl}/instruction`, {
      headers: { cookie: readers.dinum.cookie },
    });
    expect(await list.text()).toContain('Une réponse commune au dossier a changé');
    const own = await pages.request(`${publicUrl}/instruction`, {
      headers: { cookie: readers.dgfip.cookie },
    });
    expect(await own.text()).not.toContain('Une réponse commune au dossier a changé');
  });

  test('is written to the applicant: which answers, not what they say', async () => {
    const all = await database.select().from(events).where(eq(events.requestId, joined.id));
    const told = all.find(({ name }) => name === 'told');
    const entries = await database.select().from(outbox).where(eq(outbox.requestId, joined.id));
    expect(entries.map(({ topic }) => topic)).toContain('told');
    const file = await readEventFile(services, told?.id ?? '');
    if (!file) throw new Error('no event');
    expect(planMails('told', file.people)).toEqual([{ template: 'told', recipient: applicant.actor.email }]);
    const text = asText(peopleFr.told(file.facts('fr')));
    expect(text).toContain(lead.number);
    expect(text).toContain(joined.number);
    expect(text).toContain('- Durée de conservation');
    expect(text).not.toMatch(/\b24\b/);
  });

  test('is told once more only when it changes again', async () => {
    const count = async () =>
      (await read(applicant.actor, joined)).body.history.filter(({ name }) => name === 'told').length;
    await changed(lead, { avancement: 'reflexion' });
    expect(await count()).toBe(1);
    await changed(lead, { duree_conservation_donnees_caractere_personnel: 30 });
    expect(await count()).toBe(2);
    // Back to what the other says: there is no difference to tell.
    await changed(lead, { duree_conservation_donnees_caractere_personnel: 12 });
    expect(await count()).toBe(2);
    expect((await read(applicant.actor, lead)).body.file).toMatchObject([{ differences: [] }]);
  });
});

describe('who is told', () => {
  test('a request that is validated too, and not one that is refused', async () => {
    const { lead, joined } = await sentFile();
    await execute(services, joined.id, { name: 'validate' }, readers.both.actor);
    await changed(lead, { duree_conservation_donnees_caractere_personnel: 36 });
    const validated = (await read(applicant.actor, joined)).body;
    expect(validated).toMatchObject({ state: 'validated', habilitation: { state: 'active' } });
    expect(validated.history.at(-1)?.name).toBe('told');

    const second = await sentFile();
    await execute(services, second.joined.id, { name: 'refuse', reason: 'Non.' }, readers.both.actor);
    await changed(second.lead, { duree_conservation_donnees_caractere_personnel: 36 });
    const refused = (await read(applicant.actor, second.joined)).body;
    expect(refused.history.at(-1)?.name).toBe('refuse');
  });

  test('people and documents are named, not quoted', async () => {
    const { lead, joined } = await sentFile();
    const someone = { ...(lead.answers.contact_technique as object), email: 'autre@commune.example' };
    await changed(lead, { contact_technique: someone, cadre_juridique_url: 'https://autre.example/texte' });
    const { differences = [] } = (await read(applicant.actor, joined)).body.file[0] ?? {};
    const said = differences.map(({ text }) => text);
    expect(said).toContainEqual(expect.stringMatching(/^Contact technique : la réponse n’est pas la même/));
    expect(said.join()).not.toContain('autre@commune.example');
    expect(said.join()).toContain('https://autre.example/texte');
  });

  test('documents of the same content are no difference', async () => {
    const lead = await begin(applicant.actor);
    await attach(applicant.actor, lead, 'cadre_juridique_document');
    const joined = (await join(applicant.actor, lead, other('sfip'))).body;
    const ready = await finish(applicant.actor, joined);
    const sent = await submit(applicant.actor, lead, [ready]);
    expect(sent.body.file).toMatchObject([{ state: 'submitted', differences: [] }]);
  });

  test('a decision made on the page as it was meets it, and is asked again', async () => {
    const { lead, joined } = await sentFile();
    const before = (await read(applicant.actor, joined)).body.version;
    await changed(lead, { duree_conservation_donnees_caractere_personnel: 18 });
    const intent = { name: 'validate' } as const;
    await expect(
      execute(services, joined.id, intent, readers.both.actor, { seen: before }),
    ).rejects.toMatchObject({ status: 409, code: 'lost-race' });
  });

  test('two that change in the same moment tell each other, and neither chain is torn', async () => {
    for (let round = 0; round < 4; round++) {
      const { lead, joined } = await sentFile();
      const words = { reason: 'Précisez.', fields: [] };
      for (const [place, { id }] of [lead, joined].entries()) {
        await execute(services, id, { name: 'request_changes', ...words }, readers.both.actor);
        const answers = { duree_conservation_donnees_caractere_personnel: 20 + place };
        await patch(applicant.actor, { id }, { answers });
      }
      const sent = await Promise.all([lead, joined].map((each) => submit(applicant.actor, each, undefined)));
      // Whoever is told first has moved on: the applicant looks, and sends again.
      for (const { status } of sent) expect([200, 412]).toContain(status);
      expect(sent.map(({ status }) => status)).toContain(200);
      for (const { id } of [lead, joined]) {
        const { body } = await read(applicant.actor, { id });
        if (body.state !== 'submitted') {
          expect((await submit(applicant.actor, { id }, undefined)).status).toBe(200);
        }
        expect(await verifyChain(services, id)).toMatchObject({ valid: true });
      }
      const { file } = (await read(applicant.actor, lead)).body;
      expect(file).toMatchObject([{ differences: [{ text: expect.stringContaining('20 ici, 21 dans') }] }]);
    }
  });

  test('in the same moment as another decision, neither is lost', async () => {
    for (let round = 0; round < 4; round++) {
      const { lead, joined } = await sentFile();
      const words = { reason: 'Précisez.', fields: [] };
      await execute(services, lead.id, { name: 'request_changes', ...words }, readers.both.actor);
      await patch(applicant.actor, lead, { answers: { duree_conservation_donnees_caractere_personnel: 20 } });
      const [sent] = await Promise.all([
        submit(applicant.actor, lead, undefined),
        execute(services, joined.id, { name: 'validate' }, readers.both.actor).catch(() => undefined),
      ]);
      expect(sent.status).toBe(200);
      const names = (await read(applicant.actor, joined)).body.history.map(({ name }) => name);
      expect(names).toContain('told');
      expect(await verifyChain(services, joined.id)).toMatchObject({ valid: true });
    }
  });
});

describe('what one role alone reads', () => {
  test('is compared by nobody, and told to nobody', async () => {
    const definition = services.catalogue.localised('impot-particulier', 'fr');
    const sfip = services.catalogue.localised('sfip', 'fr');
    if (!definition || !sfip) throw new Error('no API');
    const context = {
      answers: { safety_certification_means: 'sans_moyens' },
      eligibility: {},
      use_case: '',
    };
    const fields = comparable(
      { definition, stage: 'production', context },
      { definition: sfip, stage: 'production', context },
    );
    expect(fields.map(({ id }) => id)).toContain('safety_certification_authority_name');
    expect(fields.filter(({ read_by }) => read_by)).toEqual([]);
  });
});
