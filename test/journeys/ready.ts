/** The way to the last click, which several journeys share. */
import type { BrowserName } from '../support/browsers.ts';
import type { Visitor } from './browser.ts';
import { reads } from './pages/find.ts';
import type { World } from './world.ts';

/** Fills everything in, signs in, and stands before « Soumettre ». @param page path on the catalogue */
export async function readyToSubmit(world: World, browser: BrowserName, page = '/minimal'): Promise<Visitor> {
  const applicant = await world.visitor(browser);
  const element = world.element(applicant);
  await element.openForm(world.catalogue(page));
  await element.fillAll();
  await element.submit();
  await world.signInByPopup(applicant, 'camille');
  await reads(applicant.page, 'Vous voici identifié');
  return applicant;
}
