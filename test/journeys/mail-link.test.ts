/** The link of a mail, `/demande/:api?demande=<id>`, leads to the request itself, after sign-in. */
import { expect, test } from 'vitest';
import { installed } from './browser.ts';
import { click, fill, find, gone, reads } from './pages/find.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const signIn = { role: 'button', name: 'S’identifier avec ProConnect' } as const;

test.each(installed)('the link of a mail opens the request, for its own people only, in %s', async (name) => {
  const visitor = await world.visitor(name);
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await fill(visitor.page, { role: 'textbox', name: 'Titre du projet' }, `Par courriel, ${name}`);
  await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(visitor, 'camille');
  await reads(visitor.page, 'Enregistré à');
  const [request] = await world.sql`
    select id from requests where answers ->> 'intitule' = ${`Par courriel, ${name}`}`;
  const link = `${world.backend}/demande/impot-particulier?demande=${request?.id}`;

  const elsewhere = await world.visitor(name);
  await elsewhere.page.goto(link);
  await reads(elsewhere.page, 'Identifiez-vous pour ouvrir cette demande.');
  await click(elsewhere.page, signIn);
  await world.signInByPopup(elsewhere, 'camille');
  await world.element(elsewhere).onStep('Mon projet');
  expect(await world.element(elsewhere).valueOf('Titre du projet')).toBe(`Par courriel, ${name}`);
  await gone(elsewhere.page, signIn);

  const stranger = await world.visitor(name);
  await stranger.page.goto(link);
  await click(stranger.page, signIn);
  await world.signInByPopup(stranger, 'editeur');
  await reads(stranger.page, 'n’est pas à vous');
  await find(stranger.page, { role: 'group', name: 'Vous êtes' });
});
