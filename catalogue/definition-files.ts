/**
 * The files that make a definition: `catalogue/apis/NAME.yaml`, which may take whole keys from files of
 * `catalogue/common/` and steps from files of `catalogue/blocks/`, and say only what differs.
 */
import * as v from 'valibot';
import { Eligibility, entries, StepSchema } from './definition.ts';
import { CheckFile } from './definition-checks.ts';
import { Choice, Condition, Count, described, FieldSchema, Id, Text } from './definition-fields.ts';

/** What an API says differently about a field of a block; the result must be a field of its kind. */
const FieldChange = v.strictObject({
  label: v.optional(Text),
  help: v.optional(Text),
  example: v.optional(Text),
  required: v.optional(v.union([v.boolean(), Condition])),
  missing: v.optional(Text),
  visible: v.optional(Condition),
  seen_by: v.optional(Text),
  max_length: v.optional(Count),
  min_length: v.optional(Count),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  options: v.optional(v.array(Choice)),
  keep: v.optional(described(v.array(Id), 'Of the block’s options, those that are offered here.')),
  mobile: v.optional(v.boolean()),
  may_be_applicant: v.optional(v.boolean()),
  may_be_team: v.optional(v.boolean()),
  max_files: v.optional(Count),
});

export const BlockUse = v.strictObject({
  block: described(Id, 'The name of a file of catalogue/blocks/.'),
  title: v.optional(Text),
  introduction: v.optional(Text),
  without: v.optional(described(v.array(Id), 'Fields of the block that this API does not ask.'), []),
  changes: v.optional(described(v.record(Id, FieldChange), 'What differs, by field.'), {}),
  before: v.optional(described(v.array(FieldSchema), 'Fields of this API, ahead of the block’s.'), []),
  after: v.optional(described(v.array(FieldSchema), 'Fields of this API, behind the block’s.'), []),
});

/** One file of `catalogue/blocks/`: a step that several APIs ask alike, or what some of them say about such a one. */
export const BlockFile = v.union(
  [StepSchema, BlockUse],
  'a step (id, title, fields) or a block (block, and what differs)',
);

const written = {
  ...entries,
  common: v.optional(
    described(
      v.array(Id),
      'Names of files of catalogue/common/: a key that this file does not have comes from the first of them that has it.',
    ),
    [],
  ),
  checks: v.optional(
    described(
      v.array(CheckFile),
      'What the instructor will look at, which the applicant sees before sending, in this order.',
    ),
  ),
  steps: described(
    v.array(
      v.union([StepSchema, BlockUse], 'a step (id, title, fields) or a block (block, and what differs)'),
    ),
    'The steps of all the stages. Each is written here, or is a block with what differs.',
  ),
};

/** One file of `catalogue/apis/`, its common keys already filled in. */
export const ApiFile = v.strictObject(written);

/** One file of `catalogue/common/`: any keys of an API, but those that make it this one. */
const { id: _id, common: _common, ...shareable } = written;
export const CommonFile = v.partial(
  v.strictObject({
    ...shareable,
    eligibility: described(
      v.partial(Eligibility),
      'Questions and verdicts, by id: an API takes those that its own answers lead to.',
    ),
  }),
);

export type ApiFile = v.InferOutput<typeof ApiFile>;
export type BlockFile = v.InferOutput<typeof BlockFile>;
export type BlockUse = v.InferOutput<typeof BlockUse>;
