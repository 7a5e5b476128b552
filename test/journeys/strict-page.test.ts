/**
 * A host page under the strictest policy that can still embed us (no inline style, no other script, Trusted Types):
 * the whole applicant path without one violation.
 */
import { expect, test } from 'vitest';
import { installed, violationsOf } from './browser.ts';
import { reads } from './pages/find.ts';
import { readyToSubmit } from './ready.ts';
import { openWorld } from './world.ts';

const world = await openWorld();

test.each(installed)(
  'a strict page sees no violation from the question to the submission, in %s',
  async (name) => {
    const applicant = await readyToSubmit(world, name, '/strict/impot-particulier');
    await world.element(applicant).submit();
    await reads(applicant.page, 'En cours d’instruction');
    expect(await violationsOf(applicant)).toEqual([]);
    expect(applicant.complaints.errors).toEqual([]);
  },
);

test.each(installed)('a violation on such a page is seen by this test, in %s', async (name) => {
  const visitor = await world.visitor(name);
  await world.element(visitor).open(world.catalogue('/strict/minimal'));
  await visitor.page.evaluate(() => {
    document.body.setAttribute('style', 'color: red');
  });
  expect(await violationsOf(visitor)).not.toEqual([]);
});
