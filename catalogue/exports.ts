/**
 * An API in the shapes that two catalogues read: the front matter of api.gouv.fr's files (`access_page`,
 * `datapass_link`) and the dataservices of data.gouv.fr (`access_audiences`, `authorization_request_url`). Who may ask
 * comes from the decision tree alone.
 */
import type { ApiDefinition } from './definition.ts';
import { type Audience, audiences, type Openness, type Outcome, openness, signpost } from './openness.ts';

/** api.gouv.fr, `_data/api/*.md`. */
export interface ApiGouvFr {
  slug: string;
  title: string;
  tagline: string;
  producer: string;
  /** 1 to all, 0 with an account, −1 with a habilitation. */
  is_open: 1 | 0 | -1;
  access_page: {
    who: string[];
    /** 1 yes, 0 perhaps, −1 no. */
    is_eligible: 1 | 0 | -1;
    /** Markdown. */
    description: string;
  }[];
  datapass_link: string;
}

/** data.gouv.fr, `/api/1/dataservices/`. */
export interface DataGouvFr {
  title: string;
  description: string;
  access_type: 'open' | 'open_with_account' | 'restricted';
  access_audiences: { role: Role; condition: Openness }[];
  access_type_reason_category?: NonNullable<ApiDefinition['restriction']>;
  authorization_request_url: string;
  extras: { 'datapass:api-id': string };
}

type Role = 'local_authority_and_administration' | 'company_and_association' | 'private';

/** The words that api.gouv.fr has for each answer of the first question. Another answer keeps its own. */
const profiles: Record<string, string> = {
  particulier: 'Un particulier',
  entreprise: 'Une entreprise ou une association',
  administration: 'Une collectivité ou une administration',
  editeur: 'Un éditeur de logiciel',
  banque: 'Un établissement bancaire',
};

/** The roles of data.gouv.fr; a publisher and a bank are companies there. */
const roles: Record<string, Role> = {
  administration: 'local_authority_and_administration',
  entreprise: 'company_and_association',
  editeur: 'company_and_association',
  banque: 'company_and_association',
  particulier: 'private',
};

const numbers: Record<Openness, 1 | 0 | -1> = { yes: 1, under_condition: 0, no: -1 };

/** @param hosted the address of our page for an API */
export function toApiGouvFr(api: ApiDefinition, hosted: (id: string) => string): ApiGouvFr {
  const all = audiences(api.eligibility);
  const everybody = signpost(api.eligibility);
  return {
    slug: slugOf(api),
    title: api.title,
    tagline: api.summary,
    producer: api.provider.id,
    is_open: ({ open: 1, account: 0, restricted: -1 } as const)[api.access],
    access_page: [
      ...alike(all).map(({ who, audience: { openness, outcomes } }) => ({
        who,
        is_eligible: numbers[openness],
        description: outcomes.map((outcome) => told(outcome, outcomes.length > 1, hosted)).join('\n\n'),
      })),
      ...(everybody
        ? [
            {
              who: Object.values(profiles),
              is_eligible: numbers[openness([everybody])],
              description: told(everybody, false, hosted),
            },
          ]
        : []),
    ],
    datapass_link: hosted(api.id),
  };
}

/** @param hosted the address of our page for an API */
export function toDataGouvFr(api: ApiDefinition, hosted: (id: string) => string): DataGouvFr {
  const all = audiences(api.eligibility);
  const everybody = signpost(api.eligibility);
  const wanted = [...new Set(Object.values(roles))];
  return {
    title: api.title,
    description: api.summary,
    access_type: ({ open: 'open', account: 'open_with_account', restricted: 'restricted' } as const)[
      api.access
    ],
    access_audiences: wanted.flatMap((role) => {
      const mine = all.filter(({ id }) => roles[id] === role).flatMap((audience) => audience.outcomes);
      const outcomes = everybody ? [everybody] : mine;
      return outcomes.length > 0 ? [{ role, condition: openness(outcomes) }] : [];
    }),
    ...(api.restriction && { access_type_reason_category: api.restriction }),
    authorization_request_url: hosted(api.id),
    extras: { 'datapass:api-id': api.id },
  };
}

/** The name that api.gouv.fr has for the API, where the file links to its page there. */
function slugOf({ id, links }: ApiDefinition): string {
  const page = /^https:\/\/api\.gouv\.fr\/les-api\/([\w-]+)$/;
  return links.flatMap(({ url }) => page.exec(url)?.[1] ?? [])[0] ?? id;
}

/** Answers that come to the same are told together. */
function alike(all: Audience[]): { who: string[]; audience: Audience }[] {
  const groups = new Map<string, { who: string[]; audience: Audience }>();
  for (const audience of all) {
    const key = JSON.stringify(audience.outcomes);
    const name = profiles[audience.id] ?? audience.label;
    const group = groups.get(key);
    groups.set(key, { audience, who: [...(group?.who ?? []), name] });
  }
  return [...groups.values()];
}

/** @param among whether the answers that lead there must be told */
function told({ verdict, ways }: Outcome, among: boolean, hosted: (id: string) => string): string {
  const answers = ways.map((way) => way.map((label) => `« ${label} »`).join(', ')).join(' ou ');
  const { title, text, proof, law, instead } = verdict;
  const url = instead?.url ?? (instead?.api && hosted(instead.api));
  return [
    among && answers && `**${answers}**`,
    `**${title}.**`,
    ...text,
    proof,
    law && `[${law.label}](${law.url})`,
    instead && (url ? `[${instead.label}](${url})` : instead.label),
  ]
    .filter(Boolean)
    .join('\n\n');
}
