/** `GET /stats.json`, as the element and other sites read it. */

/** Delays in days to one decimal, and in hours; null where nothing has been measured. */
export interface Delay {
  /** Answers measured. */
  count: number;
  median_days: number | null;
  p80_days: number | null;
  mean_days: number | null;
  median_hours: number | null;
  p80_hours: number | null;
}

/** Asked for the first time, as an update, as a renewal. */
export interface ByKind {
  total: number;
  first: number;
  update: number;
  renewal: number;
}

export interface Counted {
  id: string;
  label: string;
  count: number;
}

export interface MonthView {
  /** `2026-11` */
  month: string;
  submitted: number;
  validated: number;
  refused: number;
  /** Requests for changes. */
  returned: number;
  /** Requests that waited for the provider at the end of the month. */
  waiting: number;
}

export interface StatisticsView {
  filters: {
    provider: string | null;
    api: string | null;
    use_case: string | null;
    /** Months; null: since the beginning, until now. */
    from: string | null;
    to: string | null;
  };
  /** What they are about, in words. */
  title: string;
  submitted: ByKind & { again: number };
  validated: ByKind & { by_rule: number };
  refused: ByKind;
  revoked: number;
  withdrawn: number;
  /** From submission to the first answer, and to the decision. */
  first_answer: Delay;
  final_answer: Delay;
  /** How many decisions took how long. */
  delays: { id: string; label: string; count: number }[];
  /** Of the requests decided: those to which the provider had asked for a change. */
  round_trips: { decided: number; with_round_trip: number; share: number | null; about: Counted[] };
  /** Now: with the provider, with the applicant. */
  waiting: { provider: number; applicant: number };
  /** Habilitations in force now. */
  active: number;
  refused_for: Counted[];
  /** Drafts left for fifteen days, or given up, by the last step written. */
  left_off: { created: number; total: number; share: number | null; steps: Counted[] };
  /** What those who asked had answered about themselves, and how far they came. */
  eligibility: {
    question: string;
    option: string;
    label: string;
    created: number;
    submitted: number;
    validated: number;
  }[];
  /** What our checks have shown or stopped before the request was sent. */
  caught: { requests: number; about: Counted[] };
  months: MonthView[];
  links: { page: string; json: string; csv: string; habilitations: string };
}
