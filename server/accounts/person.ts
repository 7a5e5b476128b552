/** A person as colleagues name one another. */
import { users } from './tables.ts';

export interface Person {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
}

/** What is read of a `Person`. */
export const personColumns = {
  id: users.id,
  email: users.email,
  givenName: users.givenName,
  familyName: users.familyName,
};
