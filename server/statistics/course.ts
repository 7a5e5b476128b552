/**
 * What the events of a request add to the figures. Pure: a fold over its history, so that what an event adds depends on
 * the events before it alone, never on when it is counted or on what the request has become since.
 *
 * A request is examined once for each time it is asked: anew, as an update, as a renewal. Each has delays of its own,
 * from its own submission, and counts one round trip at most.
 */
import { pathQuestions } from '../../catalogue/eligibility.ts';
import { type DelayMetric, dayOf } from './delays.ts';
import { type Happening, hoursBetween, type Increment } from './happening.ts';
import { monthOf } from './months.ts';

/** Why it is asked: which of a request's examinations is under way. */
export const courseKinds = ['first', 'update', 'renewal'] as const;
export type CourseKind = (typeof courseKinds)[number];

/** With whom it is, while it is neither a draft nor decided. */
type Side = 'provider' | 'applicant';

/** A request, as far as figures need to know it. */
export interface Course {
  useCase: string;
  eligibility: Record<string, string>;
  /** The last step that somebody wrote in. */
  step: string;
  kind: CourseKind;
  /** When what is being examined was sent; null: it has not been, or was taken back. */
  sentAt: Date | null;
  /** It has been sent, in this examination; taken back or not. */
  sent: boolean;
  /** The provider has given its first answer. */
  answered: boolean;
  /** A change was asked for. */
  returned: boolean;
  waiting: Side | null;
  held: 'active' | 'suspended' | null;
  /** Counted as left off: what that added, to be taken away when somebody goes on. */
  leftOff: Increment | null;
}

export const newCourse = (): Course => ({
  useCase: '',
  eligibility: {},
  step: '',
  kind: 'first',
  sentAt: null,
  sent: false,
  answered: false,
  returned: false,
  waiting: null,
  held: null,
  leftOff: null,
});

/** What an event makes of the request, and adds. */
export function follow(course: Course, event: Happening): { course: Course; increments: Increment[] } {
  const next = { ...course };
  const increments: Increment[] = [];
  const add = (metric: string, detail = '', by = 1, bucket = 0) =>
    increments.push({ period: monthOf(event.at), useCase: next.useCase, metric, detail, bucket, by });
  /** Each answer about who asks, for the funnel of those who go on. */
  const addAnswers = (metric: string) => {
    for (const [question, option] of Object.entries(next.eligibility)) {
      if (!isPathQuestion(question)) add(metric, `${question}:${option}`);
    }
  };
  const wait = (side: Side | null) => {
    if (next.waiting) add('waiting', next.waiting, -1);
    if (side) add('waiting', side);
    next.waiting = side;
  };
  const hold = (held: Course['held']) => {
    const change = Number(held === 'active') - Number(next.held === 'active');
    if (change !== 0) add('active', '', change);
    next.held = held;
  };
  /** Hours for medians, days to find the hours that matter among few rows, their sum for the mean. */
  const addDelay = (metric: DelayMetric) => {
    if (!next.sentAt) return;
    const hours = hoursBetween(next.sentAt, event.at);
    add(metric, '', 1, hours);
    add(`${metric}_days`, '', 1, dayOf(hours));
    if (hours > 0) add(`${metric}_sum`, '', hours);
  };
  const answer = () => {
    if (!next.answered) addDelay('first_answer');
    next.answered = true;
  };
  const decide = () => {
    answer();
    addDelay('final_answer');
    add('decided', next.returned ? 'returned' : 'straight');
    if (event.name === 'validate' && event.facts.rule) add('by_rule');
  };
  /** A new examination may begin. */
  const begin = (kind: CourseKind) => {
    Object.assign(next, { kind, sentAt: null, sent: false, answered: false, returned: false });
  };
  const leaveOff = () => {
    if (next.kind !== 'first' || next.sent || next.leftOff) return;
    add('left_off', next.step);
    next.leftOff = increments.at(-1) as Increment;
  };
  const goOn = () => {
    if (next.leftOff) increments.push({ ...next.leftOff, by: -1 });
    next.leftOff = null;
  };

  switch (event.name) {
    case 'create':
    case 'claim':
    case 'save':
      next.useCase = event.facts.useCase ?? next.useCase;
      next.eligibility = event.facts.eligibility ?? next.eligibility;
      next.step = event.facts.steps?.at(-1) || next.step;
      if (event.name !== 'save') {
        add('created');
        addAnswers('asker_created');
      }
      break;
    case 'renew':
      begin('renewal');
      submitted();
      break;
    case 'submit':
      submitted();
      break;
    case 'withdraw':
      add('withdrawn');
      next.sentAt = null;
      wait(null);
      break;
    case 'request_changes':
      answer();
      add('returned');
      if (!next.returned) add('returned_requests');
      next.returned = true;
      for (const about of new Set(event.facts.fields ?? [])) add('returned_about', about);
      wait('applicant');
      break;
    case 'validate':
      decide();
      add('validated', next.kind);
      if (next.kind === 'first') addAnswers('asker_validated');
      wait(null);
      if (event.facts.habilitation) hold('active');
      break;
    case 'refuse':
      decide();
      add('refused', next.kind);
      add('refused_for', event.facts.ground ?? '');
      wait(null);
      break;
    case 'cancel_reopening':
      wait(null);
      break;
    case 'reopen':
      begin('update');
      break;
    case 'archive':
      leaveOff();
      if (next.waiting) add('given_up');
      wait(null);
      break;
    case 'remind':
      if (event.facts.kind === 'draft') leaveOff();
      break;
    case 'suspend':
      hold('suspended');
      break;
    case 'resume':
      hold('active');
      break;
    case 'revoke':
      add('revoked');
      wait(null);
      hold(null);
      break;
    case 'end':
    case 'expire':
      hold(null);
      break;
  }
  return { course: next, increments };

  function submitted(): void {
    goOn();
    if (next.sent) add('submitted_again');
    else {
      add('submitted', next.kind);
      if (next.kind === 'first') addAnswers('asker_submitted');
    }
    next.sentAt ??= event.at;
    next.sent = true;
    wait('provider');
  }
}

/** Who develops, and with which publisher: asked after the verdict, and no part of whether one may ask. */
const isPathQuestion = (question: string): boolean => (pathQuestions as readonly string[]).includes(question);
