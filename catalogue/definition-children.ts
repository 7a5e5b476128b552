/**
 * Habilitations that a validation grants along, for another API, from what the same form has asked: FranceConnect, for an
 * API Particulier request through a publisher that FranceConnect has certified. They live and end with their parent.
 */
import * as v from 'valibot';
import { Condition, described, Id } from './definition-fields.ts';

export const Child = v.strictObject({
  api: described(Id, 'The API that it is for.'),
  stage: v.picklist(['sandbox', 'production'], "'sandbox' or 'production'"),
  when: described(Condition, 'The answers for which it is granted.'),
  scopes: described(
    v.array(Id),
    'Data of this API that are that one’s: those asked for here are granted there.',
  ),
  answers: described(
    v.record(Id, Id),
    'Its answers: the field of that API, and the one of this form that answers it.',
  ),
});
