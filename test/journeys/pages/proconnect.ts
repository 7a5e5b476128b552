/** The pages of the ProConnect stand-in: who one is, and for which organisation. */
import type { Page } from 'puppeteer-core';
import { click, isNavigation, until } from './find.ts';

/**
 * Signs in as one of the stand-in's people, in a window that is there or on the way.
 * @param person id of `server/stand-ins/people.ts`
 * @param organisation words of the one to choose, for a person who has several
 */
export async function signInAs(page: Page, person: string, organisation?: string): Promise<void> {
  let tried = false;
  await until(`${person} is chosen on the page of people`, async () => {
    // The window closes, or goes on by itself, as soon as somebody is chosen.
    if (tried && (page.isClosed() || !page.url().includes('/interaction/'))) return true;
    try {
      const button = await page.$(`[data-person="${person}"]`);
      if (!button) return false;
      tried = true;
      await button.click();
      return true;
    } catch (error) {
      if (isNavigation(error) || page.isClosed()) return false;
      throw error;
    }
  });
  if (!organisation) return;
  // The page of people names organisations too.
  await until('the page of organisations', () => shows(page, '[data-siret]'));
  await click(page, { role: 'button', name: organisation });
}

/** The stand-in shows its people. */
export async function asksWho(page: Page): Promise<void> {
  await until('the page of people', () => shows(page, '[data-person]'));
}

/** Whether something is there; not, while the page is on its way elsewhere. */
async function shows(page: Page, selector: string): Promise<boolean> {
  try {
    return (await page.$(selector)) !== null;
  } catch (error) {
    if (isNavigation(error)) return false;
    throw error;
  }
}
