/** A question and its answer, before any decision: each side sees what is new, and is told by mail. */
import { expect, test } from 'vitest';
import { click, fill, find, reads } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { canteen } from './pages/request-element.ts';
import { readyToSubmit } from './ready.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

test('an instructor asks, the applicant reads and answers, and nothing is decided', async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  await world.element(applicant).submit();
  await reads(applicant.page, 'En cours d’instruction');
  const instructor = await world.visitor('chromium');
  const office = new InstructionPage(instructor.page, world.backend);
  await office.signIn('instructrice');
  await office.open(canteen.title);
  await click(instructor.page, { role: 'link', name: 'Écrire au demandeur' });
  await fill(
    instructor.page,
    { role: 'textbox', name: 'Votre message' },
    'La délibération est-elle publiée ?',
  );
  await click(instructor.page, { role: 'button', name: 'Envoyer le message' });
  await reads(instructor.page, 'Votre message est envoyé.');
  await looksGood(instructor, 'messages-01-asked');
  await reads(applicant.page, 'La délibération est-elle publiée ?');
  await looksGood(applicant, 'messages-02-new');
  await fill(applicant.page, { role: 'textbox', name: 'Votre message' }, 'Oui, sur notre site.');
  await click(applicant.page, { role: 'button', name: 'Envoyer le message' });
  await reads(applicant.page, 'Le message est envoyé.');
  await looksGood(applicant, 'messages-03-answered');
  await office.open(canteen.title);
  await reads(instructor.page, '1 non lu');
  await click(instructor.page, { role: 'link', name: 'Lire et répondre' });
  await reads(instructor.page, 'Oui, sur notre site.');
  await find(instructor.page, { role: 'button', name: 'Envoyer le message' });
  const [row] = await world.sql`select state, event_count from requests`;
  expect(row?.state).toBe('submitted');
  const read = await world.sql`select side from message_reads order by side`;
  expect(read.map(({ side }) => side)).toEqual(['applicant', 'provider']);
});
