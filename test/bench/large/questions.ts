/** What a large house is asked: every list, filter, search and statistics query, as the server issues them. */
import type { Actor } from '../../../server/accounts/actor.ts';
import { pageOf } from '../../../server/habilitations/register/read.ts';
import { assignees, choicesOf } from '../../../server/instruction/list/choices.ts';
import { type Reader, readerFor } from '../../../server/instruction/list/conditions.ts';
import { countTabs } from '../../../server/instruction/list/counts.ts';
import { readListQuery } from '../../../server/instruction/list/query.ts';
import { findPage } from '../../../server/instruction/list/store.ts';
import { listFor } from '../../../server/requests/view/list.ts';
import type { Services } from '../../../server/services.ts';
import { readFilters } from '../../../server/statistics/filters.ts';
import { activeOf, medianDays, readFigures } from '../../../server/statistics/read.ts';
import { drawFrom, fixedId } from './draw.ts';
import { bodiesIn, instructorId } from './house.ts';
import { bodyOf, personOf } from './words.ts';

export type AskedServices = Pick<Services, 'database' | 'catalogue' | 'now'>;

/** What figures are gathered by: each kind has a goal of its own. */
export type Kind = 'list' | 'search' | 'typo' | 'statistics';

export interface Question {
  kind: Kind;
  name: string;
  /** @param round a number: what is asked for differs from one to the next */
  ask(round: number): Promise<unknown>;
}

/** Milliseconds of the server that one question may take, in 99 of 100 cases. */
export const goals: Record<Kind, number> = { list: 5, search: 10, typo: 50, statistics: 10 };

export function staff(provider: string, number = 0): Actor {
  return {
    ...{
      userId: instructorId(provider, number),
      email: '',
      givenName: '',
      familyName: '',
      phone: '',
      jobTitle: '',
    },
    ...{ organisationId: '', organisationIds: [], roles: [`${provider}:*:instructor`], via: 'session' },
  };
}

const everybody = staff('*');
const tabs = ['attente', 'nouvelles', 'retard', 'toutes'];
const apis = ['impot-particulier', 'ficoba', 'r2p', 'sfip'];

