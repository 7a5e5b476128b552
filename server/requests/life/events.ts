/** What may happen to a request: its events, and what they carry. `evolve.ts` says what the request becomes by them. */
import type { Answer, Answers, DocumentReference, EligibilityAnswers } from '../../../catalogue/answers.ts';
import type { requests } from '../tables.ts';
import type { RequestRole } from './lifecycle.ts';

export type RequestRow = typeof requests.$inferSelect;

/** A row without what the database (`number`, `scopeGroups`), the guards (`version`, `joined`) and the chain add to it. */
export type RequestFacts = Omit<
  RequestRow,
  'number' | 'scopeGroups' | 'version' | 'joined' | 'headHash' | 'eventCount'
>;

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

/** A request that the provider's people have prepared for its applicant (`server/preparations/`). */
export interface Prepared {
  preparation: string;
  /** User id. */
  preparedBy: string;
  /** What they ask the applicant to fill in; empty: nothing. */
  text: string;
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

/** When, who, and as what. */
export interface Stamp {
  at: Date;
  /** User id. */
  by: string;
  role: RequestRole;
}

export type RequestEvent = Stamp &
  (
    | ({ name: 'create' } & NewRequest)
    | ({ name: 'claim' } & NewRequest & Prepared)
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
  if (event.name === 'claim') return event.text || null;
  return 'reason' in event ? event.reason || null : null;
}
