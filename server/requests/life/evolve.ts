/** What a request becomes by what happens to it: it is the fold of its events. Pure. */
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import { stillSent } from '../../clock/kinds.ts';
import type { Confirmation } from '../tables.ts';
import type { RequestEvent, RequestFacts, Restored, Stamp, Submission } from './events.ts';
import type { Beginning } from './lifecycle.ts';

/** The field whose answer is the public title of a request. */
const titleField = 'intitule';

const titleOf = (answers: Answers) =>
  typeof answers[titleField] === 'string' ? answers[titleField].trim() : '';

/** @throws {TypeError} for an event that cannot follow: the history is broken */
export function evolve(request: RequestFacts | undefined, event: RequestEvent): RequestFacts {
  if (event.name === 'create' || event.name === 'claim') return born(event);
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

function born(event: RequestEvent & { name: Beginning }): RequestFacts {
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
