/** What an instructor writes to prepare a draft, and what is wrong with it. */
import { sql } from 'drizzle-orm';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { forms } from '../../catalogue/forms.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import { users } from '../accounts/tables.ts';
import { DirectoryUnavailable } from '../organisations/directory.ts';
import { readSiret } from '../organisations/siret.ts';
import { rememberOrganisation } from '../organisations/store.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { storable, typed } from '../pages/form.ts';
import type { Services } from '../services.ts';
import { longestNote, longestText, titleField } from './rules.ts';

/** As typed. */
export interface PreparationInput {
  useCase: string;
  siret: string;
  email: string;
  title: string;
  text: string;
  note: string;
}

export type InputProblem = { field: keyof PreparationInput; code: ProblemCode };
export type ProblemCode =
  | 'use_case'
  | 'siret'
  | 'siret_unknown'
  | 'siret_closed'
  | 'directory'
  | 'email'
  | 'own_email'
  | 'banned'
  | 'title_missing'
  | 'title'
  | 'text'
  | 'note'
  | 'character';

export const readInput = (form: Record<string, unknown>): PreparationInput => ({
  useCase: typed(form.useCase),
  siret: typed(form.siret),
  email: typed(form.email),
  title: typed(form.title),
  text: typed(form.text),
  note: typed(form.note),
});

/** Characters that the form takes for a title. */
export function longestTitle(definition: ApiDefinition, stage: string): number {
  const field = fieldsOf(definition, stage).find(({ id }) => id === titleField);
  return field?.kind === 'text' ? field.max_length : 200;
}

/** @returns the organisation as the directory knows it today, where nothing is wrong */
export async function checkInput(
  services: Pick<Services, 'database' | 'directory' | 'now'>,
  { definition, stage }: { definition: ApiDefinition; stage: string },
  input: PreparationInput,
  actor: Pick<Actor, 'email'>,
): Promise<{ organisation?: OrganisationRow; problems: InputProblem[] }> {
  const problems: InputProblem[] = [];
  const wrong = (field: keyof PreparationInput, code: ProblemCode) => void problems.push({ field, code });
  if (input.useCase && !useCasesFor(definition, stage).some(({ id }) => id === input.useCase)) {
    wrong('useCase', 'use_case');
  }
  const { entry, problem } = await entryOf(services, input.siret);
  if (problem) wrong('siret', problem);
  const email = input.email.toLowerCase();
  if (email.length > 254 || !forms.email.test(email)) wrong('email', 'email');
  else if (email === actor.email.trim().toLowerCase()) wrong('email', 'own_email');
  else if (await isBanned(services.database, email)) wrong('email', 'banned');
  if (input.title === '') wrong('title', 'title_missing');
  if (input.title.length > longestTitle(definition, stage)) wrong('title', 'title');
  if (input.text.length > longestText) wrong('text', 'text');
  if (input.note.length > longestNote) wrong('note', 'note');
  for (const field of ['title', 'text', 'note'] as const) {
    if (!storable(input[field])) wrong(field, 'character');
  }
  if (problems.length > 0 || !entry) return { problems };
  return { problems, organisation: await rememberOrganisation(services.database, entry, services.now()) };
}

/** Of this stage; whether the applicant is one that a use case is for, their own answers say. */
export const useCasesFor = ({ use_cases }: ApiDefinition, stage: string) =>
  use_cases.filter(({ stages }) => !stages || (stages as string[]).includes(stage));

async function entryOf({ directory }: Pick<Services, 'directory'>, text: string) {
  const siret = readSiret(text);
  if (!siret) return { problem: 'siret' as const };
  try {
    const entry = await directory.find(siret);
    if (!entry) return { problem: 'siret_unknown' as const };
    return entry.open ? { entry } : { problem: 'siret_closed' as const };
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    return { problem: 'directory' as const };
  }
}

/** Every account of this address is kept out. */
async function isBanned(database: Services['database'], email: string): Promise<boolean> {
  const rows = await database
    .select({ bannedAt: users.bannedAt })
    .from(users)
    .where(sql`lower(${users.email}) = ${email}`);
  return rows.length > 0 && rows.every(({ bannedAt }) => bannedAt !== null);
}
