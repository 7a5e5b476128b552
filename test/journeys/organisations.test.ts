/** For whom a request is made: several organisations, a declaration that disagrees, an address that may not submit. */
import { expect, test } from 'vitest';
import type { Visitor } from './browser.ts';
import { click, fill, find, reads, until } from './pages/find.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

/** The whole form, then signed in on the summary. */
async function summaryOf(person: string, organisation?: string): Promise<Visitor> {
  const visitor = await world.visitor('chromium');
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await element.fillAll();
  await element.submit();
  await world.signInByPopup(visitor, person, organisation);
  await reads(visitor.page, 'Vous voici identifié');
  return visitor;
}

test('a travel agency that says « administration » is told so, explains itself and may submit', async () => {
  const visitor = await summaryOf('voyages');
  await reads(visitor.page, 'Votre déclaration et le répertoire ne s’accordent pas');
  await looksGood(visitor, 'organisations-01-disagreement');
  const element = world.element(visitor);
  await element.submit();
  await find(visitor.page, { role: 'link', name: 'Expliquez cet écart' });
  await fill(
    visitor.page,
    { role: 'textbox', name: 'Expliquez cet écart' },
    'Une commune nous délègue la gestion de sa cantine scolaire, par convention.',
  );
  await element.submit();
  await reads(visitor.page, 'En cours d’instruction');
});

test('a shared address is refused before submission, with the way out', async () => {
  const visitor = await summaryOf('generique');
  await reads(visitor.page, 'Votre adresse électronique ne permet pas de soumettre');
  await looksGood(visitor, 'organisations-02-shared-address');
  await world.element(visitor).submit();
  await find(visitor.page, { role: 'button', name: 'S’identifier avec une autre adresse' });
  const [row] = await world.sql`
    select count(*)::int as count from requests join users on users.id = applicant_id
    where email = 'contact@commune.example' and state <> 'draft'`;
  expect(row?.count).toBe(0);
});

test('an agent of two organisations sees for which one the request is made, and can change until submission', async () => {
  const visitor = await summaryOf('claude', 'CCAS d’Exempleville');
  await reads(visitor.page, 'CCAS d’Exempleville');
  await click(visitor.page, { role: 'button', name: 'Demander pour une autre organisation' });
  await world.signInByPopup(visitor, 'claude', 'Commune d’Exempleville');
  // What was begun for the one stays so until the person says otherwise.
  const isFor = async (name: string) => {
    const row = await find(visitor.page, { role: 'radio', name });
    return row.evaluate((radio) => (radio as HTMLInputElement).checked);
  };
  await until('the request is for the CCAS', () => isFor('CCAS d’Exempleville'));
  await click(visitor.page, { role: 'radio', name: 'Commune d’Exempleville' });
  await until('the request is for the commune', () => isFor('Commune d’Exempleville'));
  await looksGood(visitor, 'organisations-03-several');
  await world.element(visitor).submit();
  await reads(visitor.page, 'En cours d’instruction');
  await reads(visitor.page, 'Commune d’Exempleville');
  const [row] = await world.sql`
    select organisations.name from requests join organisations on organisations.id = organisation_id
    join users on users.id = applicant_id where email = 'claude.double@commune.example'`;
  expect(row?.name).toBe('Commune d’Exempleville');
});

test.each([
  ['fermee', 'fermé'],
  ['inconnue', 'répertoire'],
])(
  'an agent of an organisation that cannot ask (%s) is told why, and keeps the draft',
  async (person, word) => {
    const visitor = await world.visitor('chromium');
    const element = world.element(visitor);
    await element.openForm(world.catalogue('/minimal'));
    await fill(visitor.page, { role: 'textbox', name: 'Titre du projet' }, 'Gardé');
    await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
    await world.signInByPopup(visitor, person);
    await reads(visitor.page, word);
    await looksGood(visitor, `organisations-04-${person}`);
    expect(await element.valueOf('Titre du projet')).toBe('Gardé');
  },
);
