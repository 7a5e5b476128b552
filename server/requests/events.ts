/** What may happen to a request, and what the request becomes by it. A request is the fold of its events. */
import type { Answer, Answers, DocumentReference, EligibilityAnswers } from '../../catalogue/answers.ts';
import { stillSent } from '../clock/kinds.ts';
import type { RequestRole } from './lifecycle.ts';
import type { Confirmation, requests } from './tables.ts';

export type RequestRow = typeof requests.$inferSelect;

/** A row without what the database (`number`), the guards (`version`, `joined`) and the chain add to it. */
export type RequestFacts = Omit<RequestRow, 'number' | 'version' | 'joined' | 'headHash' | 'eventCount'>;

/** What a new request starts from. */
export interface NewRequest {
  id: string;
  fileId: string;
  parentId: string | null;
  /** The draft that it is filled in with. */
  withId?: string | null;
  /** The request that it was copied from. */
  copyOf?: string | null;
  providerId: string;
  api: string;
  stage: RequestRow['stage'];
  definitionVersion: number;
  organisationId: string;
  useCase: string;
  answers: Answers;
  eligibility: EligibilityAnswers;
  explanation: string;
  /** Steps that these answers belong to. */
  steps: string[];
}

/** Only what changes. In `answers`, keys present replace and null removes. */
export interface Changes {
  answers?: Record<string, Answer | null>;
  eligibility?: EligibilityAnswers;
  useCase?: string;
  organisationId?: string;
  explanation?: string;
  /** The request moves to this version of its definition. */
  definitionVersion?: number;
  /** Steps that the changed answers belong to. */
  steps?: string[];
  /** The draft that this one is filled in with from now on; null: none. */
  withId?: string | null;
}

/** What a submission freezes: the answers without those of hidden fields, and the documents by field. */
export interface Submission {
  answers: Answers;
  documents: Record<string, DocumentReference[]>;
  termsVersion: string;
  commitments: string[];
}

/** A renewal is of today: under the present version of the definition. */
export interface Renewed {
  definitionVersion?: number;
}

/** The habilitation that a validation issues; where a stage grants none, the validation is an answer. */
export interface Grant {
  habilitationId: string;
  validUntil: Date;
}

/** What a decision grants less, or on top, than was asked. */
export interface Terms {
  /** Fewer than were asked for; absent: all of them. */
  scopes?: string[];
  /** A lower one of the quotas on offer than was asked for; absent: the one asked for. */
  quota?: string;
  /** What the holder has to keep to, in words. */
  conditions?: string;
  /** The rule that decided, where no person did. */
  rule?: { id: string; version: number };
}

/** The answers and documents of the habilitation in force, which an update that comes to nothing gives way to. */
export interface Restored {
  answers: Answers;
  submittedAnswers: Answers;
}

interface Stamp {
  at: Date;
  /** User id. */
  by: string;
  role: RequestRole;
}

export type RequestEvent = Stamp &
  (
    | ({ name: 'create' } & NewRequest)
    | ({ name: 'save' } & Changes)
    | ({ name: 'submit' } & Submission)
    | { name: 'withdraw' | 'agree' | 'archive' | 'resume' | 'drop_revocation' | 'expire' }
    | { name: 'request_changes'; reason: string; fields: string[] }
    /** `ground`: which of the API's reasons, to be counted. `restored`: an update was refused, and the habilitation stays. */
    | { name: 'refuse'; reason: string; ground?: string; restored?: Restored }
    | ({ name: 'validate'; message: string } & Partial<Grant> & Terms)
    | { name: 'cancel_reopening'; reason: string; restored: Restored }
    | { name: 'reopen'; answers: Answers }
    /** Asked again as it is: the same answers, but for people who have left. */
    | ({ name: 'renew' } & Submission & Renewed)
    | { name: 'update_people'; answers: Answers }
    | { name: 'suspend' | 'end'; reason: string }
    | { name: 'announce_revocation'; reason: string; due: Date }
    | { name: 'revoke'; reason: string; urgent: boolean }
    | { name: 'message'; text: string }
    /** `kind`: which of the reminders. */
    | { name: 'remind'; kind: string }
    /** `note` is for the provider's people alone. */
    | { name: 'correct'; answers: Record<string, Answer | null>; reason: string; note: string }
    /** To another organisation, and somebody of it (user id). */
    | { name: 'transfer_organisation'; organisationId: string; from: string; to: string; reason: string }
    | { name: 'confirm'; step: string; field: string | null; person: string; digest: string }
    | { name: 'comment'; text: string }
    /** User ids. */
    | { name: 'transfer' | 'take_over'; from: string; to: string }
    | { name: 'ask_take_over'; due: Date }
    | { name: 'object_take_over'; asker: string }
    /** Another request of the file has changed answers that both have in common. */
    | { name: 'told'; about: string; number: number; fields: string[] }
    /** A new request was begun with these answers. */
    | { name: 'copy'; about: string; number: number }
  );

