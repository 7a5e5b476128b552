/** What was found in a document, and what was not: the checklist of its API, in words. */
import type { Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { checkDeliberation, type Deliberation, type ItemFinding } from '../../../catalogue/deliberation.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { ReadingItem, ReadingView } from '../../http/api-beside.ts';
import type { Language } from '../../http/language.ts';
import { dateInWords } from '../../pages/dates.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import type { DocumentRow } from '../store.ts';
import type { TextRow } from './store.ts';
import { readingWords } from './words.ts';

export interface ReadingContext {
  definition: ApiDefinition;
  row: Pick<RequestRow, 'stage' | 'useCase' | 'title'>;
  /** Those that the reader sees: the draft's for the applicant, the submitted ones for the instructor. */
  answers: Answers;
  /** What the scanner says: nothing is read before. */
  scan: DocumentRow['scan'];
  language: Language;
  now: Date;
}

/** Whether the text of this document is looked at: a PDF, in the field that the API's checklist names. */
export function isRead(
  definition: ApiDefinition,
  document: Pick<DocumentRow, 'field' | 'mediaType'>,
): boolean {
  return definition.deliberation?.field === document.field && document.mediaType === 'application/pdf';
}

/** @param text undefined: not asked for yet */
export function readingView(
  text: TextRow | undefined,
  deliberation: Deliberation,
  context: ReadingContext,
): ReadingView {
  const { language, scan } = context;
  const status = scan === 'infected' ? 'failed' : (text?.status ?? 'pending');
  const findings = text && status === 'read' ? checked(text, deliberation, context) : [];
  const items = deliberation.items.map((item): ReadingItem => {
    const finding = findings.find((one) => one.item === item.id);
    const ticked = text?.ticked.includes(item.id) ?? false;
    return {
      id: item.id,
      label: item.label,
      ...(item.hint && { hint: item.hint }),
      found: finding?.found ?? false,
      ...(finding?.page && { page: finding.page }),
      ticked,
      text: itemText(finding, ticked, language),
      parts: (finding?.parts ?? []).map(({ date: _, ...part }) => part),
    };
  });
  return {
    status,
    readable: status === 'read',
    text: scan === 'clean' ? statusText(text, items, language) : readingWords[language][scan],
    pages: text?.pageCount ?? 0,
    pages_read: text?.pages.length ?? 0,
    items,
  };
}

function checked(
  text: TextRow,
  deliberation: Deliberation,
  { definition, row, answers, now }: ReadingContext,
): ItemFinding[] {
  const chosen = fieldsOf(definition, row.stage)
    .filter((field) => field.kind === 'scopes')
    .flatMap((field) => (answers[field.id] as string[] | undefined) ?? []);
  return checkDeliberation(text.pages, {
    deliberation,
    api: definition.title,
    useCase: definition.use_cases.find(({ id }) => id === row.useCase),
    project: row.title,
    scopes: definition.scopes.groups.flatMap((group) => group.scopes).filter(({ id }) => chosen.includes(id)),
    today: now.toISOString().slice(0, 10),
  });
}

function itemText(finding: ItemFinding | undefined, ticked: boolean, language: Language): string {
  const words = readingWords[language];
  if (finding?.found) return finding.page ? words.page(finding.page) : '';
  if (!finding) return ticked ? words.ticked : words.unknown;
  const missing = finding.parts
    .filter(({ found }) => !found)
    .map(({ label, date }) => (date ? words.dated(label, dateInWords(date, language)) : label));
  return words.missing(missing);
}

function statusText(text: TextRow | undefined, items: ReadingItem[], language: Language): string {
  const words = readingWords[language];
  switch (text?.status) {
    case 'read': {
      const found = words.read(items.filter((item) => item.found).length, items.length);
      const partly = text.pages.length < text.pageCount;
      return partly ? `${found} ${words.partly(text.pages.length, text.pageCount)}` : found;
    }
    case 'no_text':
      return words.noText;
    case 'failed':
      return words.failed[text.failure ?? 'damaged'];
    default:
      return words.reading;
  }
}
