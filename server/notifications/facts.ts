/** What a mail may say: the facts of one event of one request, ready for the catalogues of texts. */

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
] as const;
export type Template = (typeof templates)[number];

/** About who does what on the applicant's side: texts of their own files. */
export type PeopleTemplate = Extract<
  Template,
  'confirmed' | 'commented' | `handed_${string}` | `taken_${string}` | `take_over_${string}` | 'told'
>;

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
  /** An update was refused: the habilitation stays. */
  stays: boolean;
  /** What a validation grants less than was asked, and what it asks to keep to; all empty: as asked. */
  granted: { withheld: string[]; quota: string; conditions: string };
  links: { request: string; requests: string; instruction: string; access: string; notice: string };
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
