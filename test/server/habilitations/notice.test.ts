/** The text that tells people which data are received: over HTTP, on our page, and as it is written. */
import { beforeAll, describe, expect, test } from 'vitest';
import { noticeHtml, noticeOf, noticeText } from '../../../server/habilitations/notice.ts';
import { informationRoutes, noticeRoutes } from '../../../server/habilitations/notice-routes.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { definitionOf } from '../../catalogue/definitions.ts';
import { testDatabase } from '../../support/database.ts';
import {
  canteen,
  organisation,
  type pagesApp,
  person,
  publicUrl,
  request,
  type Seeded,
  testServices,
} from '../instruction/seed.ts';
import {
  complete,
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
} from '../requests/world.ts';

const { database } = await testDatabase();

describe('GET /requests/:id/notice', () => {
  const world = createWorld(database);
  async function cast() {
    const services = await world;
    const api = createApi(services);
    api.app.route('/requests', noticeRoutes(services));
    const commune = await createOrganisation(database, { name: 'Commune d’<Exempleville> & Cie' });
    return { api, services, commune, camille: await createActor(database, [commune.id]) };
  }

  test('is ready once validated: each datum, from whom, for what, escaped', async () => {
    const { api, services, camille, commune } = await cast();
    const hostile =
      '<script>alert("x")</script> Le tarif dépend du revenu & des parts.\n\nCalcul : RFR ÷ parts.';
    const draft = await api.created(camille, {
      ...complete(),
      answers: { ...complete().answers, donnees_et_regle_de_gestion: hostile },
    });
    const path = `/requests/${draft.id}/notice`;
    expect((await api.call(camille, path)).status).toBe(409);
    await api.submitted(camille, draft);
    const early = await api.call<{ type: string }>(camille, path);
    expect([early.status, early.body.type.split('/').at(-1)]).toEqual([409, 'not-validated']);
    const instructor = await createInstructor(database);
    await execute(services, draft.id, { name: 'validate', message: '' }, instructor);

    const view = await api.call<RequestView>(camille, `/requests/${draft.id}`);
    const number = view.body.habilitation?.number;
    expect(view.body.notice_url).toBe(`${services.config.publicUrl}/information/${number}`);

    const html = await api.call<string>(camille, path);
    expect(html.headers.get('content-type')).toContain('text/html');
    expect(html.headers.get('cache-control')).toBe('private, no-cache');
    expect(html.body).toContain('Commune d’&lt;Exempleville&gt; &amp; Cie');
    expect(html.body).toContain('&lt;script&gt;');
    expect(html.body).not.toMatch(/<script|style=|<img| on\w+=/);
    for (const wanted of [
      'Revenu fiscal de référence',
      'Nombre de parts',
      'Source : Direction générale des Finances publiques (DGFiP)',
      'Calcul : RFR ÷ parts.',
      'Les agents du service Enfance',
      '12 mois.',
      'sacha.bernard@commune.example',
      'https://www.cnil.fr/fr/plaintes',
      String(number),
    ]) {
      expect(html.body).toContain(wanted);
    }

    const text = await api.call<string>(camille, `${path}?format=text&lang=en`);
    expect(text.headers.get('content-type')).toContain('text/plain');
    expect(text.headers.get('content-language')).toBe('en');
    expect(text.body).toContain('FROM WHOM');
    expect(text.body).toContain('<script>alert("x")</script> Le tarif');
    expect(text.body).toMatch(/^- .*Reference taxable income/im);

    // What has been typed since is not what was validated; and it is for the organisation.
    const colleague = await createActor(database, [commune.id]);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await api.call(colleague, path)).status).toBe(200);
    expect((await api.call(stranger, path)).status).toBe(404);
    const invited = { ...camille, via: 'invitation' as const, invitedTo: draft.id };
    expect((await api.call(invited, path)).status).toBe(404);
  });

  test('another form, or a request that does not exist, is refused in words', async () => {
    const { api, camille } = await cast();
    const draft = await api.created(camille);
    const refused = await api.call<{ fields: { field: string }[] }>(
      camille,
      `/requests/${draft.id}/notice?format=<pdf>`,
    );
    expect([refused.status, refused.body.fields[0]?.field]).toEqual([422, 'format']);
    expect(JSON.stringify(refused.body)).not.toContain('pdf');
    for (const id of ['nowhere', '%00', '00000000-0000-0000-0000-000000000000']) {
      expect((await api.call(camille, `/requests/${id}/notice`)).status).toBe(404);
    }
  });
});