export type EventName = RequestEvent['name'];

/**
 * Events that nobody outside the request needs to hear of: they make no outbox entry, and a line of history only where
 * somebody else than the applicant did it (`history.ts`).
 */
export const silentEvents: readonly EventName[] = ['save'];

/** The words of a decision; null where there are none. */
export function reasonOf(event: RequestEvent): string | null {
  if (event.name === 'validate') return event.message || null;
  if (event.name === 'comment' || event.name === 'message') return event.text;
  return 'reason' in event ? event.reason || null : null;
}

/** The field whose answer is the public title of a request. */
const titleField = 'intitule';

const titleOf = (answers: Answers) =>
  typeof answers[titleField] === 'string' ? answers[titleField].trim() : '';

/** @throws {TypeError} for an event that cannot follow: the history is broken */
export function evolve(request: RequestFacts | undefined, event: RequestEvent): RequestFacts {
  if (event.name === 'create') return born(event);
  if (!request) throw new TypeError(`« ${event.name} » before « create »`);
  const next = { ...request, updatedAt: event.at };
  switch (event.name) {
    case 'save':
      return saved(next, event);
    case 'submit':
      return sent(next, event);
    case 'renew':
      return {
        ...sent(next, event),
        definitionVersion: event.definitionVersion ?? next.definitionVersion,
        reopening: 'renewal',
        reopenedAt: event.at,
      };
    case 'withdraw':
      return { ...next, state: 'draft', agreedBy: null, reminded: stillSent(next.reminded) };
    case 'agree':
      return { ...next, agreedBy: event.by };
    case 'request_changes':
      return {
        ...next,
        state: 'changes_requested',
        reason: event.reason,
        requestedFields: event.fields,
        agreedBy: null,
        reminded: stillSent(next.reminded),
      };
    case 'refuse':
      if (event.restored) return { ...restored(next, event.restored), reason: event.reason };
      return { ...next, state: 'refused', reason: event.reason, requestedFields: [], decidedAt: event.at };
    case 'validate':
      return {
        ...next,
        state: 'validated',
        reason: event.message,
        requestedFields: [],
        decidedAt: event.at,
        reopening: null,
        reopenedAt: null,
        held: event.habilitationId ? 'active' : next.held,
        revocation: null,
        agreedBy: null,
        reminded: [],
      };
    case 'reopen':
      return {
        ...next,
        state: 'draft',
        answers: event.answers,
        title: titleOf(event.answers),
        reason: '',
        reopening: 'update',
        reopenedAt: event.at,
        reminded: stillSent(next.reminded),
      };
    case 'cancel_reopening':
      return { ...restored(next, event.restored), reason: event.reason };
    case 'update_people':
      return withPeople(next, event.answers);
    case 'correct': {
      const answers = merged(next.answers, event.answers);
      const submittedAnswers = next.submittedAnswers && merged(next.submittedAnswers, event.answers);
      return { ...next, answers, submittedAnswers, title: titleOf(answers), named: peopleIn(answers) };
    }
    case 'suspend':
      return { ...next, held: 'suspended' };
    case 'resume':
      return { ...next, held: 'active' };
    case 'announce_revocation': {
      const { by, at, due, reason } = event;
      return { ...next, revocation: { by, at: at.toISOString(), due: due.toISOString(), reason } };
    }
    case 'drop_revocation':
      return { ...next, revocation: null };
    case 'revoke':
      return {
        ...next,
        state: 'revoked',
        reason: event.reason,
        requestedFields: [],
        decidedAt: event.at,
        reopening: null,
        reopenedAt: null,
        held: 'ended',
        revocation: null,
      };
    case 'end':
      return {
        ...next,
        state: 'archived',
        reason: event.reason,
        held: 'ended',
        takeOver: null,
        revocation: null,
      };
    case 'expire':
      return { ...next, held: 'ended', revocation: null };
    // The clock's own: nobody has changed anything.
    case 'remind':
      return { ...request, reminded: [...request.reminded, event.kind] };
    case 'archive':
      return { ...next, state: 'archived', takeOver: null, withId: null };
    case 'confirm':
      return { ...next, confirmations: confirmed(request.confirmations, event) };
    case 'comment':
    case 'message':
    case 'copy':
    case 'told':
      return next;
    case 'ask_take_over':
      return {
        ...next,
        takeOver: { by: event.by, at: event.at.toISOString(), due: event.due.toISOString() },
      };
    case 'object_take_over':
      return { ...next, takeOver: null };
    case 'transfer':
    case 'take_over':
      return { ...next, applicantId: event.to, takeOver: null };
    case 'transfer_organisation':
      return { ...next, organisationId: event.organisationId, applicantId: event.to, takeOver: null };
  }
}

