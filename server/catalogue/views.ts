/** What the catalogue shows of an API besides its whole definition. Pure. */
import type { ApiDefinition, EligibilityPart } from '../../catalogue/definition.ts';
import { type Editors, editorsFor } from '../../catalogue/editors.ts';
import { hasPath } from '../../catalogue/paths.ts';

/** One API in the list. @param url our page to ask for it */
export function summaryOf(api: ApiDefinition, url: string) {
  const { id, aliases, version, title, summary, provider, access, accepting, links } = api;
  return {
    ...{ id, aliases, version, title, summary, provider, access, accepting, links, url },
    stages: api.stages.map(({ id, label, definition_id }) => ({ id, label, definition_id })),
  };
}

/**
 * What travels of a definition: how the text of a deliberation is recognised, which controls the provider makes,
 * which rules decide, what is granted along, who opens the API, and why a request may be refused, serve the server alone.
 */
export function travelling({
  deliberation,
  children: _children,
  controls: _controls,
  rules: _rules,
  two_people: _people,
  api_team: _team,
  target_days: _days,
  refusal_reasons: _reasons,
  ...api
}: ApiDefinition) {
  return { ...api, ...(deliberation && { deliberation: { field: deliberation.field } }) };
}

/** @param days from submission to decision, null where nothing has been measured */
export function eligibilityPart(api: ApiDefinition, days: number | null): EligibilityPart {
  const { id, version, title, summary, provider, accepting, notices, eligibility, preparations } = api;
  return {
    ...{ id, version, title, summary, provider, accepting, notices, eligibility, preparations },
    median_days: days,
    has_path: hasPath(api),
  };
}

/** The publishers known for an API, or all of them, and what to ask one's own. @param api its id */
export function editorsPart({ questions, editors }: Editors, api: string | undefined): Editors {
  return { questions, editors: api === undefined ? editors : editorsFor(editors, api) };
}
