/** Who acts when nobody does: the clock that ends and reminds, and the rules that a provider has opted for. */
import type { Actor } from '../../accounts/actor.ts';

/** Stands in the history in a person's place; no row of `users` has it. */
const systemId = '00000000-0000-7000-8000-000000000000';

export const systemActor: Actor = {
  userId: systemId,
  email: '',
  givenName: '',
  familyName: '',
  phone: '',
  jobTitle: '',
  organisationId: '',
  organisationIds: [],
  roles: [],
  via: 'system',
};

/** In the place of the applicant of a request whose people were erased. Nobody signs in as this one. */
export const erasedPerson = {
  id: '00000000-0000-7000-8000-000000000001',
  subject: 'erased',
  email: '',
  givenName: '',
  familyName: '',
} as const;
