/** Who is signed in, in which tab, and what stays behind. */
import { expect, test } from 'vitest';
import { installed, type Visitor } from './browser.ts';
import { click, fill, find, gone, reads } from './pages/find.ts';
import { keptIn } from './pages/kept.ts';
import { asksWho } from './pages/proconnect.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const signIn = { role: 'button', name: 'S’identifier avec ProConnect' } as const;
const signOut = { role: 'button', name: 'Se déconnecter' } as const;
const title = { role: 'textbox', name: 'Titre du projet' } as const;

async function writeDraft(visitor: Visitor, words: string): Promise<void> {
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await fill(visitor.page, title, words);
  await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(visitor, 'camille');
  await reads(visitor.page, 'Vous êtes Camille Exemple.');
  await reads(visitor.page, 'Enregistré à');
}

test.each(installed)('two tabs that refresh at once both stay signed in, in %s', async (name) => {
  const visitor = await world.visitor(name);
  await writeDraft(visitor, `Deux onglets, ${name}`);
  const other = await visitor.tab();
  await other.goto(world.catalogue('/minimal'));
  await reads(other, 'Vous êtes Camille Exemple.');

  // Their quarter of an hour is over.
  await world.sql`delete from oauth_records where model = 'AccessToken'`;
  // By script: a mouse moves in one tab at a time.
  const buttons = await Promise.all(
    [visitor.page, other].map((page) => find(page, { role: 'button', name: 'Mes demandes' })),
  );
  await Promise.all(buttons.map((button) => button.evaluate((element) => element.click())));
  for (const page of [visitor.page, other]) {
    await reads(page, `Deux onglets, ${name}`);
    await reads(page, 'Vous êtes Camille Exemple.');
  }
});

test.each(installed)(
  'after signing out nothing of the first agent is left for the second one, in %s',
  async (name) => {
    const visitor = await world.visitor(name);
    await writeDraft(visitor, `Brouillon de Camille, ${name}`);
    await click(visitor.page, signOut);
    await find(visitor.page, signIn);
    expect(await keptIn(visitor.page)).not.toContain('Camille');

    await visitor.page.reload();
    await click(visitor.page, signIn);
    await world.signInByPopup(visitor, 'dominique');
    await reads(visitor.page, 'Vous êtes Dominique Modèle.');
    // A colleague of the same organisation sees that the request exists, as somebody else's.
    await reads(visitor.page, 'par Camille Exemple');
    await click(visitor.page, { role: 'button', name: 'Nouvelle demande' });
    const element = world.element(visitor);
    await element.becomeEligible();
    await element.begin();
    expect(await element.valueOf('Titre du projet')).toBe('');
  },
);

test('signing out ends the grant, the store and our own session', async () => {
  const visitor = await world.visitor('chromium');
  await writeDraft(visitor, 'Avant de partir');
  await click(visitor.page, signOut);
  await gone(visitor.page, signOut);
  const [records] = await world.sql`
    select count(*)::int as count from oauth_records where model in ('AccessToken', 'RefreshToken', 'Grant')
    and payload ->> 'accountId' in (select id::text from users where email = 'camille.exemple@commune.example')`;
  expect(records?.count).toBe(0);
  await visitor.page.reload();
  await find(visitor.page, signIn);
  const tab = await visitor.tab();
  await tab.goto(`${world.backend}/connexion?retour=/`);
  await asksWho(tab);
});