export async function questionsOf(services: AskedServices, size: number): Promise<Question[]> {
  const { database, catalogue, now } = services;
  const bodies = bodiesIn({ size });
  const dgfip = (round: number) => staff('dgfip', round % 20);
  const readers = new Map<string, Reader>();
  for (const actor of [everybody, ...Array.from({ length: 20 }, (_, place) => dgfip(place))]) {
    readers.set(actor.userId, await readerFor(services, actor));
  }
  const readerOf = ({ userId }: Actor): Reader => readers.get(userId) ?? missing('reader');
  const choices = choicesOf(services, everybody, 'fr');
  const list = (actor: Actor, address: string) =>
    findPage(readerOf(actor), readListQuery(new URLSearchParams(address), choices));
  const of =
    (addresses: readonly string[], who: (round: number) => Actor = dgfip) =>
    (round: number) =>
      list(who(round), addresses[round % addresses.length] ?? '');
  /** Places far down a list, where a page begins or ends. */
  const places = await Promise.all(
    apis.map(async (api) => {
      let place = '';
      for (let page = 0; page < 5; page++) {
        const { next } = await list(dgfip(0), `onglet=toutes&api=${api}&taille=100${place}`);
        if (next) place = `&apres=${next}`;
      }
      return `onglet=toutes&api=${api}${place}`;
    }),
  );
  const useCases = catalogue.get('impot-particulier')?.use_cases.map(({ id }) => id) ?? [];
  const regions = ['84', '27', '53', '11', '93', '76'];
  const filters: Record<string, readonly string[]> = {
    state: ['submitted', 'changes_requested', 'validated', 'refused', 'archived', 'revoked'].map(
      (one) => `etat=${one}`,
    ),
    API: apis.map((one) => `api=${one}`),
    'API and state': apis.map((one) => `api=${one}&etat=validated`),
    stage: ['sandbox', 'production'].map((one) => `palier=${one}`),
    'use case': useCases.map((one) => `api=impot-particulier&usage=${one}`),
    region: regions.map((one) => `region=${one}`),
    department: ['01', '21', '29', '75', '13', '31'].map((one) => `departement=${one}`),
    'region, state and API': regions.map((one) => `region=${one}&etat=refused&api=sfip`),
    priority: ['haute', 'urgente', 'normale'].map((one) => `priorite=${one}`),
    assignee: ['moi', 'personne', instructorId('dgfip', 3), instructorId('dgfip', 19)].map(
      (one) => `charge=${one}`,
    ),
    'assignee and state': ['submitted', 'revoked'].map((one) => `charge=moi&etat=${one}`),
    age: ['0-7', '8-15', '16-30', '31-60', '61'].map((one) => `age=${one}`),
    'age and state': ['8-15', '61'].map((one) => `age=${one}&etat=submitted`),
    flag: ['nouvelle', 'modifiee', 'rouverte', 'informee', 'retard'].map((one) => `signe=${one}`),
  };
  const word = (round: number, make: (round: number) => string) => (actor: Actor) =>
    list(actor, `q=${encodeURIComponent(make(round))}`);
  const number = (round: number) => 1_000 + drawFrom(round).below(size);
  const searches: Record<string, (round: number) => string> = {
    'a number': (round) => `D${number(round)}`,
    'a habilitation’s number': (round) => `H${1_000 + drawFrom(round).below(Math.ceil(size / 6))}`,
    'a SIRET': (round) => bodyOf(drawFrom(round).below(bodies)).siret,
    'a common word': (round) => cyclic(['cantine', 'tarification', 'commune', 'scolaire', 'places'], round),
    'a rarer word': (round) => cyclic(['piscine', 'domiciliation', 'dechetterie', 'conservatoire'], round),
    'common words': (round) => cyclic(['tarification cantine', 'attribution creche', 'aides commune'], round),
    // Those who ask most: a search that finds nothing goes on to words like these, and counts as such.
    'a town': (round) => bodyOf(drawFrom(round).below(Math.ceil(bodies / 3))).town,
    'a person': (round) => nameOf(personOf(drawFrom(round).below(bodies))),
    'an organisation’s whole name': (round) => bodyOf(drawFrom(round).below(Math.ceil(bodies / 3))).name,
  };
  const mistyped: Record<string, (round: number) => string> = {
    'a mistyped word': (round) => cyclic(['cantinne', 'tariffication', 'stationement', 'perisolaire'], round),
    'a mistyped town': (round) => typo(bodyOf(drawFrom(round).below(bodies)).town),
  };
  const asked = (
    kind: Kind,
    prefix: string,
    all: Record<string, (round: number) => Promise<unknown>>,
  ): Question[] => Object.entries(all).map(([name, ask]) => ({ kind, name: `${prefix}${name}`, ask }));
  const map = <In, Out>(all: Record<string, In>, make: (one: In) => Out): Record<string, Out> =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, make(one)]));

  const register = (search: string, some: { api?: string; provider?: string } = {}) =>
    pageOf(database, { search, provider: '', api: '', after: '', ...some }, now(), 51);
  const statistics = (query: Record<string, string>) =>
    readFigures(database, readFilters(query, catalogue, now(), 'fr'), now());
  const year = String(now().getUTCFullYear() - 1);
  const periods = [{}, { period: '3' }, { period: 'all' }, { period: year }];
  const period = (round: number) => periods[round % periods.length];

  return [
    ...asked('list', 'list: ', {
      'each tab': of(tabs.map((tab) => `onglet=${tab}`)),
      'each tab, of all providers': of(
        tabs.map((tab) => `onglet=${tab}`),
        () => everybody,
      ),
      'oldest first': of(['onglet=toutes&tri=anciennes', 'onglet=attente&tri=anciennes']),
      'a hundred on a page': of(['onglet=toutes&taille=100']),
      'a later page': of(places),
      'the page before': of(places.map((address) => address.replace('apres', 'avant'))),
      'counts of the tabs': (round) => countTabs(readerOf(dgfip(round))),
      'those away': (round) => readerFor(services, dgfip(round)),
      'those in charge': (round) => assignees(services, dgfip(round)),
      'of an applicant': (round) => {
        const person = drawFrom(round).below(bodies * 2);
        const organisationIds = [fixedId('body', Math.floor(person / 2))];
        const reader = { userId: fixedId('user', person), organisationIds, email: personOf(person).email };
        return listFor(database, reader, { states: [], limit: 20 });
      },
    }),
    ...asked(
      'list',
      'filter: ',
      map(filters, (addresses) => of(addresses)),
    ),
    ...asked('list', 'filter: ', {
      'API, of all providers': of(
        apis.map((one) => `api=${one}`),
        () => everybody,
      ),
    }),
    ...asked('list', 'register: ', {
      'first page': () => register(''),
      'of an API or a provider': (round) =>
        register('', round % 2 ? { api: cyclic(apis, round >> 1) } : { provider: 'dgfip' }),
    }),
    ...asked(
      'search',
      'search: ',
      map(searches, (make) => (round) => word(round, make)(dgfip(round))),
    ),
    ...asked('search', 'search of all providers: ', {
      'a common word': (round) =>
        list(everybody, `q=${cyclic(['cantine', 'tarification', 'scolaire'], round)}`),
    }),
    ...asked('search', 'register: ', {
      'a common word': (round) => register(cyclic(['cantine', 'commune', 'scolaire'], round)),
      'a town': (round) => register(bodyOf(drawFrom(round).below(bodies)).town),
      'a number': (round) => register(`H${1_000 + drawFrom(round).below(Math.ceil(size / 6))}`),
      'what nobody has': (round) => register(`zzyzx${round}`),
    }),
    ...asked(
      'typo',
      'search: ',
      map(mistyped, (make) => (round) => word(round, make)(dgfip(round))),
    ),
    ...asked('statistics', 'statistics: ', {
      all: (round) => statistics({ ...period(round) }),
      'a provider': (round) => statistics({ provider: 'dgfip', ...period(round) }),
      'an API': (round) => statistics({ api: cyclic(apis, round >> 2), ...period(round) }),
      'a use case': (round) =>
        statistics({ api: 'impot-particulier', use_case: cyclic(useCases, round >> 2), ...period(round) }),
      'of a badge': (round) => {
        const api = cyclic(apis, round);
        return Promise.all([
          activeOf(database, 'dgfip', api),
          medianDays(database, { provider: 'dgfip', api, stage: 'sandbox' }, now()),
        ]);
      },
    }),
  ];
}

function missing(what: string): never {
  throw new TypeError(`no ${what}`);
}

const cyclic = <T>(list: readonly T[], round: number): T => list[round % list.length] as T;

const nameOf = ({ given_name, family_name }: ReturnType<typeof personOf>) => `${given_name} ${family_name}`;

/** Two letters in the middle change places. */
const typo = (text: string): string => {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle - 1)}${text[middle]}${text[middle - 1]}${text.slice(middle + 1)}`;
};
