/** The backend's JSON as the element reads it. Types only: nothing here is shipped. */
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';

/** `GET /sites/current`: what the backend knows of the origin that asks. */
export interface CurrentSite {
  registered: boolean;
  /** OAuth client of a registered site. */
  client_id?: string;
  /** Where the same journey is hosted by the backend itself; the API's name follows. */
  hosted_url: string;
}

export interface OrganisationView {
  siret: string;
  name: string;
  address: string;
  legal_category: string;
  legal_category_label: string;
  open: boolean;
}

/** `GET /me`: the person signed in, as ProConnect knows them. */
export interface Me {
  given_name: string;
  family_name: string;
  email: string;
  email_kind: 'personal' | 'generic' | 'free_mail';
  phone: string;
  job_title: string;
  organisations: OrganisationView[];
  current_siret: string;
}

export type RequestState =
  | 'draft'
  | 'submitted'
  | 'changes_requested'
  | 'validated'
  | 'refused'
  | 'revoked'
  | 'archived';

/** One line of `GET /requests?api=`. Dates are ISO 8601. */
export interface RequestSummary {
  id: string;
  number: string;
  api: string;
  stage: string;
  state: RequestState;
  title: string;
  organisation: OrganisationView;
  applicant_name: string;
  /** False: a colleague's, of one of my organisations. */
  mine: boolean;
  updated_at: string;
  submitted_at: string | null;
}

export type CommandName =
  | 'create'
  | 'save'
  | 'submit'
  | 'request_changes'
  | 'refuse'
  | 'validate'
  | 'archive';

export interface DocumentView {
  id: string;
  field: string;
  name: string;
  /** Bytes. */
  size: number;
  scan: string;
}

export interface HistoryEntry {
  name: string;
  at: string;
  /** « vous », a person, or « la DGFiP ». */
  by: string;
  role: string;
  reason?: string;
}

/** One point of the five-step line. */
export interface LinePoint {
  id: 'sent' | 'instruction' | 'decided' | 'connected' | 'in_use';
  state: 'done' | 'current' | 'todo';
  at?: string;
}

export interface HabilitationView {
  number: string;
  state: string;
  valid_until: string;
  /** Our own page « Récupérer mon accès ». */
  access_url: string;
}

/** `GET /requests/:id`. Dates are ISO 8601. */
export interface RequestView {
  id: string;
  number: string;
  file_id: string;
  api: string;
  stage: string;
  state: RequestState;
  /** For `If-Match: "<version>"`. */
  version: number;
  definition_version: number;
  use_case: string | null;
  organisation: OrganisationView;
  applicant: { given_name: string; family_name: string; email: string };
  mine: boolean;
  answers: Answers;
  documents: DocumentView[];
  eligibility: EligibilityAnswers;
  explanation: string | null;
  organisation_check: { declared: string; found: string; agrees: boolean; message?: string } | null;
  email_check: { accepted: boolean; kind: string; message?: string } | null;
  /** What the person may do now. */
  actions: CommandName[];
  /** The instructor's words, where a change was asked for or the request refused. */
  reason: string | null;
  requested_fields: string[];
  history: HistoryEntry[];
  line: LinePoint[];
  /** Day by which silence means refusal. */
  answer_by?: string | null;
  habilitation?: HabilitationView | null;
  created_at: string;
  updated_at: string;
  submitted_at: string | null;
}
