/** What may be wrong with an answer: names the field and what is wrong, never repeats the answer. */

/** Each has its words in `messages/`. */
export type ProblemCode = MistakeCode | DateCode | ContactCode | StorageCode;

/** What a person may get wrong in a form. */
export type MistakeCode =
  | 'required'
  | 'too_long'
  | 'too_short'
  | 'pattern'
  | 'email'
  | 'phone'
  | 'url'
  | 'number'
  | 'scope_rule'
  | 'same_person';

/** What a person may get wrong about a date (`dates.ts`). */
export type DateCode = 'not_after' | 'past' | 'lapsed';

/** What a person may get wrong about some contacts (`contacts.ts`). */
export type ContactCode = 'mobile';

/** What no form of ours sends, or only the server knows: it alone looks for it. */
export type StorageCode =
  | 'generic_email'
  | 'unknown_field'
  | 'wrong_type'
  | 'character'
  | 'date'
  | 'unknown_option'
  | 'unknown_scope'
  | 'scope_not_offered'
  | 'too_many_documents'
  | 'document_too_big';

export interface AnswerProblem {
  field: string;
  /** Which part of a person, or question of a questionnaire. */
  part?: string;
  code: ProblemCode;
  params?: Record<string, string | number>;
}

/** Notes a problem of one field. */
export type Refuse = (code: ProblemCode, params?: AnswerProblem['params'], part?: string) => false;

/** @returns how to note problems of a field in the list */
export const refusing =
  (problems: AnswerProblem[], field: string): Refuse =>
  (code, params, part) => {
    problems.push({ field, code, ...(params && { params }), ...(part && { part }) });
    return false;
  };
