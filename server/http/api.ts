/**
 * The JSON of the applicant's API. Types only: the elements read these, so that both sides of HTTP agree at compile
 * time. Dates are ISO 8601.
 */
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import type { EmailKind } from '../../catalogue/emails.ts';
import type { CommandName, RequestRole, RequestState } from '../requests/life/lifecycle.ts';
import type { CommentView, ConfirmationView, MessageView, TakeOverView } from './api-people.ts';

export type { CommandName, RequestState };

/** `GET /sites/current`: what we know of the origin that asks. */
export interface CurrentSite {
  registered: boolean;
  /** OAuth client of a registered site. */
  client_id?: string;
  /** Where we host the same journey; the API's name follows. */
  hosted_url: string;
}

export interface OrganisationView {
  siret: string;
  /** What to show: « Organisation non diffusible » when it may not be named in public. */
  name: string;
  /** One line; empty when unknown or undisclosed. */
  address: string;
  /** INSEE's code; empty when unknown. */
  legal_category: string;
  legal_category_label: string;
  open: boolean;
}

/** `GET /me`: the person signed in, as ProConnect knows them. */
export interface Me {
  given_name: string;
  family_name: string;
  email: string;
  email_kind: EmailKind;
  phone: string;
  job_title: string;
  organisations: OrganisationView[];
  current_siret: string;
}

/** `GET /requests`: mine, my organisations', and those that name me; the last changed first. */
export interface RequestList {
  requests: RequestSummary[];
  /** For `?after=`; null on the last page. */
  next: string | null;
}

/** Whose turn it is, and what to do. */
export interface NextAction {
  who: 'you' | 'colleague' | 'provider' | 'nobody';
  text: string;
  /** Another page of ours, where it is done. */
  url?: string;
}

/** What a request says of the person who reads. */
export interface MentionView {
  /** `delegue_protection_donnees`. */
  field: string;
  label: string;
  given_name: string;
  family_name: string;
  email: string;
  phone: string;
  job_title: string;
}

/** What a request is called and how it stands, wherever it is one of several. */
interface RequestLine {
  id: string;
  /** « D1042 ». */
  number: string;
  api: string;
  /** « API Impôt particulier », « Production ». */
  api_title: string;
  stage: string;
  stage_label: string;
  state: RequestState;
  /** « Brouillon ». */
  state_label: string;
  tone: Tone;
}

/** One line of `GET /requests`. */
export interface RequestSummary extends RequestLine {
  /** Empty for who is only named, until the request is validated. */
  title: string;
  organisation: OrganisationView;
  applicant_name: string;
  /** False: a colleague's, of one of my organisations, or one that names me. */
  mine: boolean;
  /** `named`: nothing but this line is open to me. */
  relation: 'mine' | 'organisation' | 'named';
  /** Where I am named, and as whom; empty unless `named`. */
  mentions: MentionView[];
  next_action: NextAction;
  habilitation?: HabilitationView;
  /** « modifiée le 16 novembre 2026 ». */
  changed: string;
  /** In words: when it was sent, its habilitation and how long that is valid. */
  dates: string[];
  /** « se termine dans 34 jours »: of a habilitation in force, within three months of its end; else empty. */
  ends_soon: string;
  updated_at: string;
  submitted_at: string | null;
}

/** The colour of a state or a notice, which its words say too. */
export type Tone = 'info' | 'warn' | 'ok' | 'no';

export interface DocumentView {
  id: string;
  field: string;
  name: string;
  /** Bytes. */
  size: number;
  scan: 'pending' | 'clean' | 'infected';
}

export interface HistoryView {
  name: string;
  at: string;
  /** « vous », a person, or the provider. */
  by: string;
  role: RequestRole;
  reason?: string;
  /** « Demande soumise par vous ». */
  text: string;
  /** « 16 novembre 2026 à 17:40 », in Paris. */
  when: string;
}

/** One point of the five-step line. */
export interface LinePoint {
  id: 'sent' | 'instruction' | 'decided' | 'connected' | 'in_use';
  state: 'done' | 'current' | 'todo';
  at?: string;
  /** « Instruction », and where it stands: « en cours ». */
  label: string;
  progress: string;
  /** « 16 novembre 2026 », in Paris. */
  when?: string;
}

/** What the state of a request means for its reader, and what they can do now, in words. */
export interface Situation {
  tone: Tone;
  title?: string;
  /** Paragraphs; the instructor's words in quotation marks. */
  text: string[];
  /** Opens the form, at a step when one is concerned. */
  resume?: { label: string; step?: string };
  /** Opens another page of ours, in a new tab. */
  link?: { label: string; url: string; hint: string };
  /** `sure`: the question before it is done. */
  archive?: { label: string; sure: string };
}

/** What was granted less than asked for, and on which conditions. */
export interface GrantedView {
  /** The data asked for that were not granted, by their labels. */
  withheld: string[];
  /** Calls a minute; empty: as asked. */
  quota: string;
  /** The provider's words; empty: none. */
  conditions: string;
}

export interface HabilitationView {
  /** « H1042 ». */
  number: string;
  state: 'active' | 'suspended' | 'obsolete' | 'revoked' | 'expired';
  valid_until: string;
  /** Our own page « Récupérer mon accès »: for the applicant and the technical contact. */
  access_url: string;
  /** Granted along, for other APIs: they live and end with it. */
  children?: { number: string; api_title: string; access_url: string }[];
  /** Where there is something to say of it, in the view of its request. */
  granted?: GrantedView;
}

