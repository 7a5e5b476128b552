/** Decisions by rule, over the database: what makes one, what each condition keeps back, and what it leaves behind. */
import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import type { Definition } from '../../../catalogue/definition.ts';
import { localise } from '../../../catalogue/localise.ts';
import { stepOfField } from '../../../catalogue/steps.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { decideByRule } from '../../../server/clock/decide.ts';
import { isDrawn } from '../../../server/clock/draw.ts';
import { judge } from '../../../server/clock/judge.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents } from '../../../server/documents/tables.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { startJobs } from '../../../server/jobs/queue.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { organisationLinks, organisations } from '../../../server/organisations/tables.ts';
import { confirmedDigest } from '../../../server/requests/confirmations.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { systemActor } from '../../../server/requests/life/system.ts';
import { execute, knownDefinition } from '../../../server/requests/store/execute.ts';
import { loadTarget } from '../../../server/requests/store/load.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { testDatabase } from '../../support/database.ts';
import {
  complete,
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  person,
  promises,
} from '../requests/world.ts';

const { database, url } = await testDatabase();
const plain = await createWorld(database);
const instructor = await createInstructor(database);

const model = ['dgfip_annee_n_moins_1', 'dgfip_nbpart', 'dgfip_rfr'];
type Rule = Definition['rules'][number];
const cantine: Rule = {
  id: 'cantine',
  version: 3,
  label: { fr: 'Tarif de la cantine', en: 'Price of school meals' },
  use_cases: ['cantine_scolaire'],
  decides: true,
  share: 0,
  renewals: false,
};

/** The services of a provider that has written this rule. */
function withRule(rule: Partial<Rule> = {}, changes: Partial<Definition> = {}) {
  const file = plain.catalogue.get('impot-particulier');
  if (!file) throw new Error('no API');
  const use_cases = file.use_cases.map((one) =>
    one.id === 'cantine_scolaire'
      ? { ...one, scopes: { chosen: model, locked: [], disabled: [], hidden: [] } }
      : one,
  );
  const own: Definition = { ...file, use_cases, rules: [{ ...cantine, ...rule }], ...changes };
  const both = { fr: localise(own, 'fr'), en: localise(own, 'en') };
  const { catalogue } = plain;
  const localised: typeof catalogue.localised = (api, language) =>
    api === own.id ? both[language] : catalogue.localised(api, language);
  return { ...plain, catalogue: { ...catalogue, get: () => own, localised } };
}
const world = withRule();
const api = createApi(world);
/** What the use case writes in advance. */
const prefill = plain.catalogue
  .get('impot-particulier')
  ?.use_cases.find(({ id }) => id === 'cantine_scolaire')?.prefill;
const officer = 'delegue_protection_donnees';

/** Each of an organisation of its own: a habilitation that covers the need is a check of its own. */
async function town() {
  const commune = await createOrganisation(database);
  return { commune, camille: await createActor(database, [commune.id]) };
}

/** The officer confirms their step, as their invitation lets them. */
async function confirmed(id: string): Promise<void> {
  const target = await loadTarget(database, id);
  if (!target) throw new Error('no request');
  const { row } = target;
  const definition = await knownDefinition(world, row);
  const step = stepOfField(definition, row.stage, officer);
  if (!step) throw new Error('no step');
  const answers = row.submittedAnswers ?? row.answers;
  const context = { answers, eligibility: row.eligibility, use_case: row.useCase };
  const digest = confirmedDigest(world.config, definition, row.stage, { step, field: officer }, context);
  const guest: Actor = { ...(await createActor(database, [])), via: 'invitation', invitedTo: id };
  const intent = { name: 'confirm', step: step.id, field: officer, person: 'Sacha Bernard', digest } as const;
  await execute(world, id, intent, guest);
}

interface Case {
  answers?: Answers;
  confirms?: boolean;
}

/** A request that has just been sent, and whose every condition is met unless said otherwise. */
async function sent({ answers = {}, confirms = true }: Case = {}) {
  const { commune, camille } = await town();
  const body = complete();
  const draft = await api.created(camille, {
    ...body,
    use_case: 'cantine_scolaire',
    answers: { ...body.answers, ...prefill, ...answers },
  });
  await api.attached(camille, draft, 'cadre_juridique_document');
  if (confirms) await confirmed(draft.id);
  const present = (await api.call(camille, `/requests/${draft.id}`)).body;
  const answer = await api.submitted(camille, present);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { id: draft.id, camille, commune };
}

const rowOf = async (id: string) => (await database.select().from(requests).where(eq(requests.id, id)))[0];
const stateOf = async (id: string) => (await rowOf(id))?.state;
async function verdict(id: string, services = world) {
  const target = await loadTarget(database, id);
  return target && judge(services, target, 'fr');
}
/** The names of the conditions that are not met. */
const missing = async (id: string, services = world) =>
  (await verdict(id, services))?.conditions.filter(({ met }) => !met).map(({ name }) => name);
