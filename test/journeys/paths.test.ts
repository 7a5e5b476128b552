/** The path to production: by the sandbox first, or at once with a publisher whose tests are over. */
import { expect, test } from 'vitest';
import { click, find, reads } from './pages/find.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

test('a publisher whose tests are over leads straight to production, and its name goes with the request', async () => {
  const applicant = await world.visitor('chromium');
  const { page } = applicant;
  const element = world.element(applicant);
  await element.open(world.catalogue('/minimal'));
  await element.becomeEligible();
  await click(page, { role: 'button', name: 'Demander l’accès aux données' });
  await looksGood(applicant, 'path-01-question');
  await click(page, { role: 'radio', name: 'Un éditeur de logiciels' });
  const list = await find(page, { role: 'combobox', name: 'Quel éditeur' });
  await list.select('autre');
  await reads(page, 'D’abord « Bac à sable »');
  await list.select('editions_logicielles_fictives/logiciel-fictif');
  await reads(page, 'Directement « Production »');
  await click(page, { role: 'disclosure', name: 'Ce qu’il faut demander à votre éditeur' });
  await click(page, { role: 'checkbox', name: 'Ses règles de calcul sont-elles les vôtres' });
  await reads(page, '(1/6)');
  await looksGood(applicant, 'path-02-publisher');

  await element.next();
  await find(page, { role: 'heading', name: 'Ce qu’il vous faudra' });
  await element.previous();
  await reads(page, 'Directement « Production »');
  await element.next();
  await click(page, { role: 'button', name: 'Commencer la demande' });
  await element.onStep('Mon projet');
  await reads(page, 'Étape 1 sur 10');
  expect(await element.valueOf('Nom de l’éditeur')).toContain('Fictives');
  expect(await element.valueOf('Logiciel utilisé')).toBe('Logiciel Fictif');

  await click(page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(applicant, 'camille');
  await reads(page, 'Enregistré à');
  const [row] = await world.sql`select stage, eligibility from requests`;
  expect(row).toMatchObject({
    stage: 'production',
    eligibility: {
      developpement: 'editeur',
      editeur: 'editions_logicielles_fictives/logiciel-fictif',
    },
  });
  expect(applicant.complaints.errors).toEqual([]);
});
