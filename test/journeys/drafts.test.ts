/** Nothing typed is lost: a reload, a closed tab, a lost network, a backend that is away. */
import { expect, test } from 'vitest';
import { installed } from './browser.ts';
import { click, fill, look, reads, until } from './pages/find.ts';
import { keptIn } from './pages/kept.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const title = { role: 'textbox', name: 'Titre du projet' } as const;

test.each(installed)(
  'a reload and a closed tab give the draft back, its document included, in %s',
  async (name) => {
    const visitor = await world.visitor(name);
    const element = world.element(visitor);
    await element.openForm(world.catalogue('/minimal'));
    await element.fillSteps('Mon projet');
    await element.onStep('Le cadre juridique');
    await element.attachDocument();

    await visitor.page.reload();
    await element.onStep('Le cadre juridique');
    await reads(visitor.page, 'deliberation.pdf');
    await element.previous();
    expect(await element.valueOf('Logiciel utilisé')).toBe('Cantine facile');

    const tab = await visitor.tab();
    await visitor.page.close();
    visitor.page = tab;
    const again = world.element(visitor);
    await tab.goto(world.catalogue('/minimal'));
    await again.onStep('Mon projet');
    expect(await again.valueOf('Logiciel utilisé')).toBe('Cantine facile');
  },
);

test.each(installed)('what is typed offline is sent when the network is back, in %s', async (name) => {
  const visitor = await world.visitor(name);
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await fill(visitor.page, title, 'Avant la coupure');
  await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(visitor, 'camille');
  await reads(visitor.page, 'Enregistré à');

  await visitor.page.setOfflineMode(true);
  await fill(visitor.page, title, `Pendant la coupure, ${name}`);
  await reads(visitor.page, 'Hors connexion');
  expect(await element.valueOf('Titre du projet')).toBe(`Pendant la coupure, ${name}`);

  await visitor.page.setOfflineMode(false);
  await reads(visitor.page, 'Enregistré à');
  await until('the server has what was typed', async () => {
    const titles = await world.sql`select answers ->> 'intitule' as title from requests`;
    return titles.some((row) => row.title === `Pendant la coupure, ${name}`);
  });
});

test.each(installed)(
  'a backend that goes away says so, keeps what was typed and is asked again, in %s',
  async (name) => {
    const visitor = await world.visitor(name);
    const element = world.element(visitor);
    await element.openForm(world.catalogue('/minimal'));
    await fill(visitor.page, title, 'Gardé malgré la panne');
    await reads(visitor.page, 'Gardé 7 jours dans ce navigateur');
    await until('the last word is kept', async () => (await keptIn(visitor.page)).includes('panne'));

    await world.pause(async () => {
      await visitor.page.reload();
      // What the browser's cache still has may do; where it does not, the page's own words stand in.
      await until('the fallback or the form shows', async () => {
        const fallback = { role: 'link', name: 'Demander l’accès aux données' } as const;
        return Boolean((await look(visitor.page, fallback)) ?? (await look(visitor.page, title)));
      });
    });
    await visitor.page.reload();
    await element.onStep('Mon projet');
    expect(await element.valueOf('Titre du projet')).toBe('Gardé malgré la panne');
  },
);

test('a backend that goes away between two phases is asked again on demand', async () => {
  const visitor = await world.visitor('chromium');
  const element = world.element(visitor);
  await element.open(world.catalogue('/minimal'));
  await world.pause(async () => {
    await element.becomeEligible();
    await click(visitor.page, { role: 'button', name: 'Demander l’accès aux données' });
    await reads(visitor.page, 'DataPass ne répond pas pour le moment');
  });
  await click(visitor.page, { role: 'button', name: 'Réessayer' });
  await element.choosePath();
  await click(visitor.page, { role: 'button', name: 'Commencer la demande' });
  await element.onStep('Mon projet');
});
