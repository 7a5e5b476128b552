/** The people and the publisher of the demonstration: fictitious, and enough to see every journey. */
import { expect, test } from 'vitest';
import { pathEditors, pathOf } from '../../../catalogue/paths.ts';
import { readSiret } from '../../../server/organisations/siret.ts';
import { standInEditor, withStandInEditor } from '../../../server/stand-ins/editors.ts';
import { organisations } from '../../../server/stand-ins/organisations.ts';
import { people } from '../../../server/stand-ins/people.ts';
import { catalogue, definitionOf } from '../../catalogue/definitions.ts';

test('whoever may be asked for something has somebody to decide', () => {
  const providers = new Set(
    catalogue
      .list()
      .filter(({ stages }) => stages.length > 0)
      .map(({ provider }) => provider.id),
  );
  for (const provider of providers) {
    const role = `${provider}:*:instructor`;
    expect(
      people.some(({ roles }) => roles.includes(role)),
      role,
    ).toBe(true);
  }
  expect(providers.size).toBeGreaterThan(3);
});

test('somebody reads what only the security role may', () => {
  expect(people.filter(({ roles }) => roles.includes('dgfip:*:security'))).toHaveLength(1);
});

test('ids, addresses, telephones and SIRETs are their own, and nobody’s', () => {
  for (const key of ['id', 'email', 'phone'] as const) {
    expect(new Set(people.map((person) => person[key])).size, key).toBe(people.length);
  }
  for (const { siret } of Object.values(organisations)) expect(readSiret(siret)).toBe(siret);
  for (const { email, id } of people) {
    if (id !== 'freemail') expect(email).toMatch(/\.example$/);
  }
});

test('the publisher shows each outcome of the path', () => {
  const { editors } = withStandInEditor(catalogue).editors.fr;
  expect(editors).toHaveLength(catalogue.editors.fr.editors.length + 1);
  const reasons = ['impot-particulier', 'sfip', 'r2p'].map((api) => {
    const known = pathEditors(editors, api);
    const editeur = known.find(({ editor }) => editor === standInEditor.name)?.id ?? '';
    return pathOf(definitionOf(api), known, { developpement: 'editeur', editeur }).reason;
  });
  expect(reasons).toEqual(['acceptance_done', 'acceptance_pending', 'already_integrated']);
  for (const { api } of standInEditor.software) expect(catalogue.get(api), api).toBeDefined();
});
