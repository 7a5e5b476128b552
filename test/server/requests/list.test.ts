import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { HabilitationView, RequestList, RequestSummary } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { nextAction, type Standing } from '../../../server/requests/view/next-action.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createCast, createOrganisation, person } from './world.ts';

const { database } = await testDatabase();
const { api, world, instructor } = await createCast(database);

const list = async (actor: Actor, query = '') =>
  (await api.call<RequestList>(actor, `/requests${query}`)).body;

/** Everything, page after page. */
async function pages(actor: Actor, query: string): Promise<RequestSummary[][]> {
  const found: RequestSummary[][] = [];
  for (let after = ''; found.length < 20; ) {
    const { requests: page, next } = await list(actor, `?${query}${after && `&after=${after}`}`);
    found.push(page);
    if (!next) break;
    after = next;
  }
  return found;
}

async function organisationWith(...people: Partial<Actor>[]) {
  const { id } = await createOrganisation(database);
  return Promise.all(people.map((changes) => createActor(database, [id], changes)));
}

describe('the list of all requests', () => {
  test('says of each whose it is, what comes next and by when', async () => {
    const [camille, colleague] = (await organisationWith({}, { familyName: 'Petit' })) as [Actor, Actor];
    const draft = await api.created(camille);
    const sent = await api.submitted(camille, await api.created(camille));
    const granted = await api.submitted(camille, await api.created(camille));
    await execute(world, granted.body.id, { name: 'validate' }, instructor);
    await api.created(colleague);

    const mine = await list(camille);
    expect(mine.next).toBeNull();
    const byId = new Map(mine.requests.map((one) => [one.id, one]));
    expect(mine.requests.map(({ relation }) => relation).sort()).toEqual([
      'mine',
      'mine',
      'mine',
      'organisation',
    ]);
    expect(byId.get(draft.id)).toMatchObject({
      api_title: 'API Impôt particulier',
      stage_label: expect.stringMatching(/sable/i),
      title: complete().answers.intitule,
      next_action: { who: 'you', text: 'Compléter et soumettre la demande' },
      mentions: [],
    });
    expect(byId.get(sent.body.id)?.next_action).toMatchObject({ who: 'provider' });
    expect(byId.get(sent.body.id)?.next_action.text).toMatch(/^Attendre la réponse, au plus tard le \d/);
    const validated = byId.get(granted.body.id);
    expect(validated?.habilitation).toMatchObject({ state: 'active' });
    const { number } = validated?.habilitation ?? {};
    expect(validated?.dates).toEqual([
      expect.stringMatching(/^envoyée le \d/),
      expect.stringMatching(new RegExp(`^habilitation ${number}, valable jusqu’au \\d`)),
    ]);
    expect(validated?.ends_soon).toBe('');
    expect(byId.get(draft.id)?.dates).toEqual([]);
    expect(validated?.next_action).toEqual({
      who: 'you',
      text: 'Récupérer mon accès',
      url: validated?.habilitation?.access_url,
    });
    const theirs = mine.requests.find(({ mine: own }) => !own);
    expect(theirs?.next_action).toEqual({ who: 'colleague', text: 'À compléter par Camille Petit' });

    const seen = await list(colleague);
    const shared = seen.requests.find(({ id }) => id === granted.body.id);
    expect(shared).toMatchObject({ relation: 'organisation', habilitation: { state: 'active' } });
    expect(shared?.next_action.text).toContain('l’habilitation vaut jusqu’au');
    expect(shared?.next_action.url).toBeUndefined();
    const english = await list(camille, '?lang=en&state=draft&relation=mine');
    expect(english.requests.map(({ next_action }) => next_action.text)).toEqual([
      'Complete and submit the request',
    ]);
  });

  test('a person whose link is only declared sees their own, and nothing of the organisation', async () => {
    const [camille] = (await organisationWith({})) as [Actor];
    await api.created(camille);
    const declared = await createActor(database, []);
    expect((await list({ ...declared, organisationId: camille.organisationId })).requests).toEqual([]);
  });

  test('comes in pages that neither miss nor repeat, whatever is written meanwhile', async () => {
    const [camille, colleague] = (await organisationWith({}, {})) as [Actor, Actor];
    const made: string[] = [];
    for (let count = 0; count < 7; count++) {
      made.push((await api.created(count % 2 ? camille : colleague)).id);
    }
    // Three of the same instant: the id decides.
    const at = new Date('2026-11-20T10:00:00Z');
    for (const id of made.slice(2, 5)) {
      await database.update(requests).set({ updatedAt: at }).where(eq(requests.id, id));
    }
    const found = await pages(camille, 'limit=2');
    expect(found.map((page) => page.length)).toEqual([2, 2, 2, 1]);
    expect(found.flat().map(({ id }) => id)).toHaveLength(7);
    expect(new Set(found.flat().map(({ id }) => id))).toEqual(new Set(made));
    const dates = found.flat().map(({ updated_at }) => updated_at);
    expect(dates).toEqual([...dates].sort().reverse());

    const first = await list(camille, '?limit=2');
    await execute(world, String(made[0]), { name: 'save', explanation: 'Changée' }, colleague);
    const second = await list(camille, `?limit=2&after=${first.next}`);
    const shown = [...first.requests, ...second.requests].map(({ id }) => id);
    expect(new Set(shown).size).toBe(shown.length);
  });

  test('is filtered by states and by relation', async () => {
    const [camille, colleague] = (await organisationWith({}, {})) as [Actor, Actor];
    const draft = await api.created(camille);
    const sent = await api.submitted(colleague, await api.created(colleague));
    const ids = async (query: string) => (await list(camille, query)).requests.map(({ id }) => id);
    expect(await ids('?state=draft')).toEqual([draft.id]);
    expect(await ids('?state=submitted,validated')).toEqual([sent.body.id]);
    expect(await ids('?relation=organisation')).toEqual([sent.body.id]);
    expect(await ids('?relation=mine&state=submitted')).toEqual([]);
  });

  test.each(['state=lost', 'relation=friend', 'after=%00', 'after=1_2', 'limit=0', 'limit=101', 'limit=x'])(
    'refuses ?%s, and does not repeat it',
    async (query) => {
      const [camille] = (await organisationWith({})) as [Actor];
      const answer = await api.call(camille, `/requests?${query}`);
      expect(answer.status).toBe(422);
      const value = query.split('=')[1] ?? '';
      if (value.length > 2) expect(JSON.stringify(answer.body)).not.toContain(value);
    },
  );
});

