/** Whatever anybody does in whatever order, these hold. Pure: rules alone, without a database. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import { type Command, decide } from '../../../server/requests/life/commands.ts';
import type { RequestEvent, RequestFacts } from '../../../server/requests/life/events.ts';
import { evolve } from '../../../server/requests/life/evolve.ts';
import { type HoldingChange, holdingChange } from '../../../server/requests/life/holding.ts';
import {
  type Beginning,
  type CommandName,
  commandNames,
  permitted,
  type RequestRole,
  requestRoles,
} from '../../../server/requests/life/lifecycle.ts';
import { complete, promises } from './fixture.ts';

const { answers } = complete();
const people = ['ana', 'bea', 'cleo'];
const submission = { documents: {}, termsVersion: promises.terms_version, commitments: [] };

/** What somebody tries: the words vary, and sometimes there are none. */
function attempt(
  name: Exclude<CommandName, Beginning>,
  words: string,
  person: string,
  pair: boolean,
): Command {
  const restored = { answers, submittedAnswers: answers };
  const written = { ...answers, intitule: words || 'Titre' };
  const made: Record<Exclude<CommandName, Beginning>, Command> = {
    save: { name: 'save', answers: { intitule: words } },
    submit: { name: 'submit', answers: written, ...submission },
    withdraw: { name: 'withdraw' },
    agree: { name: 'agree' },
    request_changes: { name: 'request_changes', reason: words, fields: [] },
    refuse: { name: 'refuse', reason: words },
    validate: { name: 'validate', pair, habilitationId: newId(), validUntil: new Date(1e13) },
    archive: { name: 'archive' },
    confirm: { name: 'confirm', step: 'contacts', field: null, person, digest: 'x' },
    comment: { name: 'comment', text: words },
    message: { name: 'message', text: words },
    reopen: { name: 'reopen', answers },
    cancel_reopening: { name: 'cancel_reopening', reason: words, restored },
    renew: { name: 'renew', answers: written, ...submission },
    update_people: { name: 'update_people', answers: {} },
    suspend: { name: 'suspend', reason: words },
    resume: { name: 'resume' },
    announce_revocation: { name: 'announce_revocation', reason: words, due: new Date(0) },
    drop_revocation: { name: 'drop_revocation' },
    revoke: { name: 'revoke', reason: words, urgent: pair },
    end: { name: 'end', reason: words },
    expire: { name: 'expire' },
    remind: { name: 'remind', kind: words },
    copy: { name: 'copy', about: newId(), number: 1 },
    correct: { name: 'correct', answers: { intitule: words }, reason: words, note: '' },
    transfer: { name: 'transfer', to: person },
    transfer_organisation: {
      name: 'transfer_organisation',
      organisationId: person,
      to: person,
      reason: words,
    },
    ask_take_over: { name: 'ask_take_over', due: new Date(0) },
    object_take_over: { name: 'object_take_over' },
    take_over: { name: 'take_over', applicantLeft: pair },
    told: { name: 'told', about: newId(), number: 1, fields: [] },
  };
  return made[name];
}

/** As `execute` completes it: what goes back to a habilitation is given what it says. */
const completed = (command: Command, row: RequestFacts): Command =>
  command.name === 'refuse' && row.reopening
    ? { ...command, restored: { answers, submittedAnswers: answers } }
    : command;

const tried = fc.record({
  name: fc.constantFrom(...commandNames.filter((name) => name !== 'create' && name !== 'claim')),
  role: fc.constantFrom(...requestRoles),
  by: fc.constantFrom(...people),
  words: fc.constantFrom('', 'Un motif.', 'Autre chose.'),
  person: fc.constantFrom(...people),
  pair: fc.boolean(),
});

/** What moves a request on, and what ends it: most of the rest may be done anywhere, and leads nowhere. */
const moves: CommandName[] = [
  'submit',
  'validate',
  'reopen',
  'renew',
  'suspend',
  'resume',
  'cancel_reopening',
];
const ends: CommandName[] = ['archive', 'end', 'revoke', 'refuse'];

/**
 * Mostly what may be done, and mostly what moves on: at random alone, a sequence hardly ever leaves the first states,
 * or ends at once.
 */
