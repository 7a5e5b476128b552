/** What the instructor will look at, told to the applicant before: each check of an API. */
import * as v from 'valibot';
import { Condition, described, Id, Text } from './definition-fields.ts';

/**
 * What answers alone do not tell. `usual_scopes` is decided over the data that the use case usually needs, as its
 * source or past validations say; the others by the server.
 */
export const factNames = ['usual_scopes', 'organisation_may_ask', 'no_active_habilitation'] as const;

/** What a check may find wrong with an answer: codes of `problems.ts`. */
const codes = ['same_person', 'not_after', 'past', 'lapsed', 'too_short', 'pattern', 'scope_rule'] as const;

export const Passes = v.union(
  [
    Condition,
    v.strictObject({ fact: v.picklist(factNames) }),
    v.strictObject({
      no_problem: described(v.array(v.picklist(codes)), 'None of these, as the form itself finds them…'),
      in: described(v.array(Id), '…in these fields.'),
    }),
    v.strictObject({
      keeps: described(
        Id,
        'What the use case writes in advance into this field is still in its answer; no check where it writes nothing.',
      ),
    }),
  ],
  `a condition, { fact: ${factNames.join(' | ')} }, { no_problem: […], in: […] } or { keeps: the id of a field }`,
);

const common = {
  id: Id,
  label: described(Text, 'What is looked at, said as it should be: « Le délégué n’est pas le responsable ».'),
  when: v.optional(described(Condition, 'The check is made only when this holds.')),
  passes: described(
    Passes,
    'It is as it should be when this holds; unknown while nothing it looks at is answered.',
  ),
  blocking: described(
    v.boolean(),
    'True: nothing can be sent while it fails. False: the instructor is told, with the applicant’s reason.',
  ),
  message: described(Text, 'What the applicant reads while it fails: say what to do.'),
};

export const Check = v.strictObject({
  ...common,
  reason: v.optional(
    described(Id, 'The field in which the applicant says why: once answered, the check passes.'),
  ),
});

/** A check as it is written. */
export const CheckFile = v.strictObject({
  ...common,
  reason: v.optional(
    described(
      v.union(
        [Id, v.strictObject({ label: Text, help: v.optional(Text) })],
        'the id of a field, or a question: { label, help }',
      ),
      'Where the applicant says why: once answered, the check passes. A field of the form, or a question of its own.',
    ),
  ),
});

export type CheckFile = v.InferOutput<typeof CheckFile>;
