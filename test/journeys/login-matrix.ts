/**
 * Signing in from a host page, whatever Cross-Origin-Opener-Policy the host and ProConnect send, in a popup and
 * without one. The person comes back to the step they were at, with what they had typed.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenerPolicy } from '../../server/stand-ins/proconnect.ts';
import type { BrowserName } from '../support/browsers.ts';
import { popupOf } from './browser.ts';
import { click, fill, reads, until } from './pages/find.ts';
import { signInAs } from './pages/proconnect.ts';
import { openWorld } from './world.ts';

const hosts = ['unsafe-none', 'same-origin', 'same-origin-allow-popups'];
const providers: OpenerPolicy[] = ['none', 'same-origin', 'same-origin-allow-popups'];
const cases = hosts.flatMap((host) => providers.map((provider) => ({ host, provider })));
const title = { role: 'textbox', name: 'Titre du projet' } as const;

export async function loginMatrix(browser: BrowserName): Promise<void> {
  const world = await openWorld();

  describe.each(cases)('host $host, ProConnect $provider', ({ host, provider }) => {
    const words = `Un titre tapé sous ${host} et ${provider}`;

    beforeEach(() => world.proconnect.setOpenerPolicy(provider));

    test('a popup signs in, closes, and the form goes on', async () => {
      const visitor = await world.visitor(browser);
      const element = world.element(visitor);
      await element.openForm(world.catalogue(`/coop/${host}/minimal`));
      await fill(visitor.page, title, words);
      await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
      await signInAs(await popupOf(visitor, [visitor.page]), 'camille');
      await reads(visitor.page, 'Vous êtes Camille Exemple.');
      await reads(visitor.page, 'Enregistré à');
      await element.onStep('Mon projet');
      expect(await element.valueOf('Titre du projet')).toBe(words);
      await until('the popup is closed', async () => (await visitor.context.pages()).length === 1);
      expect(new URL(visitor.page.url()).hash).toBe('');
      expect(visitor.complaints.errors).toEqual([]);
    });

    test('without a popup the page itself goes to ProConnect and back', async () => {
      const visitor = await world.visitor(browser, { popups: 'blocked' });
      const element = world.element(visitor);
      await element.openForm(world.catalogue(`/coop/${host}/minimal`));
      await fill(visitor.page, title, words);
      await click(visitor.page, { role: 'button', name: 'Enregistrer', exact: true });
      await signInAs(visitor.page, 'camille');
      await reads(visitor.page, 'Vous êtes Camille Exemple.');
      await reads(visitor.page, 'Enregistré à');
      await element.onStep('Mon projet');
      expect(await element.valueOf('Titre du projet')).toBe(words);
      expect(new URL(visitor.page.url()).hash).toBe('');
      expect(visitor.complaints.errors).toEqual([]);
    });
  });
}