const willing = fc.record({
  tried,
  pick: fc.nat(),
  towards: fc.constantFrom('moves', 'moves', 'moves', 'open', 'open', 'ends', 'anything'),
});

const creation: Command = {
  name: 'create',
  id: newId(),
  fileId: newId(),
  parentId: null,
  providerId: 'dgfip',
  api: 'impot-particulier',
  stage: 'sandbox',
  definitionVersion: 1,
  organisationId: newId(),
  useCase: '',
  answers,
  eligibility: {},
  explanation: '',
  steps: [],
};

interface Held {
  id: string;
  state: HoldingChange['state'];
}

/** The habilitations of the request after an event, as the statement writes them. */
function heldAfter(held: Held[], after: RequestFacts, event: RequestEvent): Held[] {
  if (event.name === 'validate' && event.habilitationId) {
    const former = held.map((one) => (isLive(one) ? { ...one, state: 'obsolete' as const } : one));
    return [...former, { id: event.habilitationId, state: 'active' }];
  }
  const change = holdingChange(after, event);
  return change?.state ? held.map((one) => (isLive(one) ? { ...one, state: change.state } : one)) : held;
}
const isLive = ({ state }: Held) => state === 'active' || state === 'suspended';

const decisions: readonly CommandName[] = ['validate', 'refuse', 'request_changes'];

test('any sequence of commands by anybody keeps the invariants', () => {
  fc.assert(
    fc.property(fc.array(willing, { minLength: 10, maxLength: 40 }), (steps) => {
      const first = decide(undefined, creation, { id: 'ana', role: 'applicant' }, new Date(1));
      if ('refusal' in first) throw new Error(first.refusal);
      const history: RequestEvent[] = [...first.events];
      let row = evolve(undefined, history[0] as RequestEvent);
      let held: Held[] = [];
      let clock = 1;
      for (const step of steps) {
        const open: [CommandName, RequestRole][] = requestRoles.flatMap((role) =>
          permitted(row, role).map((name): [CommandName, RequestRole] => [name, role]),
        );
        const wanted = open.filter(([command]) =>
          step.towards === 'moves'
            ? moves.includes(command)
            : ends.includes(command) === (step.towards === 'ends'),
        );
        const chosen = step.towards === 'anything' ? undefined : wanted[step.pick % wanted.length];
        const [name, role] = chosen ?? [step.tried.name, step.tried.role];
        if (name === 'create' || name === 'claim') throw new Error('a request is created once');
        const { words, person, pair, by } = step.tried;
        const command = completed(attempt(name, words, person, pair), row);
        const at = new Date(++clock);
        const outcome = decide(row, command, { id: by, role }, at);
        const shown = permitted(row, role).includes(name);
        if ('refusal' in outcome) {
          // What is shown is refused for its content alone, never for who does it or when.
          expect(shown).toBe(!['role', 'state'].includes(outcome.refusal));
          continue;
        }
        expect(shown).toBe(true);
        const before = row;
        for (const event of outcome.events) {
          row = evolve(row, event);
          held = heldAfter(held, row, event);
          history.push(event);
        }
        if (before.state === 'archived') expect(row.state).toBe('archived');
        if (before.state === 'revoked') expect(['revoked', 'archived']).toContain(row.state);
        // A decision ends what it decides: the next one finds nothing to decide.
        if (decisions.includes(name)) expect(permitted(row, 'instructor')).not.toContain(name);
        expect(held.filter(isLive).length).toBeLessThanOrEqual(1);
        expect(row.held === 'active').toBe(
          held.some(({ state }) => state === 'active') && !hasExpired(history),
        );
        if (row.reopening) expect(row.held).not.toBeNull();
        if (row.held === 'suspended') expect(held.some(({ state }) => state === 'suspended')).toBe(true);
      }
      const replayed = history.reduce<RequestFacts | undefined>(evolve, undefined);
      expect(replayed).toEqual(row);
    }),
    { numRuns: 500 },
  );
});

/** Since the last habilitation was issued. */
function hasExpired(history: RequestEvent[]): boolean {
  const last = history.findLastIndex(({ name }) => name === 'validate');
  return history.slice(last).some(({ name }) => name === 'expire');
}
