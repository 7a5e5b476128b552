/** The path to production: by the sandbox first, or at once with a publisher whose tests are over. */
import { expect, test } from 'vitest';
import { granted } from './granted.ts';
import { click, fill, find, gone, look, reads, until, wordsOn } from './pages/find.ts';
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
  await reads(page, 'Étape 1 sur 9');
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

test('in Firefox, in English: a publisher that spares its clients the request, and the checks', {
  timeout: 120_000,
}, async () => {
  const applicant = await world.visitor('firefox');
  const { page } = applicant;
  await page.goto(`${world.backend}/demande/api-entreprise?lang=en`);
  await click(page, { role: 'radio', name: 'An administration or a local authority' });
  await click(page, { role: 'radio', name: 'Software, developed by us or by a publisher' });
  await click(page, { role: 'button', name: 'Request access to the data' });
  await find(page, { role: 'heading', name: 'Where to begin' });
  await click(page, { role: 'radio', name: 'A software publisher' });
  const list = await find(page, { role: 'combobox', name: 'Which publisher' });
  await list.select('achatpublic/achatpublic-com');
  await reads(page, 'You have nothing to ask for');
  await looksGood(applicant, 'path-04-integrated-en');
  await click(page, { role: 'button', name: 'Make a request all the same' });
  await click(page, { role: 'button', name: 'Start the request' });
  await click(page, { role: 'disclosure', name: 'What the instructor will check' });
  await reads(page, 'These points are checked while you answer');
  await looksGood(applicant, 'checks-09-panel-en');
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

test('a client whose publisher has given its security questionnaire chooses that one', {
  timeout: 180_000,
}, async () => {
  const number = await granted(world.sql, {
    ...{ siret: '99000010100016', name: 'Éditions Logicielles Fictives', title: 'Logiciel Fictif' },
    ...{ api: 'impot-particulier', provider: 'dgfip', stage: 'sandbox' },
    answers: {
      editor_questionnaire: { o1: 'oui', mise_en_oeuvre: 'Confidentiel et fictif.' },
      editor_questionnaire_date: new Date().toISOString().slice(0, 10),
    },
  });
  const applicant = await world.visitor('chromium');
  const { page } = applicant;
  const element = world.element(applicant);
  await element.open(`${world.backend}/demande/impot-particulier`);
  await element.becomeEligible();
  await click(page, { role: 'button', name: 'Demander l’accès aux données' });
  await find(page, { role: 'heading', name: 'Par où commencer' });
  await click(page, { role: 'radio', name: 'Un éditeur de logiciels' });
  const list = await find(page, { role: 'combobox', name: 'Quel éditeur' });
  await list.select('editions_logicielles_fictives/logiciel-fictif');
  await element.next();
  await click(page, { role: 'button', name: 'Commencer la demande' });
  await element.onStep('Mon projet');
  await click(page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(applicant, 'dominique');
  await reads(page, 'Enregistré à');
  // Its steps are open to who comes back to it.
  const [draft] =
    await world.sql`select id from requests where state = 'draft' order by created_at desc limit 1`;
  await page.goto(`${world.backend}/demande/impot-particulier?request=${draft?.id}`);
  await click(page, { role: 'disclosure', name: 'Revenir à une étape' });
  expect(await look(page, { role: 'button', name: 'La recette fonctionnelle' })).toBeUndefined();
  await click(page, { role: 'button', name: 'L’homologation de sécurité', exact: true });
  await click(page, { role: 'radio', name: 'nous n’avons pas les moyens techniques' });
  await click(page, { role: 'radio', name: number });
  expect(await element.valueOf('Questionnaire déjà déposé par votre éditeur')).toBe(number);
  await gone(page, { role: 'group', name: 'Un responsable de la sécurité' });
  expect(await wordsOn(page)).not.toContain('Confidentiel et fictif');
  await looksGood(applicant, 'path-03-lent');
  await until('the choice is kept', async () => {
    const [row] = await world.sql`select answers from requests where id = ${draft?.id}`;
    return row?.answers.safety_questionnaire_editor === number;
  });
  expect(applicant.complaints.errors).toEqual([]);
});
