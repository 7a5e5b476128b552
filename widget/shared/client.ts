/**
 * The public part of the backend, as the element reads it: no identity, cacheable, any origin.
 * What belongs to a person goes through `Session.fetch`.
 */
import type { ApiDefinition, EligibilityPart } from '../../catalogue/definition.ts';
import type { CurrentSite } from './api-types.ts';
import type { Language } from './language.ts';
import { jsonOf, unreachable } from './problems.ts';

export type Read<T> = (api: string, language: Language) => Promise<T>;

export interface Client {
  /** Address of the backend, without a trailing slash. */
  readonly base: string;
  /** What the element needs before the form: the decision tree and the preparations. */
  eligibility: Read<EligibilityPart>;
  /** The whole definition, for the form and the follow-up: the present one, or the version that a request was filled under. */
  definition(api: string, language: Language, version?: number): Promise<ApiDefinition>;
  /** What the backend knows of the site that carries the element. */
  site(): Promise<CurrentSite>;
  /** The hosted page of an API: the same journey on the backend's own site. */
  hosted(api: string, language: Language): string;
}

/** Answers that are on their way, by address: who asks for the same meanwhile gets the same. */
const underWay = new Map<string, Promise<unknown>>();

function read<T>(address: string): Promise<T> {
  let answer = underWay.get(address) as Promise<T> | undefined;
  if (!answer) {
    answer = fetch(address)
      .catch(() => {
        throw unreachable();
      })
      .then((response) => jsonOf<T>(response))
      .finally(() => underWay.delete(address));
    underWay.set(address, answer);
  }
  return answer;
}

/**
 * Every read rejects with a `ProblemError`; without an answer, with the code « unreachable ».
 * @param address of the backend, with or without a trailing slash
 */
export function createClient(address: string): Client {
  const base = address.replace(/\/$/, '');
  const catalogue = (api: string) => `/catalogue/${encodeURIComponent(api)}`;
  let site: Promise<CurrentSite> | undefined;
  return {
    base,
    eligibility: (api, language) => read(`${base}${catalogue(api)}/eligibility?lang=${language}`),
    definition: (api, language, version) =>
      read(`${base}${catalogue(api)}?lang=${language}${version === undefined ? '' : `&version=${version}`}`),
    site() {
      // A failure is not remembered: the next call asks again.
      site ??= read<CurrentSite>(`${base}/sites/current`).catch((error) => {
        site = undefined;
        throw error;
      });
      return site;
    },
    hosted: (api, language) => `${base}/demande/${encodeURIComponent(api)}?lang=${language}`,
  };
}
