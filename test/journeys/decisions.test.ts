/** Decisions beside the main job: a refusal, two instructors at once, a double click on submit. */
import { beforeEach, expect, test } from 'vitest';
import { installed } from './browser.ts';
import { click, fill, find, reads, until, wordsOn } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { canteen } from './pages/request-element.ts';
import { readyToSubmit } from './ready.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

beforeEach(async () => {
  await world.sql`truncate requests cascade`;
});

test('a refusal reaches the applicant with its reason and the remedies', async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  await world.element(applicant).submit();
  await reads(applicant.page, 'En cours d’instruction');
  const instructor = await world.visitor('chromium');
  const office = new InstructionPage(instructor.page, world.backend);
  await office.signIn('instructrice');
  await office.open(canteen.title);
  await click(instructor.page, { role: 'link', name: 'Refuser' });
  await find(instructor.page, { role: 'heading', name: 'Voies de recours' });
  await looksGood(instructor, 'refusal-01-form');
  await instructor.page.goBack();
  await office.refuse('', 'La délibération jointe ne cite pas ces données.');
  await looksGood(instructor, 'refusal-02-done');
  await reads(applicant.page, 'La demande est refusée');
  await reads(applicant.page, 'La délibération jointe ne cite pas ces données.');
  await looksGood(applicant, 'refusal-03-applicant');
  const mail = await world.mailbox.waitFor('camille.exemple@commune.example', 'est refusée');
  expect(mail.text).toContain('tribunal administratif');
});

test('of two instructors who decide at the same moment one wins, and the other keeps their words', async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  await world.element(applicant).submit();
  await reads(applicant.page, 'En cours d’instruction');
  const people = ['instructrice', 'instructeur2'];
  const offices = await Promise.all(
    people.map(async (person) => {
      const visitor = await world.visitor('chromium');
      const office = new InstructionPage(visitor.page, world.backend);
      await office.signIn(person);
      await office.open(canteen.title);
      await click(visitor.page, { role: 'link', name: 'Demander une modification' });
      await fill(visitor.page, { role: 'textbox', name: 'Motif' }, `Mots de ${person}.`);
      return visitor;
    }),
  );
  await Promise.all(
    offices.map(({ page }) => click(page, { role: 'button', name: 'Envoyer la demande de modification' })),
  );
  const won = 'Votre demande de modification est envoyée';
  const lost = 'Cette demande a changé pendant que vous décidiez';
  let pages: string[] = [];
  await until('both have their answer', async () => {
    pages = await Promise.all(offices.map(({ page }) => wordsOn(page).catch(() => '')));
    return pages.every((words) => words.includes(won) || words.includes(lost));
  });
  expect(pages.filter((words) => words.includes(won))).toHaveLength(1);
  const loser = pages.findIndex((words) => words.includes(lost));
  const page = offices[loser]?.page;
  if (!page) throw new Error('Nobody lost.');
  const kept = await find(page, { role: 'textbox', name: '' });
  expect(await kept.evaluate((area) => (area as HTMLTextAreaElement).value)).toContain(
    `Mots de ${people[loser]}.`,
  );
  const [row] = await world.sql`select count(*)::int as count from events where name = 'request_changes'`;
  expect(row?.count).toBe(1);
});

test.each(installed)('a double click submits once, in %s', async (name) => {
  const applicant = await readyToSubmit(world, name);
  const button = await find(applicant.page, { role: 'button', name: 'Soumettre la demande d’habilitation' });
  await button.click({ count: 2 });
  await reads(applicant.page, 'En cours d’instruction');
  const [row] = await world.sql`select count(*)::int as count from events where name = 'submit'`;
  expect(row?.count).toBe(1);
});

test('an answer lost on the way back, and the same click again, submit once', async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  const client = await applicant.page.createCDPSession();
  await client.send('Fetch.enable', {
    patterns: [{ urlPattern: '*/submit', requestStage: 'Response' }],
  });
  let dropped = 0;
  client.on('Fetch.requestPaused', ({ requestId, request }) => {
    const drop = request.method === 'POST' && dropped++ === 0;
    void (drop
      ? client.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' })
      : client.send('Fetch.continueRequest', { requestId }));
  });
  const element = world.element(applicant);
  await element.submit();
  await reads(applicant.page, 'DataPass ne répond pas');
  await element.submit();
  await reads(applicant.page, 'En cours d’instruction');
  expect(dropped).toBeGreaterThan(1);
  const [row] = await world.sql`select count(*)::int as count from events where name = 'submit'`;
  expect(row?.count).toBe(1);
});