describe('the page « Informer les usagers »', () => {
  let services: Awaited<ReturnType<typeof testServices>>;
  let app: ReturnType<typeof pagesApp>;
  let applicant: Seeded;
  let colleague: Seeded;
  let instructor: Seeded;
  let address: string;

  beforeAll(async () => {
    services = await testServices(database);
    app = informationRoutes(services) as never;
    app.onError(errorHandler(services));
    const town = await organisation(services, { siret: '21990001600011', name: 'Commune d’Exempleville' });
    const dgfip = await organisation(services, { siret: '13990001300018', name: 'DGFiP (exemple)' });
    const named = (givenName: string, organisationId: string, roles: string[] = []) =>
      person(services, { givenName, familyName: 'Exemple', organisationId, roles });
    applicant = await named('Camille', town);
    colleague = await named('Dominique', town);
    instructor = await named('Inès', dgfip, ['dgfip:*:instructor']);
    const answers = {
      ...canteen,
      description: 'Le tarif de la <b>cantine</b>, sans redemander de justificatif.',
    };
    const row = await request(services, { applicant: applicant.actor, answers });
    await execute(services, row.id, { name: 'validate', message: '' }, instructor.actor);
    const held = await database.query.habilitations.findFirst({
      where: (t, { eq }) => eq(t.requestId, row.id),
    });
    address = `/H${held?.number}`;
  });

  async function open(who: Seeded | undefined, path = address) {
    const headers: Record<string, string> = { accept: 'text/html', ...(who && { cookie: who.cookie }) };
    const answer = await app.request(`${publicUrl}${path}`, { headers });
    return { answer, text: await answer.text() };
  }

  test('shows the text, and both forms in boxes to copy from', async () => {
    for (const who of [applicant, colleague]) {
      const { answer, text } = await open(who);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      // In the preview the words, in the box their markup as text.
      expect(text).toContain('<p>Le tarif de la &lt;b&gt;cantine&lt;/b&gt;');
      expect(text).toContain('&lt;p&gt;Le tarif de la &amp;lt;b&amp;gt;cantine');
      expect(text).toMatch(/<textarea id="text" readonly[^>]*>\nLes données que nous recevons/);
      expect(text).toContain('Pour « Cantine scolaire », Commune d’Exempleville reçoit');
    }
  });

  test('is for the organisation alone: others get the 404 of a number that does not exist', async () => {
    const unknown = await open(instructor, '/H999999');
    const other = await open(instructor);
    expect([other.answer.status, unknown.answer.status]).toEqual([404, 404]);
    expect(other.text).toBe(unknown.text);
    expect((await open(undefined)).answer.headers.get('location')).toContain('/connexion?retour=');
    for (const path of ['/H', '/1042', '/H-1', '/H99999999999999999']) {
      expect((await open(applicant, path)).answer.status).toBe(404);
    }
  });
});

describe('what it says', () => {
  const facts = (api: string, more: object = {}) => ({
    definition: definitionOf(api),
    stage: 'production',
    habilitation: { number: 1042, scopes: [] as string[] },
    organisation: 'Commune d’Exempleville',
    context: { answers: {}, eligibility: {}, use_case: '' },
    ...more,
  });

  test('names who holds each datum, where it is not the provider', () => {
    const scopes = ['cnaf_quotient_familial', 'pole_emploi_paiements', 'cnaf_enfants', 'gone'];
    const notice = noticeOf(facts('api-particulier', { habilitation: { number: 1042, scopes } }), 'fr');
    expect(notice.sections[0]?.lists).toEqual([
      {
        title: 'Source : les caisses d’allocations familiales (CAF) et la Mutualité sociale agricole (MSA)',
        items: [
          'API Quotient familial CAF & MSA – Quotient familial CAF & MSA',
          'API Quotient familial CAF & MSA – Identités enfants',
        ],
      },
      {
        title: 'Source : France Travail',
        items: ['API Paiements France Travail – Montants et dates des paiements France Travail'],
      },
    ]);
  });

  test('where an API has no data to choose, says what it gives', () => {
    const [data] = noticeOf(facts('r2p'), 'fr').sections;
    expect(data?.lists[0]?.items[0]).toContain('API SFiP R2P');
  });

  test('leaves out what nobody answered, and always says how to object', () => {
    const { title, lead, sections } = noticeOf(facts('impot-particulier'), 'fr');
    expect(lead).toContain('« API Impôt particulier »');
    expect(sections.map((section) => section.title)).toEqual(['Quelles données, et de qui', 'Vos droits']);
    const text = noticeText({ title, lead, sections });
    expect(text).toContain('Écrivez à Commune d’Exempleville.');
    expect(text).not.toMatch(/undefined|null|\n{3}/);
  });

  test('says the legal texts by their names, and a retention of nothing as such', async () => {
    const context = {
      answers: {
        cadre_juridique_textes: ['crpa_l114_8', 'unknown'],
        duree_conservation_donnees_caractere_personnel: 0,
      },
      ...{ eligibility: {}, use_case: 'cantine_scolaire' },
    };
    const notice = noticeOf(facts('impot-particulier', { context }), 'fr');
    const html = `${await noticeHtml(notice, 'fr')}`;
    expect(html).toContain('Code des relations entre le public et l’administration (CRPA)');
    expect(html).toContain('Elles ne sont pas conservées.');
    expect(html).toContain('« Cantine scolaire »');
    expect(html).toContain('<section lang="fr">');
  });
});