const validations = (id: string) =>
  database
    .select({ body: events.body, details: events.details, role: events.actorRole })
    .from(events)
    .where(and(eq(events.requestId, id), eq(events.name, 'validate')));

describe('a request that meets every condition', () => {
  test('is validated at once, once, by a rule that says its name and version, and how to have a person look', async () => {
    const { id } = await sent();
    expect(await missing(id)).toEqual([]);
    await Promise.all([decideByRule(world, id), decideByRule(world, id), decideByRule(world, id)]);
    await decideByRule(world, id);
    const made = await validations(id);
    expect(made).toHaveLength(1);
    expect(JSON.parse(made[0]?.body ?? '')).toMatchObject({
      rule: { id: 'cantine', version: 3 },
      by: systemActor.userId,
      role: 'system',
    });
    const { reason, state } = (await rowOf(id)) ?? {};
    expect(state).toBe('validated');
    for (const said of [
      'sans intervention humaine',
      '« Tarif de la cantine », version 3',
      'qu’une personne réexamine cette décision',
      'L. 311-3-1 et R. 311-3-1-1',
      'Commission d’accès aux documents administratifs',
      world.catalogue.localised('impot-particulier', 'fr')?.provider.support ?? '?',
    ]) {
      expect(reason).toContain(said);
    }
    expect(made[0]?.details).toEqual({ reason });
    const held = await database.select().from(habilitations).where(eq(habilitations.requestId, id));
    expect(held).toMatchObject([{ state: 'active', scopes: model }]);
    expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    // On every request, also a decided one, instructors see what it said.
    expect(await verdict(id)).toMatchObject({ green: true, decides: true, rule: { version: 3 } });
  });

  test('an instructor at the same moment: one decision', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await sent();
      const refuse = { name: 'refuse', reason: 'Hors du périmètre.' } as const;
      await Promise.allSettled([decideByRule(world, id), execute(world, id, refuse, instructor)]);
      const decisions = await database
        .select({ name: events.name })
        .from(events)
        .where(and(eq(events.requestId, id), sql`${events.name} in ('validate', 'refuse')`));
      expect(decisions).toHaveLength(1);
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    }
  });

  test('confirmed by the officer after it was sent, it is validated then', async () => {
    const { id } = await sent({ confirms: false });
    expect(await missing(id)).toEqual(['officer']);
    await decideByRule(world, id);
    expect(await stateOf(id)).toBe('submitted');
    await confirmed(id);
    await decideByRule(world, id);
    expect(await stateOf(id)).toBe('validated');
  });
});

