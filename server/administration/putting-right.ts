/** An administrator puts an answer right, or gives a request to another organisation: what is checked before the command. */
import { checkAnswers } from '../../catalogue/checker.ts';
import type { Field, Step } from '../../catalogue/definition.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { contextOf, type View } from '../instruction/file.ts';
import { type Errors, errorsOf } from '../invitations/fill.ts';
import { changesIn, readStep, type Typed } from '../invitations/form/read.ts';
import { findOrganisation, verifiedOrganisations } from '../organisations/store.ts';
import { merged } from '../requests/life/evolve.ts';
import type { Services } from '../services.ts';
import { type Person, personByEmail } from './people.ts';

/** Answers that stand by themselves: documents are the applicant's, and what is ticked of a law is theirs to tick. */
const untouched: readonly Field['kind'][] = ['message', 'documents', 'confirmation', 'questionnaire'];

export interface Correctable {
  step: Step;
  field: Field;
}

/** The answers of the last submission that may be put right, in the order of the form. */
export function correctable({ definition, file: { request } }: View): Correctable[] {
  const context = contextOf(request);
  return stepsOf(definition, request.stage).flatMap((step) =>
    visibleFields(step, context)
      .filter(({ kind }) => !untouched.includes(kind))
      .map((field) => ({ step, field })),
  );
}

/**
 * The new answer, by the checker of the form.
 * @returns what is wrong with it, by the name of a control
 */
export function readCorrection(
  form: FormData,
  view: View,
  { step, field }: Correctable,
): { typed: Typed; changes: ReturnType<typeof changesIn>; errors: Errors } {
  const { definition, file, language } = view;
  const context = contextOf(file.request);
  const typed = readStep(form, { ...step, fields: [field] }, definition, context);
  const changes = changesIn(typed, context.answers);
  const answers = merged(context.answers, changes);
  const problems = checkAnswers(definition, file.request.stage, { ...context, answers }, { step: step.id });
  const errors = errorsOf(
    problems.filter((one) => one.field === field.id),
    step,
    language,
  );
  return { typed, changes, errors };
}

export type HeirProblem = 'siret' | 'email' | 'stranger';

/**
 * Who takes a request over, and for which organisation.
 * @returns which of the two is wrong: an organisation that nobody has signed in for, a person unknown here, or one that
 * no identity provider vouches for there
 */
export async function findHeir(
  { database, now }: Pick<Services, 'database' | 'now'>,
  siret: string,
  email: string,
): Promise<{ organisationId: string; person: Person } | { problem: HeirProblem }> {
  const organisation = await findOrganisation(database, siret.replace(/\s/g, ''));
  if (!organisation) return { problem: 'siret' };
  const person = await personByEmail(database, email);
  if (!person) return { problem: 'email' };
  const vouched = await verifiedOrganisations(database, person.id, now());
  if (!vouched.some(({ id }) => id === organisation.id)) return { problem: 'stranger' };
  return { organisationId: organisation.id, person };
}
