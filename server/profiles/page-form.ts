/** The form of a profile: what it shows and what it sends. Names of controls: the entry's, or `entry.field`. Pure. */
import type { ProfileView } from '../http/api-people.ts';
import { personParts } from '../pages/person.ts';
import { type ProfileContent, type ProfileKey, profileKeys } from './content.ts';

/** Follow the requests, write it, or offer nothing. */
export type Choice = 'requests' | 'edited' | 'none';

export interface EntryForm {
  choice: Choice;
  /** By field of the entry. */
  values: Record<string, string>;
}

export type ProfileForm = Record<ProfileKey, EntryForm>;

/** In the order that they are asked. */
export const entryFields: Record<ProfileKey, readonly string[]> = {
  controller: personParts,
  officer: personParts,
  homologation: ['reference', 'authority_name', 'authority_function', 'begin', 'end'],
  editor: ['name', 'software'],
};

/** Those without which an entry that is written by hand says nothing. */
export const neededFields = new Set(['given_name', 'family_name', 'email', 'name']);

/** As it stands: what is not written by hand starts from what the requests say. */
export function formOf(view: Pick<ProfileView, ProfileKey>): ProfileForm {
  const entry = (key: ProfileKey): EntryForm => {
    const { value, source } = view[key];
    const values = Object.fromEntries(
      entryFields[key].map((field) => [field, `${(value as Record<string, unknown> | null)?.[field] ?? ''}`]),
    );
    return { choice: source === 'edited' ? (value ? 'edited' : 'none') : 'requests', values };
  };
  return Object.fromEntries(profileKeys.map((key) => [key, entry(key)])) as ProfileForm;
}

/** What was sent. A choice that is none of ours follows the requests. */
export function readForm(sent: URLSearchParams): ProfileForm {
  const entry = (key: ProfileKey): EntryForm => {
    const choice = sent.get(key);
    const values = Object.fromEntries(
      entryFields[key].map((field) => [field, storable(sent.get(`${key}.${field}`) ?? '')]),
    );
    return { choice: choice === 'edited' || choice === 'none' ? choice : 'requests', values };
  };
  return Object.fromEntries(profileKeys.map((key) => [key, entry(key)])) as ProfileForm;
}

/** Without what PostgreSQL refuses in jsonb; halves of surrogate pairs do not outlive the decoding of a form. */
const storable = (text: string): string => text.trim().replaceAll('\0', '');

/** As `PUT /organisations/:siret/profile` takes it, still to be checked. */
export function contentOf(form: ProfileForm): Partial<Record<keyof ProfileContent, unknown>> {
  return Object.fromEntries(
    profileKeys.flatMap((key) => {
      const { choice, values } = form[key];
      if (choice === 'requests') return [];
      return [[key, choice === 'none' ? null : values]];
    }),
  );
}
