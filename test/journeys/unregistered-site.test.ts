/** A site that nobody registered: eligibility and badge work, the form is offered on our hosted page. */
import { expect, test } from 'vitest';
import { installed } from './browser.ts';
import { click, find, reads } from './pages/find.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

test.each(installed)(
  'an unregistered site leads to our hosted page, and its owner is told, in %s',
  async (name) => {
    const visitor = await world.visitor(name);
    const warnings: string[] = [];
    visitor.page.on('console', (message) => warnings.push(message.text()));
    const element = world.element(visitor);
    // The same pages under another host name are another site.
    const port = new URL(world.catalogue()).port;
    await element.open(`http://127.0.0.1:${port}/impot-particulier`);
    await element.becomeEligible();
    await click(visitor.page, { role: 'button', name: 'Demander l’accès aux données' });
    await element.choosePath();
    const link = await find(visitor.page, { role: 'link', name: 'Continuer sur DataPass' });
    if (name === 'chromium') await looksGood(visitor, 'unregistered-preparations');
    await link.click();
    await find(visitor.page, { role: 'group', name: 'Vous êtes' });
    expect(visitor.page.url()).toContain(`${world.backend}/demande/impot-particulier`);
    await element.becomeEligible();
    await element.begin();
    expect(warnings.filter((text) => text.includes('is not registered'))).toHaveLength(1);
  },
);

test('the element of an unknown API says so, links to DataPass and logs one error', async () => {
  const visitor = await world.visitor('chromium');
  await visitor.page.goto(world.catalogue('/minimal'));
  await find(visitor.page, { role: 'group', name: 'Vous êtes' });
  await visitor.page.evaluate(() =>
    document.querySelector('datapass-request')?.setAttribute('api', 'nulle-part'),
  );
  await reads(visitor.page, 'Cette API n’est pas connue de DataPass');
  await find(visitor.page, { role: 'link', name: 'Continuer sur DataPass' });
  expect(visitor.complaints.console.filter((text) => text.includes('no API'))).toHaveLength(1);
});
