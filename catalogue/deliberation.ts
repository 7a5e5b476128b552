/**
 * Reads a deliberation against the checklist of an API: what was found, on which page, and what was not. It finds
 * words, not meaning: an instructor decides. Runs on the server alone. Pure.
 */
import type { ApiDefinition } from './definition.ts';
import { isRecent, sessionDate } from './deliberation-dates.ts';
import { type Match, matches, type PlainText, pageAt, plainText, plainWords } from './deliberation-text.ts';

export type Deliberation = NonNullable<ApiDefinition['deliberation']>;
type Item = Deliberation['items'][number];
type Sought = Item['seeks'][number];

export interface DeliberationContext {
  deliberation: Deliberation;
  /** Title of the API. */
  api: string;
  useCase: { id: string; label: string } | undefined;
  /** The title that the applicant gives to the project. */
  project: string;
  /** What the request asks for. */
  scopes: { id: string; label: string }[];
  /** YYYY-MM-DD */
  today: string;
}

export interface PartFinding {
  label: string;
  found: boolean;
  /** From 1. */
  page?: number;
  /** The day of the session, YYYY-MM-DD, also when it is too long ago. */
  date?: string;
}

export interface ItemFinding {
  item: string;
  found: boolean;
  /** Where the first of its parts stands. */
  page?: number;
  parts: PartFinding[];
}

/** @param pages the text of each page, with its line breaks */
export function checkDeliberation(pages: readonly string[], context: DeliberationContext): ItemFinding[] {
  const text = plainText(pages);
  return context.deliberation.items.map((item) => checkItem(item, text, context));
}

/** Whether the pages hold a text at all: a scan holds none, or the prefecture's stamp alone. */
export function isReadable(pages: readonly string[]): boolean {
  return pages.some((page) => (page.match(/\p{Script=Latin}/gu) ?? []).length >= 400);
}

interface Part {
  label: string;
  places: Match[];
  date?: string;
}

function checkItem(item: Item, text: PlainText, context: DeliberationContext): ItemFinding {
  const parts = item.seeks.flatMap((sought) => partsOf(sought, text, context));
  const kept = item.together === undefined ? parts : densest(parts, item.together);
  const findings = kept.map(({ label, places, date }) => ({
    label,
    found: places.length > 0,
    ...(places[0] && { page: places[0].page }),
    ...(date && { date }),
  }));
  const [first] = findings;
  const found = findings.every((part) => part.found);
  return { item: item.id, found, ...(found && first?.page && { page: first.page }), parts: findings };
}

function partsOf(sought: Sought, text: PlainText, context: DeliberationContext): Part[] {
  const { label } = sought;
  if ('words' in sought) return [{ label, places: matches(text, sought.words) }];
  switch (sought.uses) {
    case 'session_date':
      return [sessionPart(label, sought.months, text, context.today)];
    case 'api':
      // « les API Impôts particuliers »
      return [{ label, places: matches(text, [plural(context.api), ...context.deliberation.api_words]) }];
    case 'use_case':
      return [{ label, places: useCasePlaces(text, context) }];
    case 'scopes':
      return scopeParts(label, text, context);
  }
}

function sessionPart(label: string, months: number, text: PlainText, today: string): Part {
  const session = sessionDate(text);
  if (!session) return { label, places: [] };
  const place = { at: session.at, page: pageAt(text.starts, session.at) };
  return { label, places: isRecent(session.day, months, today) ? [place] : [], date: session.day };
}

function useCasePlaces(text: PlainText, { deliberation, useCase, project }: DeliberationContext): Match[] {
  const words = useCase && deliberation.use_case_words[useCase.id];
  const named = words?.length ? matches(text, words) : [];
  const phrase = useCase && words?.length !== 0 ? useCase.label : project;
  return [...named, ...mostWords(text, phrase)].sort((a, b) => a.at - b.at);
}

function scopeParts(label: string, text: PlainText, { deliberation, scopes }: DeliberationContext): Part[] {
  const parts = scopes.flatMap((scope) => {
    const words = deliberation.scope_words[scope.id];
    if (words?.length === 0) return [];
    // « Situation de famille (marié, pacsé, …) »: what is in brackets explains.
    const short = scope.label.replace(/\s*\(.*$/s, '');
    return [{ label: scope.label, places: matches(text, [short, ...(words ?? [])]) }];
  });
  return parts.length > 0 ? parts : [{ label, places: [] }];
}

/** Characters in which most words of a phrase must stand. */
const passage = 300;

/** Where at least half of the words of a phrase that mean something stand close together, whatever their endings. */
function mostWords(text: PlainText, phrase: string): Match[] {
  const words = [...new Set(plainWords(phrase).split(' '))].filter(
    (word) => word.length >= 4 && !empty.has(word),
  );
  const parts = words.map((word) => ({ label: word, places: matches(text, [`${word.slice(0, 6)}*`]) }));
  const together = densest(parts, passage).flatMap(({ places }) => places.slice(0, 1));
  return words.length > 0 && together.length >= Math.ceil(words.length / 2) ? together : [];
}

const plural = (words: string): string => words.replace(/\p{L}+/gu, '$&*');

/** Words of titles that say nothing of the use case. */
const empty = new Set(
  plainWords(
    'dans pour avec sans leur leurs cette entre vers dites nous fois demande libre projet service données accès',
  ).split(' '),
);

/** The passage of so many characters that holds the most parts: each keeps its first place there alone. */
function densest(parts: Part[], length: number): Part[] {
  const places = parts
    .flatMap((part) => part.places.map((place) => ({ part, place })))
    .sort((a, b) => a.place.at - b.place.at);
  const counts = new Map<Part, number>();
  let best = { start: 0, end: 0, parts: 0 };
  let start = 0;
  for (const [end, { part, place }] of places.entries()) {
    counts.set(part, (counts.get(part) ?? 0) + 1);
    for (let first = places[start]; first && first.place.at < place.at - length; first = places[++start]) {
      const left = (counts.get(first.part) ?? 1) - 1;
      if (left > 0) counts.set(first.part, left);
      else counts.delete(first.part);
    }
    if (counts.size > best.parts) best = { start, end: end + 1, parts: counts.size };
  }
  const passage = places.slice(best.start, best.end);
  return parts.map((part) => ({
    ...part,
    places: passage.filter((each) => each.part === part).map(({ place }) => place),
  }));
}
