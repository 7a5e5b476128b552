/** What the team that manages an API has to open for a habilitation, as it calls it. Pure. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { askedQuota, quotaLabel } from '../habilitations/granted.ts';
import type { habilitations } from '../habilitations/tables.ts';
import type { LifeFacts } from './facts.ts';

type Habilitation = Pick<
  typeof habilitations.$inferSelect,
  'number' | 'stage' | 'scopes' | 'quota' | 'answers'
>;

export interface Opened {
  siret: string;
  habilitation: Habilitation | undefined;
  /** The one before it. */
  replaced: Pick<Habilitation, 'number'> | undefined;
}

export function openingOf(
  api: ApiDefinition,
  { siret, habilitation, replaced }: Opened,
): LifeFacts['opening'] {
  const known = api.scopes.groups.flatMap((group) => group.scopes);
  const named = (id: string) => {
    const label = known.find((scope) => scope.id === id)?.label;
    return label ? `${label} (${id})` : id;
  };
  return {
    siret,
    scopes: (habilitation?.scopes ?? []).map(named),
    quota: habilitation ? quotaOf(api, habilitation) : '',
    replaces: replaced ? `H${replaced.number}` : '',
  };
}

/** The one granted where it is lower than the one asked for. */
function quotaOf(api: ApiDefinition, { stage, quota, answers }: Habilitation): string {
  return quota ? quotaLabel(api, stage, quota) : (askedQuota(api, stage, answers)?.asked.label ?? '');
}
