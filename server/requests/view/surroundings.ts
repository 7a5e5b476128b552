/**
 * What a submission depends on besides the request itself: habilitations that it names, its own and its publisher's, the
 * request that it continues.
 * Read only where the form asks for it, so that most submissions read nothing more.
 */
import { and, eq, inArray } from 'drizzle-orm';
import type { ApiDefinition, Field } from '../../../catalogue/definition.ts';
import type { Editor } from '../../../catalogue/editors.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { Database } from '../../database/connection.ts';
import { inForce } from '../../habilitations/in-force.ts';
import { habilitations } from '../../habilitations/tables.ts';
import type { Language } from '../../http/language.ts';
import { parisDay } from '../dates.ts';
import type { RequestRow } from '../life/events.ts';
import { type Named, numberOf } from '../start/follow.ts';
import type { RequestServices } from '../store/execute.ts';
import { isLending, type Lending, lenderIn, lentTo } from './lent.ts';

export interface Surroundings {
  /** In Paris. */
  today: string;
  editors: readonly Editor[];
  /** Active habilitations of the organisation, of those whose numbers the answers give. */
  held: { api: string; number: number }[];
  /** By field: numbers of habilitations in force, of the publisher that the answers name, with a questionnaire to lend. */
  lent: ReadonlyMap<string, readonly number[]>;
  /** What an API is called. */
  titleOf: (api: string) => string;
  /** The request that this one continues. */
  parent: (Named & Pick<RequestRow, 'state' | 'held'>) | undefined;
}

export async function surroundingsOf(
  { database, catalogue, now }: Pick<RequestServices, 'database' | 'catalogue' | 'now'>,
  definition: ApiDefinition,
  row: RequestRow,
  language: Language,
): Promise<Surroundings> {
  const at = now();
  const numbers = fieldsOf(definition, row.stage)
    .filter(asksHabilitation)
    .flatMap(({ id }) => habilitationNumber(row.answers[id]) ?? []);
  const { editors } = catalogue.editors[language];
  const [held, lent, parent] = await Promise.all([
    numbers.length > 0 ? heldAmong(database, numbers, row.organisationId, at) : [],
    lentAmong(database, fieldsOf(definition, row.stage).filter(isLending), row, editors, at),
    row.parentId ? numberOf(database, row.parentId) : undefined,
  ]);
  return {
    today: parisDay(at),
    editors,
    held,
    lent,
    titleOf: (api) => catalogue.get(api)?.title ?? api,
    parent,
  };
}

/** Whether the answer is the number of a habilitation that the organisation holds. */
export const asksHabilitation = (
  field: Field,
): field is Extract<Field, { kind: 'text' }> & { habilitation: string } =>
  field.kind === 'text' && field.habilitation !== undefined;

/** « H1042 », or 1042; undefined for what no habilitation is called. */
export function habilitationNumber(answer: unknown): number | undefined {
  const digits = typeof answer === 'string' ? /^[Hh]?(\d{1,12})$/.exec(answer.trim())?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

/** Of the publishers named: nothing is asked of the database where no number is given. */
async function lentAmong(
  database: Database,
  fields: Lending[],
  { answers, providerId }: RequestRow,
  editors: readonly Editor[],
  at: Date,
): Promise<Surroundings['lent']> {
  const found = fields.map(async (field): Promise<[string, number[]]> => {
    const number = habilitationNumber(answers[field.id]);
    const lender = lenderIn(answers, field, editors).siret;
    if (number === undefined || !lender) return [field.id, []];
    const lent = await lentTo(database, field, { lender, providerId, number, at });
    return [field.id, lent.map((one) => one.number)];
  });
  return new Map(await Promise.all(found));
}

function heldAmong(database: Database, numbers: number[], organisationId: string, at: Date) {
  return database
    .select({ api: habilitations.api, number: habilitations.number })
    .from(habilitations)
    .where(
      and(
        inArray(habilitations.number, numbers),
        eq(habilitations.organisationId, organisationId),
        inForce(at),
      ),
    );
}
