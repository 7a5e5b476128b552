import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { decide, type Intent } from '../../../server/requests/life/commands.ts';
import type { RequestRow } from '../../../server/requests/life/events.ts';
import {
  type Beginning,
  type CommandName,
  conditions,
  lifecycle,
  needs,
  permitted,
  type RequestRole,
  type RequestState,
  requestRoles,
} from '../../../server/requests/life/lifecycle.ts';
import { leadsTo } from '../../../server/requests/life/lifecycle-print.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  complete,
  createActor,
  createApi,
  createOrganisation,
  createWorld,
  promises,
  type World,
} from './world.ts';

const { database } = await testDatabase();
let world: World;
/** The clock acts by itself, and another request of the file: nobody has that role. */
type PersonRole = Exclude<RequestRole, 'file' | 'system'>;
const personRoles = requestRoles.filter((role): role is PersonRole => role !== 'file' && role !== 'system');

let people: Record<PersonRole, Actor>;
let api: ReturnType<typeof createApi>;

beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  const own = await createOrganisation(database);
  const other = await createOrganisation(database);
  people = {
    applicant: await createActor(database, [own.id]),
    colleague: await createActor(database, [own.id]),
    invited: await createActor(database, [], { via: 'invitation' }),
    contact: await createActor(database, [other.id], { email: 'lou.bernard@editeur.example' }),
    instructor: await createActor(database, [], { roles: ['dgfip:*:instructor'], via: 'session' }),
    reporter: await createActor(database, [], { roles: ['dgfip:*:reporter'], via: 'session' }),
    administrator: await createActor(database, [], { roles: ['*:*:administrator'], via: 'session' }),
  };
  elsewhere = other.id;
});

const { answers } = complete();
let elsewhere: string;
const person = {
  family_name: 'Bernard',
  given_name: 'Lou',
  email: 'lou.bernard@commune.example',
  phone: '0123456789',
  job_title: 'Technicienne',
};

const intents: Record<Exclude<CommandName, Beginning>, Intent> = {
  save: { name: 'save', explanation: 'Une explication' },
  submit: {
    name: 'submit',
    answers,
    documents: {},
    termsVersion: promises.terms_version,
    commitments: promises.commitments,
  },
  request_changes: { name: 'request_changes', reason: 'Précisez.', fields: ['description'] },
  refuse: { name: 'refuse', reason: 'Sans base légale.' },
  validate: { name: 'validate' },
  withdraw: { name: 'withdraw' },
  agree: { name: 'agree' },
  archive: { name: 'archive' },
  message: { name: 'message', text: 'Avez-vous la délibération ?' },
  reopen: { name: 'reopen' },
  cancel_reopening: { name: 'cancel_reopening', reason: 'Sans objet.' },
  renew: {
    name: 'renew',
    answers,
    documents: {},
    termsVersion: promises.terms_version,
    commitments: promises.commitments,
  },
  update_people: { name: 'update_people', answers: { contact_technique: person } },
  suspend: { name: 'suspend', reason: 'Appels anormaux.' },
  resume: { name: 'resume' },
  announce_revocation: { name: 'announce_revocation', reason: 'Usage hors de l’objet.', due: new Date() },
  drop_revocation: { name: 'drop_revocation' },
  revoke: { name: 'revoke', reason: 'Usage hors de l’objet.', urgent: true },
  end: { name: 'end' },
  expire: { name: 'expire' },
  remind: { name: 'remind', kind: 'draft' },
  copy: { name: 'copy', about: newId(), number: 1 },
  correct: { name: 'correct', answers: { intitule: 'Tarifs' }, reason: 'Faute de frappe.', note: '' },
  transfer_organisation: { name: 'transfer_organisation', organisationId: '', to: '', reason: 'Fusion.' },
  confirm: { name: 'confirm', step: 'contacts', field: null, person: 'Sacha Bernard', digest: 'x' },
  comment: { name: 'comment', text: 'Citez la délibération.' },
  transfer: { name: 'transfer', to: '' },
  ask_take_over: { name: 'ask_take_over', due: new Date() },
  object_take_over: { name: 'object_take_over' },
  take_over: { name: 'take_over', applicantLeft: true },
  told: { name: 'told', about: newId(), number: 1, fields: ['intitule'] },
};

const intentOf = (command: keyof typeof intents): Intent => {
  if (command === 'transfer') return { name: 'transfer', to: people.colleague.userId };
  const intent = intents[command];
  return intent.name === 'transfer_organisation'
    ? { ...intent, organisationId: elsewhere, to: people.contact.userId }
    : intent;
};

type Besides = Partial<Pick<RequestRow, 'reopening' | 'held' | 'revocation' | 'reopenedAt'>>;

const update: Besides = { reopening: 'update', held: 'active', reopenedAt: new Date() };
const announced = { by: newId(), at: '', due: new Date(0).toISOString(), reason: 'Usage hors de l’objet.' };