describe('what keeps a decision for a person', () => {
  const left = async (id: string, services = world) => {
    await decideByRule(services, id);
    expect(await stateOf(id)).toBe('submitted');
    return missing(id, services);
  };

  test('data besides those of the model; fewer are no reason', async () => {
    const more = await sent({ answers: { scopes: [...model, 'dgfip_aft'] } });
    const found = await left(more.id);
    expect(found).toContain('scopes');
    const said = await verdict(more.id);
    expect(said?.conditions.find(({ name }) => name === 'scopes')?.against).toHaveLength(1);
    const fewer = await sent({ answers: { scopes: model.slice(0, 2) } });
    expect(await missing(fewer.id)).not.toContain('scopes');
  });

  test('a check that passes by the applicant’s words alone', async () => {
    const { id } = await sent({
      answers: {
        duree_conservation_donnees_caractere_personnel: 60,
        duree_conservation_donnees_caractere_personnel_justification: 'Le code du patrimoine l’impose.',
      },
    });
    expect(await left(id)).toEqual(['checks']);
  });

  test('an officer who confirmed something else, or another officer', async () => {
    const { id, camille } = await sent();
    await execute(world, id, { name: 'withdraw' }, camille);
    const present = (await api.call(camille, `/requests/${id}`)).body;
    const another = { [officer]: person('Andrea', 'andrea.bernard@commune.example') };
    const again = await api.patched(camille, present, { answers: another });
    expect((await api.submitted(camille, again.body)).status).toBe(200);
    expect(await left(id)).toEqual(['officer']);
  });

  test('an organisation that is not verified: a link declared, lapsed or gone; one that is closed, or something else', async () => {
    const { id, camille, commune } = await sent();
    const link = eq(organisationLinks.userId, camille.userId);
    await database.update(organisationLinks).set({ trust: 'declared' }).where(link);
    expect(await left(id)).toEqual(['organisation']);
    await database
      .update(organisationLinks)
      .set({ trust: 'verified', lastUsedAt: new Date(0) })
      .where(link);
    expect(await left(id)).toEqual(['organisation']);
    await database.update(organisationLinks).set({ lastUsedAt: new Date() }).where(link);
    expect(await missing(id)).toEqual([]);
    const own = eq(organisations.id, commune.id);
    await database.update(organisations).set({ open: false }).where(own);
    expect(await left(id)).toContain('organisation');
    await database
      .update(organisations)
      .set({ open: true, legalCategory: '5710', activity: '62.01Z' })
      .where(own);
    expect(await left(id)).toContain('organisation');
  });

  test('a document that no scanner has found sound', async () => {
    const { id } = await sent();
    await database.update(documents).set({ scan: 'pending' }).where(eq(documents.requestId, id));
    expect(await left(id)).toEqual(['documents']);
  });

  test('an instructor who has begun: what they asked for, a rule does not know', async () => {
    const { id, camille } = await sent();
    const back = { name: 'request_changes', reason: 'Citez la délibération.', fields: [] } satisfies Intent;
    await execute(world, id, back, instructor);
    const present = (await api.call(camille, `/requests/${id}`)).body;
    await api.submitted(camille, present);
    expect(await left(id)).toEqual(['untouched']);
  });

  test('the draw, alike however often it is asked, and about as often as it says', async () => {
    const { id } = await sent();
    const all = withRule({ share: 1 });
    expect(await left(id, all)).toEqual([]);
    expect(await verdict(id, all)).toMatchObject({ green: true, drawn: true, decides: false });
    const ids = Array.from({ length: 4_000 }, () => newId());
    const drawn = ids.filter((one) => isDrawn(world.config, one, 0.1));
    expect(drawn).toEqual(ids.filter((one) => isDrawn(world.config, one, 0.1)));
    expect(drawn.length / ids.length).toBeGreaterThan(0.07);
    expect(drawn.length / ids.length).toBeLessThan(0.13);
    const other = { ...world.config, secretKey: 'another key of the tests, more than long enough' };
    expect(ids.filter((one) => isDrawn(other, one, 0.1))).not.toEqual(drawn);
  });

  test('a rule that only says, one of another use case or stage, and an API that wants two people', async () => {
    const { id } = await sent();
    expect(await left(id, withRule({ decides: false }))).toEqual([]);
    expect(await left(id, withRule({ use_cases: ['place_creche'] }))).toBeUndefined();
    expect(await left(id, withRule({ stages: ['production'] }))).toBeUndefined();
    expect(await left(id, withRule({}, { two_people: true }))).toEqual([]);
    expect(await left(id, withRule({}, { rules: [] }))).toBeUndefined();
    // Until nothing stands against it any more.
    await decideByRule(world, id);
    expect(await stateOf(id)).toBe('validated');
  });

  test('a request that is gone, withdrawn or decided: nothing happens, and nothing is thrown', async () => {
    await decideByRule(world, newId());
    await decideByRule(world, 'not an id');
    const { id, camille } = await sent();
    await execute(world, id, { name: 'withdraw' }, camille);
    await decideByRule(world, id);
    expect(await stateOf(id)).toBe('draft');
  });
});

describe('a renewal', () => {
  async function renewed() {
    const { id, camille } = await sent();
    await decideByRule(world, id);
    const { answers } = (await rowOf(id)) ?? { answers: {} };
    const submission = {
      documents: {},
      termsVersion: promises.terms_version,
      commitments: promises.commitments,
    };
    await execute(world, id, { name: 'renew', answers, ...submission }, camille);
    return { id, camille };
  }

  test('is decided by a rule that decides renewals, and by a person otherwise', async () => {
    const { id } = await renewed();
    await decideByRule(world, id);
    expect([await stateOf(id), await missing(id)]).toEqual(['submitted', ['occasion']]);
    const services = withRule({ renewals: true });
    await decideByRule(services, id);
    expect(await stateOf(id)).toBe('validated');
    const held = await database.select().from(habilitations).where(eq(habilitations.requestId, id));
    expect(held.map(({ state }) => state).sort()).toEqual(['active', 'obsolete']);
  });

  test('an update is always for a person', async () => {
    const { id, camille } = await sent();
    await decideByRule(world, id);
    await execute(world, id, { name: 'reopen' }, camille);
    const present = (await api.call(camille, `/requests/${id}`)).body;
    const again = await api.patched(camille, present, { answers: { intitule: 'Cantine et garderie' } });
    expect((await api.submitted(camille, again.body)).status).toBe(200);
    const services = withRule({ renewals: true });
    await decideByRule(services, id);
    expect(await stateOf(id)).toBe('submitted');
    expect(await missing(id, services)).toContain('occasion');
  });
});

test('the jobs see to it: what is sent is validated, and its applicant told by mail that a rule did', async () => {
  // Of the tests before.
  await database.delete(outbox);
  const mailbox = await startMailbox({ port: 0 });
  const mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
  const config = { ...world.config, databaseUrl: url };
  const jobs = await startJobs({ ...world, config, mailer });
  try {
    const { id, camille } = await sent();
    const until = { timeout: 40_000, interval: 100 };
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('validated'), until);
    await vi.waitFor(() => {
      const mails = mailbox.mails().filter(({ to }) => to.includes(camille.email));
      expect(mails.map(({ text }) => text ?? '').join()).toContain('Aucune personne n’a pris cette décision');
    }, until);
  } finally {
    await jobs.stop();
    mailer.close();
    await mailbox.stop();
  }
}, 90_000);
