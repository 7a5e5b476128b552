/** What a mail may say: the facts of one event of one request, ready for the catalogues of texts. */
import type { Reminder } from './reminder-facts.ts';

/** The mails that exist. */
export const templates = [
  /** To the applicant, at each submission: the legal receipt. */
  'receipt',
  /** To the instructors of the API, at each submission. */
  'to_instruct',
  'changes_requested',
  'refused',
  'validated',
  /** To the applicant, where a validation issues no habilitation. */
  'answered',
  /** To the technical contact, at validation. */
  'access',
  /** To the controller and the data protection officer, at validation (GDPR articles 13, 30 and 39). */
  'privacy',
  /** Somebody whom the applicant invited has confirmed a step, or written of the draft: to the applicant. */
  'confirmed',
  'commented',
  /** The request has another applicant: to them, and to the one before. */
  'handed_over',
  'handed_on',
  'taken_over',
  'taken_from_you',
  /** A colleague asks for it: to the applicant; the applicant objects: to the colleague. */
  'take_over_asked',
  'take_over_refused',
  /** Another request of the file has changed answers in common: to the applicant. */
  'told',
  /** What the other side writes; in one mail, what it writes within a short time. */
  'message_from_provider',
  'message_from_applicant',
  /** A first instructor agrees: to those who may be the second. */
  'second_awaited',
  /** What the applicant does: to those who see to the request; `…_done`: what they have done, to themselves. */
  'withdrawn',
  'update_begun',
  'update_dropped',
  'update_dropped_done',
  'people_updated',
  'given_back',
  'given_back_done',
  /** What the provider, or the calendar, does: to the applicant. */
  'update_stopped',
  'suspended',
  'resumed',
  'revocation_announced',
  'revocation_dropped',
  'revoked',
  'expired',
  'corrected',
  'archived',
  /** The request is another organisation's: to the applicant before, and to the one since. */
  'moved_away',
  'moved_here',
  /** What becomes of an access: to the technical contact, and to the team that manages the API. */
  'access_suspended',
  'access_resumed',
  'access_ended',
  'to_open',
  'to_close',
  /** The clock: what waits for its applicant, what ends and to whom it is told, and to instructors the legal date. */
  'reminder_draft',
  'reminder_draft-removal',
  'reminder_changes',
  'reminder_deadline',
  'reminder_end',
  'reminder_end_access',
  'reminder_prolonged',
  'reminder_questionnaire',
] as const;
export type Template = (typeof templates)[number];

/** About who does what on the applicant's side: texts of their own files. */
export type PeopleTemplate = Extract<
  Template,
  'confirmed' | 'commented' | `handed_${string}` | `taken_${string}` | `take_over_${string}` | 'told'
>;

/** Of a habilitation once there is one, to whom it concerns on either side; each a file of texts. */
export type AccessTemplate = Extract<Template, `access_${string}` | 'to_open' | 'to_close'>;
export type StaffTemplate = Extract<
  Template,
  | 'message_from_applicant'
  | 'second_awaited'
  | 'withdrawn'
  | 'update_dropped'
  | 'people_updated'
  | 'given_back'
>;
export type ReminderTemplate = Extract<Template, `reminder_${string}`>;
export type LifeTemplate = Exclude<
  Template,
  BaseTemplate | PeopleTemplate | AccessTemplate | StaffTemplate | ReminderTemplate
>;

/** From the submission to the answer. */
export type BaseTemplate =
  | 'receipt'
  | 'to_instruct'
  | 'changes_requested'
  | 'refused'
  | 'validated'
  | 'answered'
  | 'access'
  | 'privacy';

export interface MailFacts {
  /** `D1042`. */
  number: string;
  /** The API's title. */
  api: string;
  /** « Bac à sable », « Production ». */
  stage: string;
  organisation: string;
  provider: { name: string; acronym: string; support: string; address: string; phone?: string | undefined };
  /** The stage that may be asked for once this one is validated: « Production ». */
  next: string | undefined;
  /** When it happened. */
  at: Date;
  /** The day when silence becomes a refusal (CRPA L.231-4). */
  answerBy: Date;
  /** The instructor's words; empty when there are none. */
  reason: string;
  /** Labels of the fields to change. */
  fields: string[];
  habilitation: { number: string; expiresAt: Date } | undefined;
  /** Sent to change a habilitation, or to prolong it. */
  reopening: 'update' | 'renewal' | null;
  /** A rule decided, and no person: `reason` is what has to be said of it. */
  byRule: boolean;
  /** An update was refused: the habilitation stays. */
  stays: boolean;
  /** What a validation grants less than was asked, and what it asks to keep to; all empty: as asked. */
  granted: { withheld: string[]; quota: string; conditions: string };
  links: {
    request: string;
    requests: string;
    instruction: string;
    /** Where the provider reads and writes messages. */
    messages: string;
    access: string;
    notice: string;
  };
}

/** With what the texts about people say besides. */
export interface PeopleFacts extends MailFacts {
  /** Who did it, and who applies since: names. */
  by: string;
  applicant: string;
  /** What was confirmed: the title of a step. */
  step: string;
  /** When a request is taken over, unless its applicant objects. */
  due: Date | undefined;
  /** The other request of the file: « D1043 ». */
  about: string;
}

/** With what the mails of the life of a habilitation say besides. */
export interface LifeFacts extends PeopleFacts {
  /** What has happened, in words: « Habilitation suspendue ». */
  event: string;
  /** Revoked without hearing the holder (CRPA, L.121-2). */
  urgent: boolean;
  /** What the other side has written, oldest first. */
  messages: { at: Date; text: string }[];
  /** Of what the clock reminds; undefined for every other event. */
  reminder?: Reminder | undefined;
  /** What is to be opened: in clear, as the API's own people call it. */
  opening: {
    siret: string;
    /** « Revenu fiscal de référence (dgfip_rfr) ». */
    scopes: string[];
    /** Calls a minute, by its label; empty: the form does not ask. */
    quota: string;
    /** The habilitation that this one replaces. */
    replaces: string;
  };
}
