/** What the list was asked for, and how an address says it. Pure. */
import { validate } from 'uuid';
import type { RequestState } from '../../requests/life/lifecycle.ts';
import { requestStates } from '../../requests/tables.ts';
import type { Choices } from './choices.ts';
import { type Cursor, readCursor } from './cursor.ts';
import { departmentName, regionName } from './places.ts';
import { type Priority, priorities } from './priority.ts';

/** States that an instructor sees: a draft is the applicant's own. */
export const requestStatesSeen = requestStates.filter((state) => state !== 'draft');

/**
 * What waits for me, what nobody has opened, what is late, what has messages to read, what my opinion is asked of,
 * everything; by the word of the address.
 */
export const tabs = {
  waiting: 'attente',
  unseen: 'nouvelles',
  late: 'retard',
  unread: 'messages',
  opinions: 'avis',
  all: 'toutes',
} as const;
export type Tab = keyof typeof tabs;

export const flags = {
  unseen: 'nouvelle',
  updated: 'modifiee',
  reopened: 'rouverte',
  told: 'informee',
  unread: 'message',
  late: 'retard',
} as const;
export type Flag = keyof typeof flags;

/** Days since the request was sent: from, and up to. */
export const ages = {
  '0-7': [0, 7],
  '8-15': [8, 15],
  '16-30': [16, 30],
  '31-60': [31, 60],
  '61': [61, undefined],
} as const satisfies Record<string, readonly [number, number | undefined]>;
export type AgeRange = keyof typeof ages;

/** Requests on a page: as a screen holds, or enough to decide many like ones at once. */
export const pageSizes = [25, 100] as const;

/** Who sees to it: the reader, nobody, or a colleague by id. */
export const mine = 'moi';
export const nobody = 'personne';

export interface ListQuery {
  tab: Tab;
  /** Words of a project, organisation, SIRET, number or person; empty: all. */
  search: string;
  /** Words like these serve too: nothing was found by these alone. */
  near: boolean;
  state: RequestState | undefined;
  api: string | undefined;
  stage: 'sandbox' | 'production' | undefined;
  useCase: string | undefined;
  region: string | undefined;
  department: string | undefined;
  priority: Priority | undefined;
  assignee: string | undefined;
  age: AgeRange | undefined;
  flags: Flag[];
  oldestFirst: boolean;
  size: (typeof pageSizes)[number];
  /** The page after a place in the list, or before it. */
  after: Cursor | undefined;
  before: Cursor | undefined;
  /** Names of the address that say nothing that we know: they are left out, and the page says so. */
  ignored: string[];
}

/** A few words: nobody types more, and each costs a look into the index. */
const longestSearch = 200;

const names = {
  tab: 'onglet',
  search: 'q',
  near: 'proches',
  state: 'etat',
  api: 'api',
  stage: 'palier',
  useCase: 'usage',
  region: 'region',
  department: 'departement',
  priority: 'priorite',
  assignee: 'charge',
  age: 'age',
  flags: 'signe',
  oldestFirst: 'tri',
  size: 'taille',
  after: 'apres',
  before: 'avant',
} as const satisfies Partial<Record<keyof ListQuery, string>>;

/** By the property of the query: the names of the form's fields. */
export const parameterNames = names;

