/** The path to production: by the sandbox first, or at once with a publisher whose tests are over. */
import { expect, test } from 'vitest';
import { click, fill, find, reads } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { canteen } from './pages/request-element.ts';
import { readyToSubmit } from './ready.ts';
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

test('a validated sandbox leads to production: three new steps, and two habilitations', {
  timeout: 240_000,
}, async () => {
  const applicant = await readyToSubmit(world, 'chromium');
  const instructor = await world.visitor('chromium');
  const { page } = applicant;
  const element = world.element(applicant);
  await element.submit();
  await reads(page, 'Votre demande est entre les mains de l’instructeur');
  const office = new InstructionPage(instructor.page, world.backend);
  await office.signIn('instructrice');
  await office.open(canteen.title);
  await office.validate();

  await reads(page, 'est délivrée');
  await find(page, { role: 'button', name: 'Demander « Production »' });
  await looksGood(applicant, 'production-01-offered');
  await click(page, { role: 'button', name: 'Demander « Production »' });
  await element.onStep('La recette fonctionnelle');
  await reads(page, 'Étape 1 sur 4');
  await click(page, { role: 'checkbox', name: 'La recette fonctionnelle de notre service est faite' });
  await element.next();
  await element.onStep('L’homologation de sécurité');
  await click(page, { role: 'radio', name: 'Par son homologation de sécurité' });
  await element.attachDocument();
  await fill(page, { role: 'textbox', name: 'Nom du signataire' }, 'Rachel Responsable');
  await fill(page, { role: 'textbox', name: 'Fonction du signataire' }, 'Directrice générale des services');
  await element.setDay('Début de validité', '2026-01-01');
  await element.setDay('Fin de l’homologation', '2100-01-01');
  await element.next();
  await element.onStep('La volumétrie');
  await click(page, { role: 'radio', name: '50 (minimum)' });
  await element.next();
  await element.promise();
  const [sandbox] =
    await world.sql`select number from requests where stage = 'sandbox' and state = 'validated'`;
  await reads(page, `Repris de D${sandbox?.number}`);
  await looksGood(applicant, 'production-02-summary');
  await element.submit();
  await reads(page, 'Votre demande est entre les mains de l’instructeur');
  await instructor.page.goto(`${world.backend}/instruction`);
  const [production] =
    await world.sql`select number from requests where stage = 'production' and state = 'submitted'`;
  await instructor.page.goto(`${world.backend}/instruction/D${production?.number}`);
  await office.validate();
  await reads(page, 'est délivrée');
  await find(page, { role: 'heading', name: 'Les demandes de ce dossier' });
  await looksGood(applicant, 'production-03-both');
  const granted = await world.sql`select stage, state from habilitations order by number`;
  expect([...granted]).toEqual([
    { stage: 'sandbox', state: 'active' },
    { stage: 'production', state: 'active' },
  ]);
  expect(applicant.complaints.errors).toEqual([]);
});
