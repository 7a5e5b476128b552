/**
 * The schema of a definition: everything that DataPass knows about an API. A new API is one new file of
 * `catalogue/apis/`; no code reads an API by its name. What several files share is written once
 * (`definition-files.ts`: steps in `catalogue/blocks/`, whole keys in `catalogue/common/`), and put together by
 * `compose` into the `Definition` below.
 *
 * Texts shown to people are `{ fr, en }`, or a plain string where both languages share it (names, legal texts).
 * `localise` turns it into the `ApiDefinition` that the element, the server's rules and the tests use.
 */
import * as v from 'valibot';
import { CheckFile, Check as CheckSchema } from './definition-checks.ts';
import { Child as ChildSchema } from './definition-children.ts';
import { Control as ControlSchema } from './definition-controls.ts';
import {
  Address,
  Choice,
  Condition,
  Count,
  Day,
  described,
  FieldSchema,
  Id,
  Text,
} from './definition-fields.ts';
import { Rule as RuleSchema } from './definition-rules.ts';
import { ScopeRule as ScopeRuleSchema, Scopes } from './definition-scopes.ts';
import { Deliberation } from './deliberation-definition.ts';

export const StepSchema = v.strictObject({
  id: Id,
  title: Text,
  introduction: v.optional(Text),
  fields: v.array(FieldSchema),
});

const StageId = v.picklist(['sandbox', 'production'], "'sandbox' or 'production'");

const Option = v.strictObject({
  id: Id,
  label: Text,
  hint: v.optional(Text),
  next: v.optional(described(Id, 'The question that follows this answer. Either `next` or `verdict`.')),
  verdict: v.optional(described(Id, 'The verdict that this answer leads to. Either `next` or `verdict`.')),
});

const Verdict = v.strictObject({
  answer: described(
    v.picklist(['yes', 'proof', 'no'], "'yes', 'proof' or 'no', between quotes"),
    "Between quotes: 'yes', 'proof' (yes, with something to show) or 'no'.",
  ),
  title: Text,
  text: described(v.array(Text), 'Paragraphs; `[words](https://…)` makes a link.'),
  law: v.optional(
    described(
      v.strictObject({ label: v.string(), url: Address }),
      'The reason in law, and where it is read.',
    ),
  ),
  proof: v.optional(described(Text, 'For `proof`: what will have to be shown.')),
  stages: v.optional(
    described(v.array(StageId), 'For `yes` and `proof`: the stages that may be asked for; all when absent.'),
  ),
  instead: v.optional(
    described(
      v.strictObject({ label: Text, url: v.optional(Address), api: v.optional(Id) }),
      'For `no`: what to do instead, and where.',
    ),
  ),
});

export const Eligibility = v.strictObject({
  first: described(Id, 'The question asked first; or a verdict, where there is nothing to ask (a signpost).'),
  questions: v.record(Id, v.strictObject({ label: Text, hint: v.optional(Text), options: v.array(Option) })),
  verdicts: v.record(Id, Verdict),
});

const UseCase = v.strictObject({
  id: Id,
  aliases: v.optional(
    described(v.array(Id), 'Names that it had, or has elsewhere: they are understood, never written.'),
  ),
  label: Text,
  hint: v.optional(Text),
  free: v.optional(described(v.boolean(), 'No use in particular: nothing is usual for it.')),
  offered: v.optional(described(Condition, 'It is offered only when this holds: a look at `eligibility`.')),
  stages: v.optional(described(v.array(StageId), 'The stages that have it; all when absent.')),
  form_ids: v.optional(
    described(v.array(Id), 'The names that DataPass gives to its forms for this use case.'),
  ),
  prefill: described(
    v.record(Id, v.union([v.string(), v.number(), v.array(v.string())])),
    'Answers written into the form when the use case is chosen, by field. Never people; scopes are below.',
  ),
  scopes: v.optional(
    described(
      v.strictObject({
        chosen: v.optional(
          described(v.array(Id), 'Ticked when the use case is chosen; may be unticked.'),
          [],
        ),
        locked: v.optional(described(v.array(Id), 'Ticked, and cannot be removed.'), []),
        disabled: v.optional(described(v.array(Id), 'Shown, and cannot be chosen in this use case.'), []),
        hidden: v.optional(described(v.array(Id), 'Not shown in this use case.'), []),
      }),
      'What the use case does to the data on offer.',
    ),
  ),
  usual_scopes: v.optional(
    described(
      v.array(Id),
      'Scopes that this use case usually needs, as its source says; shown, never ticked.',
    ),
    [],
  ),
});