/** Sent to the provider: what it reads from now on. */
function sent(next: RequestFacts, event: Stamp & Submission): RequestFacts {
  return {
    ...next,
    state: 'submitted',
    answers: event.answers,
    title: titleOf(event.answers),
    previousAnswers: next.submittedAnswers,
    submittedAnswers: { ...event.answers, ...event.documents },
    named: peopleIn(event.answers),
    termsVersion: event.termsVersion,
    reason: '',
    requestedFields: [],
    firstSubmittedAt: next.firstSubmittedAt ?? event.at,
    lastSubmittedAt: event.at,
    withId: null,
    agreedBy: null,
    reminded: stillSent(next.reminded),
  };
}

/** Back to what the habilitation says. */
function restored(next: RequestFacts, { answers, submittedAnswers }: Restored): RequestFacts {
  return {
    ...next,
    state: 'validated',
    answers,
    submittedAnswers,
    // What was submitted in between counts for nothing any more.
    previousAnswers: null,
    title: titleOf(answers),
    named: peopleIn(answers),
    requestedFields: [],
    reopening: null,
    reopenedAt: null,
    agreedBy: null,
  };
}

function withPeople(next: RequestFacts, people: Answers): RequestFacts {
  const answers = { ...next.answers, ...people };
  return {
    ...next,
    answers,
    submittedAnswers: { ...next.submittedAnswers, ...people },
    named: peopleIn(answers),
  };
}

/** One per person, step and capacity: who confirms again confirms what the step says now. */
function confirmed(
  before: Confirmation[],
  { step, field, person, digest, by, at }: RequestEvent & { name: 'confirm' },
): Confirmation[] {
  const others = before.filter((one) => one.step !== step || one.field !== field || one.by !== by);
  return [...others, { step, field, by, person, digest, at: at.toISOString() }];
}

/** E-mails of the people that answers name, in lower case: by these, whoever signs in finds where they are named. */
function peopleIn(answers: Answers): string[] {
  const emails = Object.values(answers).flatMap((answer) =>
    typeof answer === 'object' && 'email' in answer ? answer.email.trim().toLowerCase() : [],
  );
  return [...new Set(emails.filter(Boolean))];
}

function born(event: RequestEvent & { name: 'create' }): RequestFacts {
  return {
    id: event.id,
    fileId: event.fileId,
    parentId: event.parentId,
    withId: event.withId ?? null,
    providerId: event.providerId,
    api: event.api,
    stage: event.stage,
    definitionVersion: event.definitionVersion,
    useCase: event.useCase,
    organisationId: event.organisationId,
    applicantId: event.by,
    state: 'draft',
    title: titleOf(event.answers),
    answers: event.answers,
    eligibility: event.eligibility,
    eligibilityExplanation: event.explanation,
    submittedAnswers: null,
    previousAnswers: null,
    termsVersion: null,
    reason: '',
    requestedFields: [],
    named: [],
    confirmations: [],
    takeOver: null,
    reopening: null,
    reopenedAt: null,
    held: null,
    revocation: null,
    agreedBy: null,
    reminded: [],
    copyOf: event.copyOf ?? null,
    authorship: authored({}, event.steps, event.by),
    createdAt: event.at,
    updatedAt: event.at,
    firstSubmittedAt: null,
    lastSubmittedAt: null,
    decidedAt: null,
  };
}

function saved(next: RequestFacts, event: RequestEvent & { name: 'save' }): RequestFacts {
  const answers = event.answers ? merged(next.answers, event.answers) : next.answers;
  return {
    ...next,
    answers,
    title: event.answers ? titleOf(answers) : next.title,
    eligibility: event.eligibility ?? next.eligibility,
    useCase: event.useCase ?? next.useCase,
    definitionVersion: event.definitionVersion ?? next.definitionVersion,
    organisationId: event.organisationId ?? next.organisationId,
    withId: event.withId === undefined ? next.withId : event.withId,
    eligibilityExplanation: event.explanation ?? next.eligibilityExplanation,
    authorship: event.steps ? authored(next.authorship, event.steps, event.by) : next.authorship,
  };
}

/** Keys present replace, null removes. */
export function merged(answers: Answers, changes: Record<string, Answer | null>): Answers {
  const kept = Object.entries({ ...answers, ...changes }).filter(([, answer]) => answer !== null);
  return Object.fromEntries(kept) as Answers;
}

const authored = (authorship: Record<string, string>, steps: string[], userId: string) => ({
  ...authorship,
  ...Object.fromEntries(steps.map((step) => [step, userId])),
});