describe('who is named in a request', () => {
  const named = (email: string) => ({
    answers: { ...complete().answers, delegue_protection_donnees: person('Sacha', email) },
  });

  test('finds it once it is submitted: its state, what it says of them, and nothing else', async () => {
    const [camille] = (await organisationWith({})) as [Actor];
    const [officer] = (await organisationWith({ email: 'Sacha.Dpo@Gestion.example' })) as [Actor];
    const draft = await api.created(camille, named(' sacha.dpo@gestion.EXAMPLE '));
    // Anybody can write any name into a draft.
    expect((await list(officer)).requests).toEqual([]);
    const sent = await api.submitted(camille, draft);
    expect(sent.status).toBe(200);
    const [line] = (await list(officer)).requests;
    expect(line).toMatchObject({
      id: draft.id,
      relation: 'named',
      mine: false,
      state: 'submitted',
      title: '',
      applicant_name: 'Camille Martin',
      mentions: [
        {
          field: 'delegue_protection_donnees',
          label: 'Délégué à la protection des données',
          given_name: 'Sacha',
          family_name: 'Bernard',
        },
      ],
    });
    const text = JSON.stringify(line);
    for (const other of ['alix.bernard@commune.example', 'Tarification', 'dgfip_rfr']) {
      expect(text).not.toContain(other);
    }
    expect((await list(officer, '?api=impot-particulier')).requests).toHaveLength(1);
    expect((await list(officer, '?relation=named')).requests).toHaveLength(1);
    expect((await list(officer, '?relation=organisation')).requests).toEqual([]);
    expect((await api.call(officer, `/requests/${draft.id}`)).status).toBe(404);

    await execute(world, draft.id, { name: 'validate' }, instructor);
    const [granted] = (await list(officer)).requests;
    expect(granted?.title).toBe(complete().answers.intitule);
    // The access is the technical contact's.
    expect(granted?.habilitation).toBeUndefined();
  });

  test('is the technical contact: finds where to collect the access', async () => {
    const [camille] = (await organisationWith({})) as [Actor];
    const [contact] = (await organisationWith({ email: 'unique.lou@editeur.example' })) as [Actor];
    const answers = {
      ...complete().answers,
      contact_technique: person('Lou', 'Unique.Lou@editeur.example'),
    };
    const sent = await api.submitted(camille, await api.created(camille, { answers }));
    await execute(world, sent.body.id, { name: 'validate' }, instructor);
    const [line] = (await list(contact)).requests;
    const [issued] = await database
      .select()
      .from(habilitations)
      .where(eq(habilitations.requestId, sent.body.id));
    expect(line?.next_action).toMatchObject({
      text: 'Récupérer mon accès',
      url: `${world.config.publicUrl}/acces/H${issued?.number}`,
    });
  });

  test('no longer, once the next submission names somebody else', async () => {
    const [camille] = (await organisationWith({})) as [Actor];
    const [officer] = (await organisationWith({ email: 'ancien.dpo@gestion.example' })) as [Actor];
    const sent = await api.submitted(camille, await api.created(camille, named(officer.email)));
    await execute(
      world,
      sent.body.id,
      { name: 'request_changes', reason: 'Précisez.', fields: [] },
      instructor,
    );
    const saved = await api.call(camille, `/requests/${sent.body.id}`, {
      method: 'PATCH',
      body: named('autre.dpo@gestion.example'),
      headers: { 'if-match': `"${sent.body.version + 1}"` },
    });
    // What was submitted still names them.
    expect((await list(officer)).requests).toHaveLength(1);
    await api.submitted(camille, saved.body);
    expect((await list(officer)).requests).toEqual([]);
  });

  test('an address that is empty finds nothing', async () => {
    const nobody = await createActor(database, [], { email: '' });
    expect((await list(nobody)).requests).toEqual([]);
  });

  test('who is named and of the organisation is a colleague', async () => {
    const [camille, officer] = (await organisationWith({}, { email: 'dpo.interne@commune.example' })) as [
      Actor,
      Actor,
    ];
    await api.submitted(camille, await api.created(camille, named(officer.email)));
    expect((await list(officer)).requests).toMatchObject([{ relation: 'organisation', mentions: [] }]);
  });
});

