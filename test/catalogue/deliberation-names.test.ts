import { expect, test } from 'vitest';
import type { Definition } from '../../catalogue/definition.ts';
import { inconsistencies } from '../../server/catalogue/consistency.ts';
import { loadCatalogue } from '../../server/catalogue/load.ts';

const file = (await loadCatalogue('catalogue')).get('impot-particulier') as Definition;
const spoilt = (
  change: (copy: Definition & { deliberation: NonNullable<Definition['deliberation']> }) => void,
) => {
  const copy = structuredClone(file) as Parameters<typeof change>[0];
  change(copy);
  return inconsistencies(copy).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test('a checklist that names what does not exist is told where', () => {
  expect(spoilt(() => {})).toEqual([]);
  const found = spoilt(({ deliberation }) => {
    deliberation.field = 'specific_requirements_document';
    deliberation.use_case_words.cantine = ['cantine'];
    deliberation.scope_words.dgfip_rfrr = ['revenu'];
    deliberation.items.push(...deliberation.items.slice(0, 1));
  });
  expect(found).toEqual([
    expect.stringContaining('deliberation.field: the id of a field of PDF documents'),
    expect.stringContaining('deliberation.items.6.id: another name'),
    expect.stringContaining('deliberation.use_case_words.cantine: the id of a use case'),
    expect.stringContaining('deliberation.scope_words.dgfip_rfrr: the id of a scope'),
  ]);
});

test('forms to sign need a field where they come back', () => {
  const found = spoilt(({ steps }) => {
    for (const step of steps) step.fields = step.fields.filter(({ id }) => id !== 'documents_signes');
  });
  expect(found).toEqual([expect.stringContaining('forms_to_sign: nothing, or a field of documents')]);
});
