/**
 * A draft that is filled in with another, its lead: the answers in common stand in the lead alone, until the submission
 * copies them. Whoever reads such a draft as a whole asks here.
 */
import type { Answers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import { answersTogether, commonAnswers, commonFields } from '../../catalogue/together.ts';
import { definitionAt } from '../catalogue/versions.ts';
import { newId } from '../database/columns.ts';
import type { DocumentView, TogetherView } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import type { RequestRow } from '../requests/life/events.ts';
import type { DocumentCopy } from '../requests/start/follow.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { withDocuments } from '../requests/view/view.ts';
import { answerOfLead } from './problems.ts';

type Reading = Pick<RequestServices, 'database' | 'catalogue'>;

/** What a draft has from the one that it is filled in with. */
export interface Led {
  lead: LoadedRequest;
  /** « API Impôt particulier » */
  title: string;
  /** Fields whose answers are the lead's. */
  fields: string[];
}

/** The lead as its draft and the problems name it. */
export const leadNamed = ({ lead: { row }, title }: Led): TogetherView['with'] => ({
  id: row.id,
  number: `D${row.number}`,
  api: row.api,
  api_title: title,
});

/** Whether a draft has a lead: nothing is read for any other request. */
export const isLed = ({ state, withId }: Pick<RequestRow, 'state' | 'withId'>): boolean =>
  state === 'draft' && withId !== null;

/** @returns undefined for a request that is filled in alone */
export async function ledBy(
  services: Reading,
  loaded: LoadedRequest,
  language: Language = 'fr',
): Promise<Led | undefined> {
  const { row } = loaded;
  if (!isLed(row) || row.withId === null) return undefined;
  const lead = await loadRequest(services.database, row.withId);
  return lead && ledByThis(services, loaded, lead, language);
}

/** The same, of a lead that is at hand. */
export async function ledByThis(
  services: Reading,
  loaded: LoadedRequest,
  lead: LoadedRequest,
  language: Language = 'fr',
): Promise<Led> {
  const [theirs, ours] = await Promise.all([
    definitionAt(services, lead.row, language),
    definitionAt(services, loaded.row, language),
  ]);
  const fields =
    theirs && ours
      ? commonFields(
          { definition: theirs, stage: lead.row.stage, context: contextOf(lead) },
          { definition: ours, stage: loaded.row.stage, context: contextOf(loaded) },
        )
      : [];
  return { lead, title: theirs?.title ?? lead.row.api, fields };
}

export const contextOf = ({ row, documents }: LoadedRequest): AnswerContext => ({
  answers: withDocuments(row.answers, documents),
  eligibility: row.eligibility,
  use_case: row.useCase,
});

/** A draft as it reads: with the lead's answers and documents in the fields in common. */
export function asRead(loaded: LoadedRequest, led: Led | undefined): LoadedRequest {
  if (!led) return loaded;
  const { row, documents } = loaded;
  return {
    ...loaded,
    row: { ...row, answers: answersTogether(row.answers, led.lead.row.answers, led.fields) },
    documents: [...own(documents, led.fields), ...theirs(led)],
  };
}

/** A draft as it reads, for who has not loaded its lead. */
export async function readWhole<T extends LoadedRequest>(
  services: Reading,
  loaded: T,
  language: Language = 'fr',
): Promise<T> {
  if (!isLed(loaded.row)) return loaded;
  return { ...loaded, ...asRead(loaded, await ledBy(services, loaded, language)) };
}

/** What the lead's answers become, copied into the draft: it needs its lead no more. */
export interface Copied {
  answers: Answers;
  /** Ids of the draft's own documents that give way to the lead's. */
  dropped: string[];
  /** Documents of the lead, each under its new id. */
  copies: DocumentCopy[];
  /** The same request, as it reads with those ids. */
  whole: LoadedRequest;
}

/** @param fields those to copy; the draft's own answers to them give way */
export function copied(loaded: LoadedRequest, led: Led, fields: readonly string[] = led.fields): Copied {
  const { row, documents } = loaded;
  const copies: DocumentCopy[] = [];
  const attached = theirs({ ...led, fields: [...fields] }).map((document): DocumentView => {
    const id = newId();
    copies.push({ id, source: document.id });
    return { ...document, id };
  });
  return {
    answers: commonAnswers(led.lead.row.answers, fields),
    dropped: own(documents, [], fields).map(({ id }) => id),
    copies,
    whole: {
      ...loaded,
      row: { ...row, answers: answersTogether(row.answers, led.lead.row.answers, fields) },
      documents: [...own(documents, fields), ...attached],
    },
  };
}

const theirs = ({ lead, fields }: Pick<Led, 'lead' | 'fields'>): DocumentView[] =>
  lead.documents.filter(({ field }) => fields.includes(field));

/** Those outside some fields, and within others where that is said. */
const own = (documents: DocumentView[], outside: readonly string[], within?: readonly string[]) =>
  documents.filter(({ field }) => !outside.includes(field) && (!within || within.includes(field)));

/**
 * @param place a field, or the id of a document in one
 * @throws {Problem} 409 the field is the lead's: its documents are attached and removed there
 */
export async function refuseOfLead(
  services: Reading,
  loaded: LoadedRequest,
  place: { field: string } | { document: string },
  language: Language,
): Promise<void> {
  const led = await ledBy(services, loaded, language);
  const field =
    'field' in place ? place.field : led?.lead.documents.find(({ id }) => id === place.document)?.field;
  if (!field || !led?.fields.includes(field)) return;
  throw answerOfLead([`answers.${field}`], leadNamed(led), language);
}
