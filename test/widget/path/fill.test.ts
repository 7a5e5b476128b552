/** What the path gives to the form. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import type { Values } from '../../../widget/drafts/draft.ts';
import { type FromPath, fill } from '../../../widget/path/fill.ts';

const catalogue = await loadCatalogue(join(import.meta.dirname, '../../../catalogue'));
const definition = catalogue.localised('impot-particulier', 'fr') as ApiDefinition;

function filled(values: Values, fromPath: FromPath, stage = 'sandbox'): Values {
  let after = values;
  const change = (changes: Values) => {
    after = { ...after, ...changes };
  };
  fill({ definition, stage, values, change }, fromPath);
  return after;
}

const editor = { technical_team_type: 'software_company', technical_team_value: 'Éditions' };
const team = { technical_team_type: 'internal_team' };

test('fills what is empty, and leaves what the person typed', () => {
  const after = filled({ technical_team_value: 'Autre' }, { now: editor, before: {} });
  expect(after).toEqual({ technical_team_type: 'software_company', technical_team_value: 'Autre' });
});

test('takes back what another answer had given, while nobody has changed it', () => {
  const after = filled({ ...editor }, { now: team, before: editor });
  expect(after).toEqual({ technical_team_type: 'internal_team', technical_team_value: undefined });
});

test('drops, in the sandbox, what only production asks, and nothing in production', () => {
  const values = { volumetrie_appels_par_minute: '50', '@use_case': null, '!terms': true };
  expect(filled(values, { now: {}, before: {} }).volumetrie_appels_par_minute).toBeUndefined();
  expect(filled(values, { now: {}, before: {} })['!terms']).toBe(true);
  expect(filled(values, { now: {}, before: {} }, 'production')).toEqual(values);
});
