import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { decide, type Intent } from '../../../server/requests/commands.ts';
import type { RequestRow } from '../../../server/requests/events.ts';
import { execute } from '../../../server/requests/execute.ts';
import {
  type CommandName,
  commandNames,
  lifecycle,
  permitted,
  type RequestRole,
  type RequestState,
  requestRoles,
} from '../../../server/requests/lifecycle.ts';
import { requestStates, requests } from '../../../server/requests/tables.ts';
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
/** Another request of the file tells by itself: nobody has that role. */
type PersonRole = Exclude<RequestRole, 'file'>;
const personRoles = requestRoles.filter((role): role is PersonRole => role !== 'file');

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
  };
});

const { answers } = complete();

const intents: Record<Exclude<CommandName, 'create'>, Intent> = {
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
  archive: { name: 'archive' },
  confirm: { name: 'confirm', step: 'contacts', field: null, person: 'Sacha Bernard', digest: 'x' },
  comment: { name: 'comment', text: 'Citez la délibération.' },
  transfer: { name: 'transfer', to: '' },
  ask_take_over: { name: 'ask_take_over', due: new Date() },
  object_take_over: { name: 'object_take_over' },
  take_over: { name: 'take_over', applicantLeft: true },
  told: { name: 'told', about: newId(), number: 1, fields: ['intitule'] },
};

const intentOf = (command: keyof typeof intents): Intent =>
  command === 'transfer' ? { name: 'transfer', to: people.colleague.userId } : intents[command];

const leadsTo: Record<Exclude<CommandName, 'create'>, RequestState | 'same'> = {
  save: 'same',
  submit: 'submitted',
  request_changes: 'changes_requested',
  refuse: 'refused',
  validate: 'validated',
  archive: 'archived',
  confirm: 'same',
  comment: 'same',
  transfer: 'same',
  ask_take_over: 'same',
  object_take_over: 'same',
  take_over: 'same',
  told: 'same',
};

/** A request in a state, as its history would have left it. */
async function requestIn(state: RequestState, sent = state !== 'draft'): Promise<RequestRow> {
  const { id } = await api.created(people.applicant);
  const submission = sent && {
    firstSubmittedAt: new Date(),
    lastSubmittedAt: new Date(),
    submittedAnswers: answers,
    termsVersion: promises.terms_version,
  };
  const [row] = await database
    .update(requests)
    .set({ state, ...submission })
    .where(eq(requests.id, id))
    .returning();
  return row as RequestRow;
}

describe.each(requestStates)('in the state %s', (state) => {
  const cells = Object.keys(intents).flatMap((command) =>
    personRoles.map((role) => ({ command: command as keyof typeof intents, role })),
  );

  test.each(cells)('$role: $command', async ({ command, role }) => {
    const before = await requestIn(state);
    people.invited.invitedTo = before.id;
    if (command === 'object_take_over') {
      const takeOver = { by: people.colleague.userId, at: '', due: '' };
      await database.update(requests).set({ takeOver }).where(eq(requests.id, before.id));
      before.takeOver = takeOver;
    }
    const allowed = lifecycle[state][command]?.includes(role) ?? false;
    const outcome = await execute(world, before.id, intentOf(command), people[role]).then(
      (row) => row.state,
      (problem) => problem.status,
    );
    const [after] = await database.select().from(requests).where(eq(requests.id, before.id));
    if (allowed) {
      const expected = leadsTo[command] === 'same' ? state : leadsTo[command];
      expect([outcome, after?.state, after?.version]).toEqual([expected, expected, 2]);
    } else {
      expect([403, 404, 409]).toContain(outcome);
      expect(after).toEqual(before);
    }
  });
});

describe('the table', () => {
  test('says the same as what may be done, for every role', () => {
    for (const state of [...requestStates, 'none'] as const) {
      for (const role of requestRoles) {
        const request = state === 'none' ? undefined : { state };
        const named = commandNames.filter((command) => lifecycle[state][command]?.includes(role));
        expect(permitted(request, role)).toEqual(named);
      }
    }
  });

  test('gives the contact and the reporter nothing to do', () => {
    for (const state of requestStates) {
      expect([...permitted({ state }, 'contact'), ...permitted({ state }, 'reporter')]).toEqual([]);
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
