/** What the page of an invitation shows, read for one guest. */
import { eq } from 'drizzle-orm';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { users } from '../accounts/tables.ts';
import type { Language } from '../http/language.ts';
import { confirmedDigest } from '../requests/confirmations.ts';
import { parisDay } from '../requests/dates.ts';
import { knownDefinition } from '../requests/execute.ts';
import { type HistoryEntry, historyOf } from '../requests/history.ts';
import { type LoadedRequest, loadRequest } from '../requests/load.ts';
import { absent } from '../requests/problems.ts';
import type { Confirmation } from '../requests/tables.ts';
import { withDocuments } from '../requests/view.ts';
import type { Services } from '../services.ts';
import { asRead, type Led, ledBy } from '../together/draft.ts';
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
  /** What this guest confirmed before, and whether the request still says so. */
  confirmation: { at: Date; current: boolean } | undefined;
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
  const context = contextOf(asRead(loaded, led), now());
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
    confirmation: person && confirmationOf(config, loaded, definition, invitation, person.userId, context),
    language,
  };
}

/** What is common to a file is filled in once, in the request that leads. */
const ownStep = (step: Step, { fields }: Led): Step => ({
  ...step,
  fields: step.fields.filter(({ id }) => !fields.includes(id)),
});

export function contextOf({ row, documents }: LoadedRequest, now: Date): AnswerContext {
  return {
    answers: withDocuments(row.answers, documents),
    eligibility: row.eligibility,
    use_case: row.useCase,
    today: parisDay(now),
  };
}

function confirmationOf(
  config: Services['config'],
  { row }: LoadedRequest,
  definition: ApiDefinition,
  invitation: InvitationRow,
  userId: string,
  context: AnswerContext,
): Scene['confirmation'] {
  const mine = (one: Confirmation) =>
    one.by === userId && one.step === invitation.step && one.field === invitation.field;
  const found = row.confirmations.find(mine);
  const step = stepsOf(definition, row.stage).find(({ id }) => id === invitation.step);
  if (!found || !step) return undefined;
  const digest = confirmedDigest(config, definition, row.stage, { step, field: invitation.field }, context);
  return { at: new Date(found.at), current: digest === found.digest };
}

async function nameOf({ database }: Pick<Services, 'database'>, userId: string): Promise<string> {
  const [user] = await database.select().from(users).where(eq(users.id, userId));
  return user ? `${user.givenName} ${user.familyName}`.trim() : '';
}
