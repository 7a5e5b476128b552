/** What the page of an invitation shows, read for one guest. */
import { eq } from 'drizzle-orm';
import type { Answers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import type { Language } from '../http/language.ts';
import { confirmedDigest } from '../requests/confirmations.ts';
import { parisDay } from '../requests/dates.ts';
import { emailNamed } from '../requests/life/contacts.ts';
import { absent } from '../requests/problems.ts';
import { knownDefinition } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import type { Confirmation } from '../requests/tables.ts';
import { type HistoryEntry, historyOf } from '../requests/view/history.ts';
import type { Services } from '../services.ts';
import { asRead, contextOf, type Led, ledBy } from '../together/draft.ts';
import type { Guest } from './guest.ts';
import { type GuestPerson, isCodeOut, knownPerson } from './proof.ts';
import { type InvitationRow, isOpenTo, shownSteps } from './rules.ts';

export interface Scene {
  guest: Guest;
  loaded: LoadedRequest;
  definition: ApiDefinition;
  /** What the invitation shows, with the fields that this guest may see. */
  steps: Step[];
  /** With the documents. */
  context: AnswerContext;
  inviter: string;
  /** Whether what the invitation is for can be done in the present state. */
  isOpen: boolean;
  /** For who has still to show that it is them. */
  codeOut: boolean;
  known: GuestPerson | undefined;
  comments: HistoryEntry[];
  /** For who may confirm: what they confirmed before, and whether the request still says so. */
  confirming: { step: Step; digest: string; before: { at: Date; current: boolean } | undefined } | undefined;
  language: Language;
}

/** @throws {Problem} 404 the request is gone; 409 its API has left the catalogue */
export async function sceneOf(services: Services, guest: Guest, language: Language): Promise<Scene> {
  const { database, config, now } = services;
  const { invitation, person } = guest;
  const loaded = await loadRequest(database, invitation.requestId);
  if (!loaded) throw absent(language);
  const led = await ledBy(services, loaded, language);
  const { row } = loaded;
  const definition = await knownDefinition(services, row, language);
  const isOpen = isOpenTo(invitation.kind, row);
  const asks = isOpen && !person;
  const [inviter, codeOut, known, history] = await Promise.all([
    nameOf(services, invitation.invitedBy),
    asks ? isCodeOut(services, invitation.id) : false,
    asks ? knownPerson(database, invitation.id) : undefined,
    invitation.kind === 'comment' ? historyOf(database, row.id) : [],
  ]);
  const context = contextAt(asRead(loaded, led), now());
  const shown =
    // A draft is what one comments: what became of it is between the applicant and the provider.
    invitation.kind === 'comment' && !isOpen
      ? []
      : shownSteps(invitation, definition, row.stage, person !== undefined);
  return {
    guest,
    loaded,
    definition,
    steps: invitation.kind === 'fill' && led ? shown.map((step) => ownStep(step, led)) : shown,
    context,
    inviter,
    isOpen,
    codeOut,
    known,
    comments: history.filter(({ name, reason }) => name === 'comment' && reason),
    confirming: person && confirmingOf(config, loaded, definition, invitation, person.userId, context),
    language,
  };
}

/** What is common to a file is filled in once, in the request that leads. */
const ownStep = (step: Step, { fields }: Led): Step => ({
  ...step,
  fields: step.fields.filter(({ id }) => !fields.includes(id)),
});

/** What the rules of the form look at, today's date included. */
export const contextAt = (loaded: LoadedRequest, now: Date): AnswerContext => ({
  ...contextOf(loaded),
  today: parisDay(now),
});

/** Whether the request names the invited address where it did when they were invited. */
export const isStillNamed = ({ field, email }: InvitationRow, answers: Answers): boolean =>
  field === null || emailNamed(answers, field) === email;

function confirmingOf(
  config: Services['config'],
  { row }: LoadedRequest,
  definition: ApiDefinition,
  { kind, step: id, field }: InvitationRow,
  userId: string,
  context: AnswerContext,
): Scene['confirming'] {
  const step = kind === 'confirm' && stepsOf(definition, row.stage).find((one) => one.id === id);
  if (!step) return undefined;
  const digest = confirmedDigest(config, definition, row.stage, { step, field }, context);
  const mine = (one: Confirmation) => one.by === userId && one.step === id && one.field === field;
  const found = row.confirmations.find(mine);
  return { step, digest, before: found && { at: new Date(found.at), current: digest === found.digest } };
}

async function nameOf({ database }: Pick<Services, 'database'>, userId: string): Promise<string> {
  const [user] = await database.select().from(users).where(eq(users.id, userId));
  return user ? fullName(user) : '';
}
