/** The data of an API: what may be asked for, in groups, and the rules between them. */
import * as v from 'valibot';
import { Condition, Count, Day, described, Id, Text } from './definition-fields.ts';

const Scope = v.strictObject({
  id: Id,
  label: Text,
  help: v.optional(Text),
  aliases: v.optional(
    described(v.array(Id), 'Names that it had, or has elsewhere: they are understood, never written.'),
  ),
  included: v.optional(
    described(v.boolean(), 'Comes with every habilitation: shown ticked, and cannot be removed.'),
  ),
  sensitive: v.optional(described(v.boolean(), 'The form says so, and the instructor looks at it first.')),
  deprecated_since: v.optional(
    described(Day, 'Since this day it is kept by who already holds it, and not offered to new requests.'),
  ),
  offered: v.optional(described(Condition, 'It is offered only when this holds; hidden otherwise.')),
  disabled: v.optional(
    described(
      v.strictObject({ when: v.optional(Condition), reason: Text }),
      'Shown, and cannot be chosen (while `when` holds, or always): the reason says what to do instead.',
    ),
  ),
});

const message = described(Text, 'What the applicant reads when the rule is broken: say what to do.');
export const ScopeRule = v.variant(
  'rule',
  [
    v.strictObject({
      rule: described(v.literal('at_least'), 'At least `count` of these scopes.'),
      count: Count,
      of: v.array(Id),
      unless: v.optional(described(Id, 'The rule rests while this scope is chosen.')),
      message,
    }),
    v.strictObject({
      rule: described(v.literal('at_most'), 'At most `count` of these scopes.'),
      count: Count,
      of: v.array(Id),
      message,
    }),
    v.strictObject({
      rule: described(
        v.literal('exclusive'),
        '`scope` may not stand beside any of `with` (any other when absent).',
      ),
      scope: Id,
      with: v.optional(v.array(Id)),
      message,
    }),
    v.strictObject({
      rule: described(v.literal('incompatible'), 'None of `these` beside any of `those`.'),
      these: v.array(Id),
      those: v.array(Id),
      message,
    }),
    v.strictObject({
      rule: described(v.literal('requires'), '`scope` only with all of `needs`.'),
      scope: Id,
      needs: v.array(Id),
      message,
    }),
  ],
  'a rule: at_least, at_most, exclusive, incompatible or requires',
);

/** A datum that people still look for here. */
const Gone = v.strictObject({
  label: Text,
  now: described(
    Text,
    'Where it is now, or that it is no longer supplied. `[words](https://…)` makes a link.',
  ),
  api: v.optional(described(Id, 'The API of this catalogue that gives it now.')),
});

export const Scopes = v.strictObject({
  groups: v.array(
    v.strictObject({
      id: v.optional(
        described(
          Id,
          'Whose data these are, where roles are given on them alone: `cnaf` for `api-particulier:cnaf:reporter`. Several groups may have one.',
        ),
      ),
      label: Text,
      from: v.optional(
        described(
          Text,
          'Who holds these data, where it is not the provider: people are told so (the notice).',
        ),
      ),
      scopes: v.array(Scope),
    }),
  ),
  rules: v.array(ScopeRule),
  rules_rest: v.optional(
    described(
      Condition,
      'The rules above are not applied while this holds (a specific need, with its document).',
    ),
  ),
  gone: v.optional(described(v.array(Gone), 'Data that people still look for here, and where they are now.')),
});
