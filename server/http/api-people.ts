/** The JSON about people who work on a request together: invitations, confirmations, comments, handing over, profile. */
import type { Answers, Person } from '../../catalogue/answers.ts';
import type { InvitationKind, InvitationState } from '../invitations/rules.ts';
import type { OrganisationView } from './api.ts';

export type { InvitationKind };

/** Somebody says of a step that they know of it, or that it is right. */
export interface ConfirmationView {
  step: string;
  /** The person they are named as: `delegue_protection_donnees`; null for the step alone. */
  field: string | null;
  /** « Délégué à la protection des données », or the title of the step. */
  label: string;
  name: string;
  at: string;
  /** False: the step says something else now, or names somebody else. */
  current: boolean;
  /** « Confirmé par Alix Bernard le 16 novembre 2026 ; l’étape a changé depuis ». */
  text: string;
}

/** What the applicant and those they invited say of a draft. */
export interface CommentView {
  /** « vous », or a person. */
  by: string;
  mine: boolean;
  at: string;
  text: string;
  /** « 16 novembre 2026 à 17:40 », in Paris. */
  when: string;
}

/** What the applicant's side and the provider write to each other. */
export interface MessageView {
  /** « vous », a person, or the provider. */
  by: string;
  mine: boolean;
  at: string;
  /** Empty where the words were erased. */
  text: string;
  /** « 16 novembre 2026 à 17:40 », in Paris. */
  when: string;
  /** For `POST /requests/:id/messages/read`: up to which message the applicant has read. */
  sequence: number;
  /** The provider's, and not yet read by the applicant. */
  unread: boolean;
}

/** `GET /requests/:id/invitations`: who was asked to fill, confirm or comment what. */
export interface InvitationList {
  invitations: InvitationView[];
  /** What one may invite to now. */
  kinds: InvitationKind[];
  /** People that the request names, by whom an invitation may be confirmed. */
  people: { field: string; label: string; name: string; email: string }[];
}

/** `POST /requests/:id/invitations`. */
export interface InvitationInput {
  kind: InvitationKind;
  /** For `fill` and `confirm`. */
  step?: string;
  /** For `confirm`: the person they are named as, whose address it then is. */
  field?: string;
  email?: string;
}

export interface InvitationView {
  id: string;
  kind: InvitationKind;
  step: string | null;
  /** « Les personnes impliquées »; null for the whole draft. */
  step_title: string | null;
  field: string | null;
  email: string;
  state: InvitationState;
  /** « Remplie par Alix Bernard le 16 novembre 2026 ». */
  text: string;
  invited_by: string;
  /** Who did what they were asked for: the name they gave. */
  done_by: string | null;
  /** `refused`: the address does not exist, or its server takes no mail from us. */
  mail: 'sending' | 'sent' | 'refused';
  may_revoke: boolean;
  created_at: string;
  expires_at: string;
  opened_at: string | null;
  done_at: string | null;
}

/** `GET /organisations/:siret/profile`: for the organisation's own people. */
export interface ProfileView {
  organisation: OrganisationView;
  /** Of what was written by hand, for `If-Match: "<version>"`; 0 before anybody has. */
  version: number;
  controller: ProfileEntry<Person>;
  officer: ProfileEntry<Person>;
  homologation: ProfileEntry<HomologationView>;
  editor: ProfileEntry<{ name: string; software: string }>;
  /** Who changed what by hand, newest first. */
  history: { at: string; by: string; keys: string[]; text: string }[];
  /** With `?api=&stage=`: what a request for it may start from. */
  offered?: {
    answers: Answers;
    /** To be attached by `POST /requests/:id/documents/:field/copies`. */
    documents: { field: string; request: string; document_id: string; name: string; size: number }[];
    /** The same in words, by entry: « Responsable de traitement : Alix Bernard (d’après la demande D1042…) ». */
    said: { fields: string[]; text: string }[];
    words: OfferWords;
  };
  /** Our own page, where it is written by hand. */
  url: string;
}

/** How the offer of a profile is put to somebody who fills in a form. */
export interface OfferWords {
  title: string;
  take: string;
  refuse: string;
  /** Once it is taken over, and the way back. */
  taken: string;
  undo: string;
  edit: string;
  /** Beside a field, and of the button that brings the answer back. */
  tag: string;
  back: string;
}

export interface ProfileEntry<T> {
  value: T | null;
  /** `edited`: written here by hand; `request`: as the last submitted request that names it says. */
  source: 'edited' | 'request' | 'none';
  /** « D’après la demande D1042 de Camille Martin, 16 novembre 2026 ». */
  text: string;
}

export interface HomologationView {
  /** What the decision is called. */
  reference: string;
  authority_name: string;
  authority_function: string;
  /** YYYY-MM-DD, or empty. */
  begin: string;
  end: string;
  /** Its end has passed: it is not offered any more. */
  over: boolean;
  /** The document itself, where a request has it. */
  document: { id: string; name: string; size: number; request: string } | null;
}

/** A colleague has asked to take the request over. */
export interface TakeOverView {
  by: string;
  /** Asked by this reader. */
  mine: boolean;
  asked_at: string;
  /** When it is done, unless the applicant objects. */
  due_at: string;
  /** What it means for this reader, and what they can do. */
  text: string;
}