const Stage = v.strictObject({
  id: StageId,
  label: Text,
  definition_id: described(Id, 'The name that DataPass gives to this API in this stage.'),
  form_ids: v.optional(
    described(v.array(Id), 'The names that DataPass gives to its forms without use case.'),
  ),
  use_case_forms: v.optional(
    described(
      v.record(Id, v.array(Id)),
      'The names that DataPass gives to its forms of this stage, by use case (where several APIs share the use cases).',
    ),
  ),
  steps: described(v.array(Id), 'The steps of the form, in order; the summary always follows.'),
  follows: v.optional(
    described(
      v.strictObject({
        stage: StageId,
        asks: described(v.array(Id), 'The steps that are new; the others show the answers of that stage.'),
      }),
      'A request that follows a habilitation of that stage takes its answers over, and asks only what is new.',
    ),
  ),
  terms: described(
    v.strictObject({ version: v.string(), label: Text, url: Address }),
    'The terms of use. Change `version` with the text: the version accepted is kept with each request.',
  ),
  grants: v.optional(
    described(
      v.boolean(),
      'False: a validation issues no habilitation; it is an answer, which the instructor writes.',
    ),
  ),
  validity_months: v.optional(described(Count, 'Months that a habilitation lasts.'), 36),
  ends_with: v.optional(
    described(
      v.array(Id),
      'Fields whose answers may end a habilitation sooner: a date, the day until which one `lasts`, or the number of a questionnaire that is lent.',
    ),
    [],
  ),
});

const Notice = v.strictObject({
  text: described(Text, 'Shown above everything else. `[words](https://…)` makes a link.'),
  from: v.optional(described(Day, 'The first day that it is shown.')),
  until: v.optional(described(Day, 'The last day that it is shown.')),
});

