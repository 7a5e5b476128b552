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
  /** The whole definition, for the form and the follow-up. */
  definition: Read<ApiDefinition>;
  /** What the backend knows of the site that carries the element. */
  site(): Promise<CurrentSite>;
  /** The hosted page of an API: the same journey on the backend's own site. */
  hosted(api: string, language: Language): string;
}

/** Every read rejects with a `ProblemError`; without an answer, with the code « unreachable ». */
export function createClient(base: string): Client {
  const read = async <T>(path: string): Promise<T> =>
    jsonOf<T>(
      await fetch(base + path).catch(() => {
        throw unreachable();
      }),
    );
  const catalogue = (api: string) => `/catalogue/${encodeURIComponent(api)}`;
  let site: Promise<CurrentSite> | undefined;
  return {
    base,
    eligibility: (api, language) => read(`${catalogue(api)}/eligibility?lang=${language}`),
    definition: (api, language) => read(`${catalogue(api)}?lang=${language}`),
    site() {
      // A failure is not remembered: the next call asks again.
      site ??= read<CurrentSite>('/sites/current').catch((error) => {
        site = undefined;
        throw error;
      });
      return site;
    },
    hosted: (api, language) => `${base}/demande/${encodeURIComponent(api)}?lang=${language}`,
  };
}
