/** The security questionnaire: read by the role « security » and by the applicant's side, by nobody else, anywhere. */
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { documentAccesses } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { loadRequest } from '../../../server/requests/store/load.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { readsOf } from '../../../server/requests/view/confidential.ts';
import { requestView, type ViewContext } from '../../../server/requests/view/view.ts';
import { definitionOf } from '../../catalogue/definitions.ts';
import { testDatabase } from '../../support/database.ts';
import {
  canteen,
  document,
  offices,
  pagesApp,
  person,
  publicUrl,
  request,
  type Seeded,
  submit,
  testServices,
} from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
const definition = definitionOf('impot-particulier');

/** Words that stand nowhere else. */
const secret = 'pare-feu obsolète du sous-sol';
const later = 'pare-feu remplacé en mars';
const file = 'audit-sous-sol.pdf';

const questionnaire = (words: string): Answers => ({
  safety_certification_means: 'sans_moyens',
  safety_certification_reason: 'La commune n’a pas les moyens techniques d’une homologation.',
  safety_questionnaire: {
    ...{ o1: 'non', o2: 'non', o3: 'non', o4: 'non', o5: 'non' },
    ...{ mise_en_oeuvre: words, surveillance: 'Aucune', hebergement: 'Mairie' },
    administration_exploitation: 'Un agent',
  },
});

let applicant: Seeded;
let colleague: Seeded;
let readers: Record<'instructor' | 'reporter' | 'manager' | 'developer' | 'security' | 'elsewhere', Seeded>;
let number: string;
let id: string;
let documentId: string;

beforeAll(async () => {
  const { town, camille, staff } = await offices(services);
  applicant = camille;
  colleague = await person(services, { givenName: 'Alix', familyName: 'Exemple', organisationId: town });
  readers = {
    instructor: await staff('Inès', 'dgfip:*:instructor'),
    reporter: await staff('Rose', 'dgfip:*:reporter'),
    manager: await staff('Mona', 'dgfip:*:manager'),
    developer: await staff('Dora', 'dgfip:*:developer'),
    security: await staff('Sacha', 'dgfip:*:reporter', 'dgfip:*:security'),
    elsewhere: await staff('Edda', 'dgfip:*:reporter', 'dgfip:sfip:security', 'dinum:*:security'),
  };
  const answers = { ...canteen, ...questionnaire(secret) };
  const draft = await request(services, {
    ...{ applicant: applicant.actor, answers, stage: 'production' as const, draft: true },
  });
  const attached = await document(services, draft, file, 'clean', 'safety_questionnaire_document');
  documentId = attached.id;
  const sent = await submit(services, draft, applicant.actor, undefined, {
    safety_questionnaire_document: [attached],
  });
  id = sent.id;
  number = `D${sent.number}`;
});

async function get(path: string, { cookie }: Seeded) {
  const answer = await app.request(`${publicUrl}${path}`, { headers: { accept: 'text/html,*/*', cookie } });
  return { status: answer.status, text: await answer.text() };
}

const hides = (text: string) => {
  for (const word of [secret, later, file]) expect(text).not.toContain(word);
};

describe.each(['instructor', 'reporter', 'manager', 'developer', 'elsewhere'] as const)(
  'a plain %s',
  (role) => {
    it('sees that it is answered by somebody else’s eyes only', async () => {
      const { status, text } = await get(`/instruction/${number}`, readers[role]);
      expect(status).toBe(200);
      expect(text).toContain('Questionnaire de sécurité');
      expect(text).toContain('seul le rôle « sécurité »');
      // Why the questionnaire is not confidential.
      expect(text).toContain('n’a pas les moyens techniques');
      hides(text);
    });

    it('can neither open the document nor find it by searching', async () => {
      const answer = await get(`/instruction/${number}/documents/${documentId}`, readers[role]);
      expect(answer.status).toBe(404);
      hides((await get('/instruction', readers[role])).text);
      const search = await get(`/instruction?q=${encodeURIComponent('pare-feu')}`, readers[role]);
      expect(search.text).not.toContain(number);
    });
  },
);

it('neither does the page of a decision', async () => {
  for (const path of ['modification', 'refus', 'validation']) {
    const { status, text } = await get(`/instruction/${number}/${path}`, readers.instructor);
    expect(status).toBe(200);
    hides(text);
  }
});