/** The keys of a definition. */
export const entries = {
  id: described(Id, 'The same as the name of the file.'),
  aliases: v.optional(
    described(v.array(Id), 'Ids that the API had, or has elsewhere: a page that uses one shows this API.'),
    [],
  ),
  version: described(
    Count,
    'Raised by hand at each change that an applicant would notice; a request keeps the version it was filled under.',
  ),
  changes: v.optional(
    described(
      v.array(v.strictObject({ version: Count, on: Day, text: Text })),
      'What each version changed, told to who filled the form under an older one.',
    ),
    [],
  ),
  title: v.string(),
  summary: Text,
  provider: v.strictObject({
    id: Id,
    name: v.string(),
    acronym: v.string(),
    support: v.pipe(v.string(), v.email('an e-mail address')),
    address: described(
      v.string(),
      'Postal address of the service in charge, for the legal receipt (CRPA R.112-11-1).',
    ),
    phone: v.optional(described(v.string(), 'Its telephone number, for the same receipt.')),
  }),
  access: v.picklist(['open', 'account', 'restricted']),
  restriction: v.optional(
    described(
      v.picklist([
        'confidentiality_of_proceedings_of_public_authorities',
        'international_relations_public_security_or_national_defence',
        'course_of_justice_or_fair_trial',
        'confidentiality_of_commercial_or_industrial_information',
        'intellectual_property_rights',
        'confidentiality_of_personal_data',
        'protection_of_voluntary_information_suppliers',
        'protection_of_environment',
      ]),
      'Why access is restricted, by the categories of the INSPIRE directive (article 13(1)), as data.gouv.fr shows it.',
    ),
  ),
  accepting: described(v.boolean(), 'Whether requests are accepted at present.'),
  notices: v.optional(v.array(Notice), []),
  quotas: v.optional(Text),
  links: v.optional(v.array(v.strictObject({ label: Text, url: Address })), []),
  personal_email: v.optional(
    described(v.boolean(), 'Applicants with a generic (`contact@…`) or free-mail address may not submit.'),
    false,
  ),
  eligibility: described(
    Eligibility,
    'The decision tree « am I eligible? »: each answer leads to another question or to a verdict.',
  ),
  preparations: described(
    v.array(v.strictObject({ label: Text, hint: v.optional(Text) })),
    'What to have ready before filling the form.',
  ),
  stages: v.array(Stage),
  asks_publisher: v.optional(
    described(
      v.boolean(),
      'Where no stage follows another: asks all the same who develops, because some publishers spare their clients a request (`already_integrated` in editors.yaml).',
    ),
  ),
  use_cases: v.array(UseCase),
  steps: v.array(StepSchema),
  scopes: Scopes,
  commitments: described(
    v.array(v.strictObject({ id: Id, label: Text })),
    'What the applicant promises at submission, each by a box to tick; all are needed.',
  ),
  deliberation: v.optional(
    described(Deliberation, 'What a deliberation must hold, and how it is recognised in the text of a PDF.'),
  ),
  forms_to_sign: v.optional(
    described(
      v.array(v.picklist(['attestation_employeur', 'designation'])),
      'Forms that the provider wants signed: given as PDF, filled from the request; sent back in `documents_signes`.',
    ),
    [],
  ),
  checks: v.optional(
    described(
      v.array(CheckSchema),
      'What the instructor will look at, which the applicant sees before sending, in this order.',
    ),
  ),
  children: v.optional(
    described(v.array(ChildSchema), 'Habilitations for other APIs, granted along with this one.'),
    [],
  ),
  controls: v.optional(
    described(v.array(ControlSchema), 'The controls that the provider makes before deciding, in this order.'),
    [],
  ),
  target_days: v.optional(
    described(Count, 'Days within which the provider wants to answer: later, a request is shown as late.'),
    15,
  ),
  two_people: v.optional(
    described(v.boolean(), 'A validation needs the agreement of another instructor first.'),
    false,
  ),
  api_team: v.optional(
    described(
      v.pipe(v.string(), v.email('an e-mail address')),
      'E-mail of the team that manages the API: told what to open at each validation, and what to close. Nobody else sees it.',
    ),
  ),
  rules: v.optional(
    described(
      v.array(RuleSchema),
      'What DataPass may validate without a person; the first that applies counts.',
    ),
    [],
  ),
  refusal_reasons: v.optional(
    described(v.array(Choice), 'Reasons offered to the instructor who refuses or asks for a change.'),
    [],
  ),
};

export const Definition = v.strictObject(entries);

/** What the published JSON Schema names once and refers to. */
export const definitionParts = {
  Condition,
  Text,
  Id,
  Address,
  Choice,
  Check: CheckFile,
  Control: ControlSchema,
  Field: FieldSchema,
  Step: StepSchema,
  ScopeRule: ScopeRuleSchema,
  Rule: RuleSchema,
  Verdict,
};

export type Definition = v.InferOutput<typeof Definition>;
/** A step as it is written, in both languages. */
export type StepFile = v.InferOutput<typeof StepSchema>;

/** A definition with its texts in one language. */
export type Localised<T> = T extends { fr: string; en: string }
  ? string
  : T extends readonly (infer U)[]
    ? Localised<U>[]
    : T extends object
      ? { [K in keyof T]: Localised<T[K]> }
      : T;

export type ApiDefinition = Localised<Definition>;
export type Step = ApiDefinition['steps'][number];
export type Field = Step['fields'][number];
export type { Condition } from './definition-fields.ts';
export type FieldKind = Field['kind'];
export type Stage = ApiDefinition['stages'][number];
export type UseCase = ApiDefinition['use_cases'][number];
export type Check = NonNullable<ApiDefinition['checks']>[number];
export type Control = ApiDefinition['controls'][number];
export type Rule = ApiDefinition['rules'][number];
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
  | 'id'
  | 'version'
  | 'title'
  | 'summary'
  | 'provider'
  | 'accepting'
  | 'notices'
  | 'eligibility'
  | 'preparations'
> & {
  /** Median days to a decision, null where nothing has been measured. */
  median_days: number | null;
  /** Two questions follow the tree, which choose the stage (`GET /catalogue/:api/path`). */
  has_path: boolean;
};
