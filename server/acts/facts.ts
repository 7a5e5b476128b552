/** What acts there are and what each says: facts in clear, words beside that may be erased. */
import type { Site } from '../accounts/sites.ts';

export const verdicts = ['conforming', 'reserve', 'not_conforming', 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const stances = ['for', 'reserve', 'against'] as const;
export type Stance = (typeof stances)[number];

/** Of the examination of a request, by name, what an act says in clear. Words stand beside, and may be erased. */
export interface ExaminationFacts {
  /** Points ticked, and the verdict once there is one. Words: `reason`. */
  examine: { ticks: string[]; verdict: Verdict | null };
  /** Who makes a control; null: nobody any more. */
  entrust: { to: string | null };
  /** What the applicant is asked to do, and by which day. Words: `text`, `owner`. */
  recommend: { control: string; planned: string };
  /** The applicant's side commits to it. */
  commit: Record<string, never>;
  /** Done, or not after all. */
  complete: { done: boolean };
  /** Words: `question`. */
  ask_opinion: { of: string };
  /** Words: `text`. */
  give_opinion: { stance: Stance };
  withdraw_opinion: Record<string, never>;
  /** Words: `text`. */
  note: Record<string, never>;
  remove_note: Record<string, never>;
  /** Who sees to the request; null: nobody any more. Words: `text`, for who takes it over. */
  assign: { to: string | null };
  absence: { first: string; last: string; substitute: string };
  end_absence: Record<string, never>;
}

/** Of administration, about the person whose chain it is; a site stands on the chain of who registers it. */
export interface AdministrationFacts {
  set_roles: { roles: string[]; formerRoles: string[] };
  /** Words: `reason`. */
  ban: Record<string, never>;
  unban: Record<string, never>;
  /** Words: `reason`. */
  erase_person: Record<string, never>;
  /** An administrator acts for the person until then, at the latest. Words: `reason`. */
  act_for: { until: string };
  stop_acting: Record<string, never>;
  /** The subject is the organisation. Words: `reason`. */
  trust_link: { trust: 'verified' | 'declared' };
  set_site: { site: Site; former: Site | null };
  /** On the chain of who writes to the technical contacts of an API. The text's SHA-256; the subject is the circular. */
  write_contacts: { provider: string; api: string; text: string };
}
/** About a draft prepared for an applicant, which is the subject and the chain; then it is a request, with events. */
export interface PreparationFacts {
  /** What it is for, and which answers stand in it. */
  prepare_draft: { api: string; stage: string; useCase: string; organisation: string; fields: string[] };
  /** The link works until then. */
  invite_to_draft: { round: number; until: string };
  withdraw_draft: Record<string, never>;
  remove_draft: Record<string, never>;
}
type ActFacts = ExaminationFacts & AdministrationFacts & PreparationFacts;
export type ExaminationName = keyof ExaminationFacts;
export type ActName = keyof ActFacts;

type Words = Record<string, string>;

/** What is to be recorded. */
export type Doing = {
  [N in ActName]: { name: N; subject: string; facts: ActFacts[N]; words?: Words; role: ActRole };
}[ActName];

/** As what: `colleague` and `applicant` answer for the applicant's side. */
export type ActRole =
  | 'instructor'
  | 'security'
  | 'reporter'
  | 'manager'
  | 'administrator'
  | 'applicant'
  | 'colleague';

export interface Act<N extends ActName = ActName> {
  id: string;
  sequence: number;
  name: N;
  subject: string;
  facts: ActFacts[N];
  /** Empty where they were erased. */
  words: Words;
  by: string;
  role: ActRole;
  at: Date;
}