it('the role « security » reads it, and its document', async () => {
  const { text } = await get(`/instruction/${number}`, readers.security);
  expect(text).toContain(secret);
  expect(text).toContain(file);
  const answer = await app.request(`${publicUrl}/instruction/${number}/documents/${documentId}`, {
    headers: { cookie: readers.security.cookie },
  });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('%PDF');
  const log = await database
    .select()
    .from(documentAccesses)
    .where(eq(documentAccesses.documentId, documentId));
  expect(log).toHaveLength(1);
  // The log tells the others nothing of it.
  hides((await get(`/instruction/${number}`, readers.instructor)).text);
});

it('decides nothing by that role', async () => {
  const { text } = await get(`/instruction/${number}`, readers.security);
  expect(text).not.toContain('/validation');
});

describe('once it has changed', () => {
  beforeAll(async () => {
    await execute(
      services,
      id,
      { name: 'request_changes', reason: 'Précisez la sécurité.', fields: ['safety_questionnaire'] },
      readers.instructor.actor,
    );
    const loaded = await loadRequest(database, id);
    if (!loaded) throw new Error('no request');
    await submit(services, loaded.row, applicant.actor, questionnaire(later));
  });

  it('the instructor is told that it changed, not how', async () => {
    const { text } = await get(`/instruction/${number}`, readers.instructor);
    expect(text).toContain('Réponse modifiée ou retirée, non affichée');
    hides(text);
    const { text: whole } = await get(`/instruction/${number}`, readers.security);
    expect(whole).toContain('remplacé');
    expect(whole).toContain('obsolète');
  });

  it('an answer whose question has left the form is nobody’s of the provider', async () => {
    await database
      .update(requests)
      .set({ previousAnswers: { ...canteen, ancien_questionnaire: secret } })
      .where(eq(requests.id, id));
    const { text } = await get(`/instruction/${number}`, readers.instructor);
    expect(text).toContain('Question retirée du formulaire');
    hides(text);
  });
});

describe('the API', () => {
  const viewFor = async ({ actor }: Seeded, changes: Partial<ViewContext['actor']> = {}) => {
    const loaded = await loadRequest(database, id);
    if (!loaded) throw new Error('no request');
    return requestView(loaded, {
      ...{ actor: { ...actor, ...changes }, definition, newer: undefined, history: [], names: new Map() },
      ...{ habilitation: undefined, config: services.config, now: new Date(), language: 'fr' },
      stages: { follows: null, next_stage: null, asks: [] },
      file: { file: [], together: null },
    });
  };

  it('shows it to the applicant and a colleague', async () => {
    for (const who of [applicant, colleague]) {
      const view = await viewFor(who, { via: 'widget' });
      expect(JSON.stringify(view)).toContain(later);
      expect(view.documents.map(({ name }) => name)).toContain(file);
    }
  });

  it.each(['instructor', 'reporter', 'manager', 'developer', 'elsewhere'] as const)(
    'not to a plain %s, by session or machine',
    async (role) => {
      for (const via of ['session', 'machine'] as const) {
        const view = await viewFor(readers[role], { via, organisationIds: [] });
        expect(view.answers).toHaveProperty('intitule');
        expect(view.answers).not.toHaveProperty('safety_questionnaire');
        expect(view.answers).not.toHaveProperty('safety_questionnaire_document');
        hides(JSON.stringify(view));
      }
    },
  );

  it('by a token on somebody’s page, no role counts', () => {
    const row = {
      ...{ id, applicantId: '', organisationId: '', scopeGroups: [] },
      ...{ providerId: 'dgfip', api: 'impot-particulier' },
    };
    const actor = { ...readers.security.actor, organisationIds: [] };
    const reads = (via: 'widget' | 'session') =>
      readsOf(definition, { ...row, stage: 'production' }, { ...actor, via })('safety_questionnaire');
    expect([reads('session'), reads('widget')]).toEqual([true, false]);
  });

  it('of an API that has left the catalogue, the provider’s people read nothing', () => {
    const row = {
      id,
      applicantId: '',
      organisationId: '',
      scopeGroups: [],
      providerId: 'dgfip',
      api: 'gone',
      stage: 'sandbox',
    };
    expect(readsOf(undefined, row, readers.security.actor)('intitule')).toBe(false);
  });
});

it('neither events nor what is sent from them hold a word of it', async () => {
  const rows = await database.select().from(events).where(eq(events.requestId, id));
  const sent = await database.select().from(outbox).where(eq(outbox.requestId, id));
  expect(rows.length).toBeGreaterThan(2);
  hides(JSON.stringify([rows, sent]));
});

it('nor the credential of the habilitation', async () => {
  await execute(services, id, { name: 'validate' }, readers.instructor.actor);
  const [row] = await database.select().from(habilitations).where(eq(habilitations.requestId, id));
  const answer = await get(`/acces/H${row?.number}`, applicant);
  hides(answer.text);
});
