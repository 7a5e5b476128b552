/** The shape of what an applicant answers. Pure data: it travels as JSON and is stored as jsonb. */

/** A person named in a request. Empty strings while unfinished. */
export interface Person {
  given_name: string;
  family_name: string;
  email: string;
  phone: string;
  job_title: string;
}

export const personParts = [
  'given_name',
  'family_name',
  'email',
  'phone',
  'job_title',
] as const satisfies (keyof Person)[];

/** A document attached to a field; its bytes live on the server (or, before sign-in, in the browser). */
export interface DocumentReference {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** Answers to the short questions of one field, by question: all of them, empty strings while unfinished. */
export type QuestionnaireAnswers = Record<string, string>;

export type Answer =
  | string
  | number
  | boolean
  | string[]
  | Person
  | QuestionnaireAnswers
  | DocumentReference[];

/** Answers by field id. A missing key is a question not answered yet. */
export type Answers = Record<string, Answer>;

/** Answers of the decision tree: question id → option id. */
export type EligibilityAnswers = Record<string, string>;