/** Whether what the applicant declared agrees with the directory of organisations. */
export interface OrganisationCheck {
  declared: string;
  found: string;
  agrees: boolean;
  /** What the disagreement is, and what to do. */
  message?: string;
}

export interface EmailCheck {
  accepted: boolean;
  kind: EmailKind;
  /** The way out. */
  message?: string;
}

/** What may be asked for once a request is validated: production after the sandbox. */
export interface NextStage {
  stage: string;
  /** « Production ». */
  label: string;
  /** Of the button: « Demander « Production » », or « Ouvrir la demande D1043 ». */
  action: string;
  /** What it means, for who reads. */
  text: string;
  /** The request that asks for it, once there is one; else `POST /requests` with `follows`. */
  request?: { id: string; number: string };
}

/** Another request of the same file: another API asked for together, or another stage of one of them. */
export interface FileMember extends RequestLine {
  version: number;
  /** The draft that holds the answers in common. */
  lead: boolean;
  /** Answers that both ask for and that are no longer the same, once both are sent. */
  differences: FileDifference[];
}

/** An answer that two requests of one file have in common, and that one of them has changed. */
export interface FileDifference {
  field: string;
  label: string;
  /** « Durée de conservation : 12 ici, 36 dans D1043 (API Particulier) ». */
  text: string;
}

/**
 * A draft that is filled in together with another: what that one has answered is not asked again.
 *
 * - `POST /requests` with `with: <id of a draft of the file>` makes one; 422 `cannot-join` says why not (`fields`: `with`).
 * - `PATCH` of a field in `fields`, or of `siret`: 409 `answer-of-lead`, with `with` as below. So do its documents.
 *   `{ with: null }` takes the draft out of the file, with a copy of the answers in common.
 * - `POST /requests/:lead/submit` with `also: [{ id, version, commitments, terms_version }]` sends those too, all or none.
 *   422 `not-ready`: a field of another has its `request`; any other problem about another has `request` beside `detail`
 *   (412 `version-conflict` where it has changed). Submitted by itself, such a draft is 409 `sent-with-lead`.
 * - Lead submitted without it, or archived: it keeps a copy, and is alone or has the next one for a lead.
 */
export interface TogetherView {
  /** The draft that holds the answers in common, until they are submitted. */
  with: { id: string; number: string; api: string; api_title: string };
  /** Fields whose answers are read there and changed there. */
  fields: string[];
}

/** `GET /requests/:id`. */
export interface RequestView {
  id: string;
  number: string;
  file_id: string;
  /** The other requests of the file that this reader may see, in the order they were begun. */
  file: FileMember[];
  /** For a draft of a file of several APIs; null for the draft that holds the common answers, and alone. */
  together: TogetherView | null;
  api: string;
  stage: string;
  /** The validated request that this one continues in a later stage. */
  follows: { id: string; number: string } | null;
  /** For who may ask for it, after the validation. */
  next_stage: NextStage | null;
  /** The steps that are asked here: all of them, or what is new where the others repeat the request before. */
  asks: string[];
  state: RequestState;
  /** For `If-Match: "<version>"`. */
  version: number;
  definition_version: number;
  /** A later version of the form, what it changed since, for who may still change the request. */
  newer_definition?: { version: number; changes: { version: number; on: string; text: string }[] };
  use_case: string | null;
  organisation: OrganisationView;
  applicant: { given_name: string; family_name: string; email: string };
  mine: boolean;
  answers: Answers;
  documents: DocumentView[];
  eligibility: EligibilityAnswers;
  explanation: string | null;
  organisation_check: OrganisationCheck | null;
  email_check: EmailCheck;
  /** What this reader may do now. */
  actions: CommandName[];
  /** « En cours d’instruction ». */
  state_label: string;
  situation: Situation;
  /** The words of the last decision. */
  reason: string | null;
  /** What is under way of a habilitation that there is: changing what it says, or asking for it again. */
  reopening: 'update' | 'renewal' | null;
  /** What came of the last one, until another begins: its habilitation stays as it is. */
  setback: { of: 'update' | 'renewal'; how: 'refused' | 'given_up' } | null;
  /** Why the habilitation is suspended; null when it is not. */
  suspension: string | null;
  /** The provider considers revoking it: why, and the day until which the holder may answer. */
  revocation: { reason: string; due: string } | null;
  requested_fields: string[];
  history: HistoryView[];
  confirmations: ConfirmationView[];
  /** Oldest first; empty for the provider. */
  comments: CommentView[];
  /** With the provider, oldest first: `POST /requests/:id/messages` with a text and an `Idempotency-Key`. */
  messages: MessageView[];
  /** How many of them the applicant has not read. */
  unread: number;
  /** What a security verdict recommends and is still to be done: our own page, and what it is called. */
  recommended?: { text: string; url: string };
  /** Who wrote each step last, by its id, where it was not the applicant. */
  written_by: Record<string, string>;
  take_over?: TakeOverView;
  line: LinePoint[];
  /** Day by which silence means refusal, while the provider has the request. */
  answer_by?: string;
  habilitation?: HabilitationView;
  /** Our own page « Informer les usagers »: the text that tells people which data are received. */
  notice_url?: string;
  created_at: string;
  updated_at: string;
  submitted_at: string | null;
}
