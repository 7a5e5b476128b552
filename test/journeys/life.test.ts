/** What becomes of a request after its validation: updated, refused, renewed as it is; its habilitation stays meanwhile. */
import { expect, test } from 'vitest';
import { click, fill, find, reads, until } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { canteen } from './pages/request-element.ts';
import { readyToSubmit } from './ready.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

/** Of the habilitations, in the order they were issued. */
const states = async (): Promise<string[]> =>
  (await world.sql`select state from habilitations order by number`).map(({ state }) => state as string);

// Nine screens, each looked at twice.
test('an update that is refused leaves the habilitation in force; a renewal as it is takes three answers', {
  timeout: 240_000,
}, async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  const { page } = applicant;
  const element = world.element(applicant);
  await element.submit();
  await reads(page, 'En cours d’instruction');
  await click(page, { role: 'button', name: 'Retirer de l’instruction' });
  await reads(page, 'Elle redevient un brouillon');
  await looksGood(applicant, 'life-01-withdraw');
  await click(page, { role: 'button', name: 'Non, la laisser à l’instruction' });

  const instructor = await world.visitor('chromium');
  const office = new InstructionPage(instructor.page, world.backend);
  await office.signIn('instructrice');
  await office.open(canteen.title);
  await office.validate();
  await reads(page, 'est délivrée');
  await looksGood(applicant, 'life-02-validated');
  // Renewing is offered once its end is near.
  await world.sql`update habilitations set expires_at = now() + interval '60 days'`;

  await click(page, { role: 'button', name: 'Mettre à jour', exact: true });
  await reads(page, 'Elle reste en vigueur, telle qu’elle est');
  await click(page, { role: 'button', name: 'Oui, ouvrir le formulaire' });
  await element.onStep('Mon projet');
  expect(await states()).toEqual(['active']);
  await fill(page, { role: 'textbox', name: 'Titre du projet' }, 'Cantine et garderie');
  await click(page, { role: 'disclosure', name: 'Revenir à une étape' });
  await click(page, { role: 'button', name: 'La synthèse', exact: true });
  await element.promise();
  await reads(page, 'Abandonner ces changements');
  await looksGood(applicant, 'life-03-update');
  await element.submit();
  await reads(page, 'Mise à jour en cours d’instruction');
  await reads(page, 'reste en vigueur, telle qu’elle est, jusqu’à la décision');
  await looksGood(applicant, 'life-04-sent');

  await office.open('Cantine et garderie');
  await reads(instructor.page, 'Mise à jour');
  await reads(instructor.page, 'Ce qui a changé depuis l’habilitation');
  await looksGood(instructor, 'life-05-instruction');
  await click(instructor.page, { role: 'link', name: 'Refuser' });
  await click(instructor.page, { role: 'radio', name: '' });
  const reason = 'La garderie n’est pas visée par la délibération.';
  await fill(instructor.page, { role: 'textbox', name: 'Motif' }, reason);
  await click(instructor.page, { role: 'button', name: 'Refuser la mise à jour' });
  await reads(instructor.page, 'La mise à jour est refusée. L’habilitation reste en vigueur');
  await reads(page, 'La mise à jour est refusée, l’habilitation reste en vigueur');
  await reads(page, reason);
  await find(page, { role: 'link', name: 'Récupérer mon accès' });
  await looksGood(applicant, 'life-06-refused');
  expect(await states()).toEqual(['active']);

  await click(page, { role: 'button', name: 'Remplacer une personne' });
  await reads(page, 'l’instructeur est seulement informé');
  await fill(page, { role: 'textbox', name: 'Prénom', group: 'Contact technique' }, 'Thaïs');
  await looksGood(applicant, 'life-07-people');
  await click(page, { role: 'button', name: 'Enregistrer les personnes' });
  await reads(page, 'Les personnes sont à jour.');

  await click(page, { role: 'button', name: 'Renouveler l’habilitation' });
  for (const group of ['Le projet et son objet', 'Les données demandées', 'Les personnes nommées']) {
    await click(page, { role: 'radio', name: 'Oui', group });
  }
  await until('every commitment is ticked', () => page.evaluate(tickAll));
  await looksGood(applicant, 'life-08-renewal');
  await click(page, { role: 'button', name: 'Demander le renouvellement' });
  await reads(page, 'Renouvellement en cours d’instruction');
  await office.open(canteen.title);
  await reads(instructor.page, 'Renouvellement');
  await looksGood(instructor, 'life-09-instruction');
  await office.validate();
  await reads(page, 'est délivrée');
  expect(await states()).toEqual(['obsolete', 'active']);
});

/** Runs in the page. */
function tickAll(): boolean {
  const root = document
    .querySelector('datapass-request')
    ?.shadowRoot?.querySelector('datapass-follow-up')?.shadowRoot;
  const boxes = [...(root?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
  for (const box of boxes) if (!box.checked) box.click();
  return boxes.length > 0 && boxes.every((box) => box.checked);
}