/** @param choices of this reader: an API that is not theirs is no filter */
export function readListQuery(parameters: URLSearchParams, choices: Choices): ListQuery {
  const ignored = new Set<string>();
  /** The value of a parameter as `read` understands it; one that it does not is left out, and named. */
  const value = <T>(name: keyof typeof names, read: (text: string) => T | undefined): T | undefined => {
    const text = parameters.get(names[name]) ?? '';
    if (text === '') return undefined;
    const found = read(text);
    if (found === undefined) ignored.add(names[name]);
    return found;
  };
  const oneOf =
    <T extends string>(all: readonly T[]) =>
    (text: string) =>
      all.find((one) => one === text);
  const keyOf =
    <T extends string>(words: Record<T, string>) =>
    (text: string) =>
      (Object.keys(words) as T[]).find((key) => words[key] === text);

  const search = (parameters.get(names.search) ?? '').replaceAll('\0', '').trim().slice(0, longestSearch);
  const api = choices.apis.find(
    ({ id }) => id === value('api', (text) => choices.apis.find((one) => one.id === text)?.id),
  );
  const filters = {
    state: value('state', oneOf(requestStatesSeen)),
    api: api?.id,
    stage: value('stage', oneOf(['sandbox', 'production'] as const)),
    useCase: value('useCase', (text) => api?.useCases.find(({ id }) => id === text)?.id),
    region: value('region', (text) => (regionName(text) ? text : undefined)),
    department: value('department', (text) => (departmentName(text) ? text : undefined)),
    priority: value('priority', oneOf(priorities)),
    assignee: value('assignee', (text) =>
      [mine, nobody].includes(text) || validate(text) ? text : undefined,
    ),
    age: value('age', oneOf(Object.keys(ages) as AgeRange[])),
  };
  const marks = parameters.getAll(names.flags).map(keyOf(flags));
  if (marks.includes(undefined)) ignored.add(names.flags);
  const after = value('after', readCursor);
  const asked = { search, ...filters, flags: [...new Set(marks)].filter((mark) => mark !== undefined) };
  return {
    ...asked,
    tab: value('tab', keyOf(tabs)) ?? (isFiltered(asked) ? 'all' : 'waiting'),
    near: value('near', oneOf(['oui'])) !== undefined,
    oldestFirst: value('oldestFirst', oneOf(['anciennes'])) !== undefined,
    size:
      pageSizes.find((size) => String(size) === value('size', oneOf(pageSizes.map(String)))) ?? pageSizes[0],
    after,
    before: after ? undefined : value('before', readCursor),
    ignored: [...ignored],
  };
}

type Filters = Omit<ListQuery, 'tab' | 'near' | 'oldestFirst' | 'size' | 'after' | 'before' | 'ignored'>;

/** Filters besides the words and the tab. */
export function filtersOf(query: Filters): unknown[] {
  const { state, api, stage, useCase, region, department, priority, assignee, age } = query;
  return [
    ...[state, api, stage, useCase, region, department, priority, assignee, age].filter(
      (one) => one !== undefined,
    ),
    ...query.flags,
  ];
}

/** A query that asks for all of its tab, from the beginning. */
export function unfiltered(query: ListQuery): ListQuery {
  return {
    ...query,
    search: '',
    near: false,
    state: undefined,
    api: undefined,
    stage: undefined,
    useCase: undefined,
    region: undefined,
    department: undefined,
    priority: undefined,
    assignee: undefined,
    age: undefined,
    flags: [],
    after: undefined,
    before: undefined,
  };
}

/** Whether less is shown than all of the tab. */
export function isFiltered(query: Filters): boolean {
  return query.search !== '' || filtersOf(query).length > 0;
}

/** The address that asks for it, without a place in the list: what is saved, shared, exported. */
export function writeListQuery(query: ListQuery): string {
  const parameters = new URLSearchParams({ [names.tab]: tabs[query.tab] });
  const put = (name: keyof typeof names, text: string | undefined) =>
    text && parameters.set(names[name], text);
  put('search', query.search);
  put('near', query.near ? 'oui' : '');
  for (const name of [
    'state',
    'api',
    'stage',
    'useCase',
    'region',
    'department',
    'priority',
    'assignee',
    'age',
  ] as const) {
    put(name, query[name]);
  }
  for (const flag of query.flags) parameters.append(names.flags, flags[flag]);
  put('oldestFirst', query.oldestFirst ? 'anciennes' : '');
  put('size', query.size === pageSizes[0] ? '' : String(query.size));
  return parameters.toString();
}
