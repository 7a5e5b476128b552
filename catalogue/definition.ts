/**
 * The schema of one file of `catalogue/apis/`: everything that DataPass knows about an API.
 * A new API is one new file; no code reads an API by its name.
 *
 * Texts shown to people are `{ fr, en }`, or a plain string where both languages share it (names, legal texts).
 * `localise` turns a file into the `ApiDefinition` that the element, the server's rules and the tests use.
 */
import * as v from 'valibot';

/** Lower-case identifiers: they stand in addresses, database rows and other people's programs, so they never change. */
const Id = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'an identifier: letters, digits, « - » and « _ »'),
);
const Text = v.union(
  [v.pipe(v.string(), v.nonEmpty()), v.strictObject({ fr: v.string(), en: v.string() })],
  'a text, or { fr: …, en: … }',
);
const Day = v.pipe(v.string(), v.isoDate('a date written YYYY-MM-DD'));
const Address = v.pipe(v.string(), v.url('an address starting with https://'), v.startsWith('https://'));

/**
 * A condition written as data. `field` looks at an answer of the form, `eligibility` at an answer of the decision
 * tree, `use_case` at the use case chosen (one of these).
 */
export type Condition =
  | { field: string; equals: string | number | boolean }
  | { field: string; includes: string }
  | { field: string; above: number }
  | { field: string; answered: boolean }
  | { eligibility: string; equals: string }
  | { use_case: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

const Condition: v.GenericSchema<Condition> = v.union(
  [
    v.strictObject({ field: Id, equals: v.union([v.string(), v.number(), v.boolean()]) }),
    v.strictObject({ field: Id, includes: v.string() }),
    v.strictObject({ field: Id, above: v.number() }),
    v.strictObject({ field: Id, answered: v.boolean() }),
    v.strictObject({ eligibility: Id, equals: v.string() }),
    v.strictObject({ use_case: v.array(Id) }),
    v.strictObject({ all: v.lazy(() => v.array(Condition)) }),
    v.strictObject({ any: v.lazy(() => v.array(Condition)) }),
    v.strictObject({ not: v.lazy(() => Condition) }),
  ],
  'a condition: { field, equals | includes | above | answered }, { eligibility, equals }, { use_case }, { all }, { any } or { not }',
);

const Choice = v.strictObject({ id: Id, label: Text, hint: v.optional(Text) });

const FieldBase = {
  id: Id,
  label: Text,
  help: v.optional(Text),
  example: v.optional(Text),
  /** Whether an answer is needed to submit: always, never (the label says « facultatif »), or when a condition holds. */
  required: v.optional(v.union([v.boolean(), Condition]), true),
  /** What the list of errors says when the answer is missing, as an order: « Donnez un titre à votre projet ». */
  missing: v.optional(Text),
  /** The field is asked only when this holds; its answer is dropped otherwise. */
  visible: v.optional(Condition),
  /** Who reads the answer besides the applicant and the instructors; shown under the field. */
  seen_by: v.optional(Text),
};

const Field = v.variant('kind', [
  v.strictObject({
    kind: v.literal('text'),
    ...FieldBase,
    max_length: v.number(),
    /** The whole answer must have this form, given as a regular expression and in words. */
    pattern: v.optional(v.strictObject({ expression: v.string(), expects: Text })),
  }),
  v.strictObject({
    kind: v.literal('long_text'),
    ...FieldBase,
    max_length: v.number(),
    min_length: v.optional(v.number()),
  }),
  v.strictObject({
    kind: v.literal('number'),
    ...FieldBase,
    min: v.number(),
    max: v.number(),
    unit: v.optional(Text),
  }),
  v.strictObject({ kind: v.literal('email'), ...FieldBase }),
  v.strictObject({ kind: v.literal('phone'), ...FieldBase, mobile: v.optional(v.boolean()) }),
  v.strictObject({ kind: v.literal('url'), ...FieldBase }),
  v.strictObject({ kind: v.literal('date'), ...FieldBase }),
  v.strictObject({ kind: v.literal('one_of'), ...FieldBase, options: v.array(Choice) }),
  v.strictObject({ kind: v.literal('several_of'), ...FieldBase, options: v.array(Choice) }),
  v.strictObject({
    kind: v.literal('person'),
    ...FieldBase,
    /** « C'est moi » is offered, which copies the applicant. Never for the data protection officer or the controller. */
    may_be_applicant: v.optional(v.boolean(), false),
    /** The person must differ from the person of this other field (compared by e-mail). */
    differs_from: v.optional(Id),
  }),
  v.strictObject({
    kind: v.literal('documents'),
    ...FieldBase,
    accepts: v.array(v.picklist(['pdf', 'spreadsheet'])),
    max_files: v.optional(v.number(), 1),
    /** Bytes. */
    max_size: v.optional(v.number(), 10_000_000),
  }),
  /** The scopes of `scopes:`; one per form. */
  v.strictObject({ kind: v.literal('scopes'), ...FieldBase }),
  v.strictObject({ kind: v.literal('confirmation'), ...FieldBase }),
  /** A text to read, no answer. `label` is its title, `help` its body. */
  v.strictObject({ kind: v.literal('message'), ...FieldBase }),
]);

const Step = v.strictObject({ id: Id, title: Text, introduction: v.optional(Text), fields: v.array(Field) });

const Scope = v.strictObject({
  id: Id,
  label: Text,
  help: v.optional(Text),
  /** Kept by who already holds it, never offered to a new request. */
  deprecated_since: v.optional(Day),
  /** Offered only when this holds. */
  offered: v.optional(Condition),
});

/** Rules between scopes; each carries the message shown when it is broken. `unless`: the rule rests while this scope is chosen. */
const ScopeRule = v.variant('rule', [
  v.strictObject({
    rule: v.literal('at_least'),
    count: v.number(),
    of: v.array(Id),
    unless: v.optional(Id),
    message: Text,
  }),
  v.strictObject({ rule: v.literal('at_most'), count: v.number(), of: v.array(Id), message: Text }),
  /** `scope` may not stand beside any of `with` (all others when absent). */
  v.strictObject({ rule: v.literal('exclusive'), scope: Id, with: v.optional(v.array(Id)), message: Text }),
  v.strictObject({ rule: v.literal('incompatible'), these: v.array(Id), those: v.array(Id), message: Text }),
  v.strictObject({ rule: v.literal('requires'), scope: Id, needs: v.array(Id), message: Text }),
]);

const Option = v.strictObject({
  id: Id,
  label: Text,
  hint: v.optional(Text),
  /** Where this answer leads: another question, or a verdict. */
  next: v.optional(Id),
  verdict: v.optional(Id),
});

const Verdict = v.strictObject({
  answer: v.picklist(['yes', 'proof', 'no']),
  title: Text,
  /** Paragraphs; `[words](https://…)` makes a link. */
  text: v.array(Text),
  /** The reason in law: what it is called, where it is read. */
  law: v.optional(v.strictObject({ label: v.string(), url: Address })),
  /** For `proof`: what will have to be shown. */
  proof: v.optional(Text),
  /** For `no`, and where another way exists: what to do instead. */
  instead: v.optional(v.strictObject({ label: Text, url: v.optional(Address), api: v.optional(Id) })),
});

const UseCase = v.strictObject({
  id: Id,
  label: Text,
  hint: v.optional(Text),
  /** Answers written into the form when the use case is chosen, by field. Never people. */
  prefill: v.record(Id, v.union([v.string(), v.number(), v.array(v.string())])),
  /** Scopes that this use case usually needs, as its source says; shown, never ticked. */
  usual_scopes: v.optional(v.array(Id), []),
});

const Stage = v.strictObject({
  id: v.picklist(['sandbox', 'production']),
  label: Text,
  /** DataPass's own name of this API in this stage. */
  definition_id: Id,
  /** The steps of the form, in order; « synthese » (the summary) always follows. */
  steps: v.array(Id),
  terms: v.strictObject({ version: v.string(), label: Text, url: Address }),
  /** Months that a habilitation lasts. */
  validity_months: v.optional(v.number(), 36),
});

/** One file of `catalogue/apis/`. */
export const DefinitionFile = v.strictObject({
  id: Id,
  /** Raised by hand at each change that an applicant would notice; a request keeps the version it was filled under. */
  version: v.number(),
  title: v.string(),
  summary: Text,
  provider: v.strictObject({
    id: Id,
    name: v.string(),
    acronym: v.string(),
    support: v.pipe(v.string(), v.email()),
  }),
  access: v.picklist(['open', 'account', 'restricted']),
  accepting: v.boolean(),
  quotas: v.optional(Text),
  links: v.optional(v.array(v.strictObject({ label: Text, url: Address })), []),
  /** Generic (`contact@…`) and free-mail addresses may not submit (seed 003: « engendrera le refus »). */
  personal_email: v.optional(v.boolean(), false),
  eligibility: v.strictObject({
    first: Id,
    questions: v.record(
      Id,
      v.strictObject({ label: Text, hint: v.optional(Text), options: v.array(Option) }),
    ),
    verdicts: v.record(Id, Verdict),
  }),
  preparations: v.array(v.strictObject({ label: Text, hint: v.optional(Text) })),
  stages: v.array(Stage),
  use_cases: v.array(UseCase),
  steps: v.array(Step),
  scopes: v.strictObject({
    groups: v.array(v.strictObject({ label: Text, scopes: v.array(Scope) })),
    rules: v.array(ScopeRule),
  }),
  /** What the applicant promises at submission, each by a box to tick; all are needed, and checked by the server. */
  commitments: v.array(v.strictObject({ id: Id, label: Text })),
  /** Reasons offered to the instructor who refuses or asks for a change. */
  refusal_reasons: v.optional(v.array(Choice), []),
});

export type DefinitionFile = v.InferOutput<typeof DefinitionFile>;

/** A definition with its texts in one language. */
export type Localised<T> = T extends { fr: string; en: string }
  ? string
  : T extends readonly (infer U)[]
    ? Localised<U>[]
    : T extends object
      ? { [K in keyof T]: Localised<T[K]> }
      : T;

export type ApiDefinition = Localised<DefinitionFile>;
export type Step = ApiDefinition['steps'][number];
export type Field = Step['fields'][number];
export type FieldKind = Field['kind'];
export type Stage = ApiDefinition['stages'][number];
export type UseCase = ApiDefinition['use_cases'][number];
export type Scope = ApiDefinition['scopes']['groups'][number]['scopes'][number];
export type ScopeRule = ApiDefinition['scopes']['rules'][number];
export type EligibilityTree = ApiDefinition['eligibility'];
export type Question = EligibilityTree['questions'][string];
export type Verdict = EligibilityTree['verdicts'][string];

/**
 * What the element needs before the form (`GET /catalogue/:api/eligibility`): small, so that the first question
 * shows one short request after the script.
 */
export type EligibilityPart = Pick<
  ApiDefinition,
  'id' | 'version' | 'title' | 'summary' | 'provider' | 'accepting' | 'eligibility' | 'preparations'
> & { /** Median days to a decision, null where nothing has been measured. */ median_days: number | null };