/** Each state, in every way that a request may be in it: a name, and what it is besides. */
const standings: Record<RequestState, Record<string, Besides>> = {
  draft: { 'of a first request': {}, 'of an update': update },
  submitted: {
    'of a first request': {},
    'of an update': update,
    'of a renewal': { reopening: 'renewal', held: 'active' },
    'of a renewal after the end': { reopening: 'renewal', held: 'ended' },
  },
  changes_requested: {
    'of a first request': {},
    'of an update, suspended meanwhile': { ...update, held: 'suspended' },
  },
  validated: {
    'with an answer': {},
    'with a habilitation': { held: 'active' },
    'with a suspended one': { held: 'suspended' },
    'with one at its end': { held: 'ended' },
    'with a revocation announced': { held: 'active', revocation: announced },
  },
  refused: { 'of a first request': {} },
  revoked: { 'of a habilitation': { held: 'ended' } },
  archived: { 'of a first request': {} },
};

const cases = Object.entries(standings).flatMap(([state, ways]) =>
  Object.entries(ways).map(([way, besides]) => ({ state: state as RequestState, way, besides })),
);
const commands = Object.keys(intents) as (keyof typeof intents)[];

/** A request in a state, as its history would have left it. */
async function requestIn(state: RequestState, besides: Besides = {}): Promise<RequestRow> {
  const { id } = await api.created(people.applicant);
  const sent = state !== 'draft' || besides.held !== undefined;
  const submission = sent && {
    firstSubmittedAt: new Date(1),
    lastSubmittedAt: new Date(1),
    submittedAnswers: { ...answers, intitule: 'Avant' },
    termsVersion: promises.terms_version,
  };
  const [row] = await database
    .update(requests)
    .set({ state, ...submission, ...besides })
    .where(eq(requests.id, id))
    .returning();
  if (besides.held) await database.insert(habilitations).values(heldBy(row as RequestRow, besides.held));
  return row as RequestRow;
}

const heldBy = (row: RequestRow, held: NonNullable<RequestRow['held']>) => ({
  id: newId(),
  requestId: row.id,
  fileId: row.fileId,
  providerId: row.providerId,
  api: row.api,
  stage: row.stage,
  organisationId: row.organisationId,
  state: held === 'suspended' ? ('suspended' as const) : ('active' as const),
  definitionVersion: row.definitionVersion,
  termsVersion: promises.terms_version,
  answers,
  scopes: [],
  validFrom: new Date(0),
  expiresAt: held === 'ended' ? new Date(1) : new Date('2090-01-01'),
});

describe.each(cases)('$state $way', ({ state, besides }) => {
  const allows = (command: CommandName, role: RequestRole) => {
    const need = needs[command];
    const stands = {
      state,
      reopening: besides.reopening ?? null,
      held: besides.held ?? null,
      revocation: besides.revocation ?? null,
      firstSubmittedAt: state === 'draft' && !besides.held ? null : new Date(1),
    };
    return Boolean(lifecycle[state][command]?.includes(role) && (!need || conditions[need](stands)));
  };
  const allowed = commands.flatMap((command) =>
    personRoles.filter((role) => allows(command, role)).map((role) => ({ command, role })),
  );

  if (allowed[0]) {
    test.each(allowed)('$role may: $command', async ({ command, role }) => {
      const before = await requestIn(state, besides);
      people.invited.invitedTo = before.id;
      if (command === 'object_take_over') {
        const takeOver = { by: people.colleague.userId, at: '', due: '' };
        await database.update(requests).set({ takeOver }).where(eq(requests.id, before.id));
      }
      const after = await execute(world, before.id, intentOf(command), people[role]);
      const restored = command === 'refuse' && besides.reopening;
      const expected = restored ? 'validated' : (leadsTo[command] ?? state);
      expect([after.state, after.version]).toEqual([expected, 2]);
    });
  }

  test.each(personRoles)('%s may nothing else', async (role) => {
    const before = await requestIn(state, besides);
    people.invited.invitedTo = before.id;
    const refused = commands.filter((command) => !allows(command, role));
    for (const command of refused) {
      const outcome = await execute(world, before.id, intentOf(command), people[role]).then(
        () => 'done',
        (problem) => problem.status,
      );
      expect([403, 404, 409], `${command}: ${outcome}`).toContain(outcome);
    }
    const [after] = await database.select().from(requests).where(eq(requests.id, before.id));
    expect(after, role).toEqual(before);
  });
});

describe('the table', () => {
  test('gives the contact and the reporter nothing to do', async () => {
    for (const { state, besides } of cases) {
      const request = await requestIn(state, besides);
      expect([...permitted(request, 'contact'), ...permitted(request, 'reporter')]).toEqual([]);
    }
  });

  test('a decision needs words, and not too many', async () => {
    const request = await requestIn('submitted');
    const actor = { id: people.instructor.userId, role: 'instructor' as const };
    const at = new Date();
    const refusal = (reason: string) => decide(request, { name: 'refuse', reason }, actor, at);
    expect(refusal(' \n ')).toEqual({ refusal: 'reason_missing' });
    expect(refusal('x'.repeat(10_001))).toEqual({ refusal: 'reason_too_long' });
    expect(refusal('  Sans base légale. ')).toMatchObject({ events: [{ reason: 'Sans base légale.' }] });
  });
});
