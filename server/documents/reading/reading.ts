/** The reading of one document of a request: for its applicant and colleagues, and for those who instruct it. */
import * as v from 'valibot';
import type { Answers } from '../../../catalogue/answers.ts';
import type { ReadingView } from '../../http/api-beside.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { knownDefinition } from '../../requests/store/execute.ts';
import type { LoadedRequest } from '../../requests/store/load.ts';
import { absentReading } from '../problems.ts';
import type { DocumentServices } from '../receive.ts';
import { documentOf } from '../serve.ts';
import { awaitText, findText, recordTicks } from './store.ts';
import { isRead, readingView } from './view.ts';

/** Ids of the items that the applicant says are there. */
export const Ticks = v.object({
  ticked: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(50)),
});

type ReadingServices = Pick<DocumentServices, 'database' | 'catalogue' | 'bell' | 'now'>;

/**
 * @param loaded a request that the reader may see: who calls has checked
 * @param answers what the reader sees of it: the draft, or what was submitted
 * @throws {Problem} 404 no such document, or none whose text is read
 */
export async function readingOf(
  services: ReadingServices,
  loaded: LoadedRequest,
  documentId: string,
  answers: Answers,
  language: Language,
): Promise<ReadingView> {
  const { database, bell, now } = services;
  const { document, definition, deliberation } = await checkedDocument(
    services,
    loaded,
    documentId,
    language,
  );
  const text = await findText(database, document.id);
  if (!text) {
    await awaitText(database, document);
    bell.ring();
  }
  const { row } = loaded;
  const context = { definition, row, answers, scan: document.scan, language, now: now() };
  return readingView(text, deliberation, context);
}

/** Every reading of a request, by document: those of documents that these answers name. */
export async function readingsOf(
  services: ReadingServices,
  loaded: LoadedRequest,
  answers: Answers,
  language: Language,
): Promise<Map<string, ReadingView>> {
  const { deliberation } = await knownDefinition(services, loaded.row, language);
  const named = deliberation ? answers[deliberation.field] : undefined;
  const readings = new Map<string, ReadingView>();
  for (const each of Array.isArray(named) ? named : []) {
    if (typeof each === 'string') continue;
    try {
      readings.set(each.id, await readingOf(services, loaded, each.id, answers, language));
    } catch (error) {
      // Of another type than PDF, or gone.
      if (!(error instanceof Problem)) throw error;
    }
  }
  return readings;
}

/** The applicant's own word on what was not found, or could not be looked for. Unknown items are left out. */
export async function tick(
  services: ReadingServices,
  loaded: LoadedRequest,
  documentId: string,
  ticked: string[],
  language: Language,
): Promise<ReadingView> {
  const { document, deliberation } = await checkedDocument(services, loaded, documentId, language);
  const known = deliberation.items.map(({ id }) => id).filter((id) => ticked.includes(id));
  await recordTicks(services.database, document.id, known);
  return readingOf(services, loaded, documentId, loaded.row.answers, language);
}

async function checkedDocument(
  services: ReadingServices,
  loaded: LoadedRequest,
  documentId: string,
  language: Language,
) {
  const document = await documentOf(services, loaded, documentId, language);
  const definition = await knownDefinition(services, loaded.row, language);
  const { deliberation } = definition;
  if (!deliberation || !isRead(definition, document)) throw absentReading(language);
  return { document, definition, deliberation };
}