describe('what comes next of a habilitation', () => {
  const standing = (state: HabilitationView['state'], changes: Partial<Standing> = {}): Standing => ({
    row: { state: 'validated', lastSubmittedAt: null, reopening: null, revocation: null },
    relation: 'mine',
    applicant: 'Camille Martin',
    habilitation: {
      number: 'H1042',
      state,
      valid_until: '2026-11-20T10:00:00Z',
      access_url: 'https://datapass.example/acces/H1042',
    },
    contested: false,
    ending: false,
    ...changes,
  });
  const hearing = { by: '', at: '', due: '2026-12-05T12:00:00Z', reason: 'Usage détourné.' };

  test.each<[string, Standing, string, string]>([
    ['at its end it is renewed, not collected', standing('expired'), 'you', 'Renouveler l’habilitation, qui'],
    [
      'soon at its end it is renewed',
      standing('active', { ending: true }),
      'you',
      'avant le 20 novembre 2026',
    ],
    ['suspended, the provider is answered', standing('suspended'), 'you', 'Répondre au fournisseur'],
    ['replaced, nothing is done', standing('obsolete'), 'nobody', 'n’est plus en vigueur'],
    ['in force, it is collected', standing('active'), 'you', 'Récupérer mon accès'],
    [
      'about to be revoked, its holder answers',
      standing('active', { row: { ...standing('active').row, revocation: hearing } }),
      'you',
      'Répondre avant le 5 décembre 2026',
    ],
    [
      'a colleague’s, it is not one’s own to renew',
      standing('expired', { relation: 'organisation' }),
      'nobody',
      'n’est plus en vigueur',
    ],
  ])('%s', (_, about, who, words) => {
    const next = nextAction(about, 'fr');
    expect(next.who).toBe(who);
    expect(next.text).toContain(words);
    expect(nextAction(about, 'en').text).not.toBe(next.text);
  });
});
