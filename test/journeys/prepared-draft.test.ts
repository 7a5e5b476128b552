/** An instructor prepares a draft; the person it is for opens the mail's link, takes it up and goes on with it. */
import { expect, test } from 'vitest';
import { click, fill, find, reads, until } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { linkIn } from './pages/mailbox.ts';
import { signInAs } from './pages/proconnect.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

const email = 'camille.exemple@commune.example';

test('a draft is prepared, sent, taken up by a link, and completed in the form', async () => {
  const instructor = await world.visitor('chromium');
  const { page } = instructor;
  await new InstructionPage(page, world.backend).signIn('instructrice');
  await click(page, { role: 'link', name: 'Brouillons préparés' });
  await reads(page, 'Aucun brouillon n’est préparé.');
  await click(page, { role: 'link', name: 'Préparer un brouillon' });
  await looksGood(instructor, 'prepared-01-which');
  await page.goto(`${world.backend}/instruction/brouillons/nouveau?pour=impot-particulier:sandbox`);
  await click(page, { role: 'button', name: 'Enregistrer' });
  await reads(page, 'Donnez un titre');
  await looksGood(instructor, 'prepared-02-errors');
  await fill(page, { role: 'textbox', name: 'SIRET de l’organisation' }, '219 900 016 00011');
  await fill(page, { role: 'textbox', name: 'Adresse électronique de la personne' }, email);
  await fill(page, { role: 'textbox', name: 'Titre du projet' }, 'Tarifs préparés');
  await fill(page, { role: 'textbox', name: 'Ce qu’il lui reste à remplir' }, 'Joignez la délibération.');
  await fill(page, { role: 'textbox', name: 'Note privée' }, 'Vu au téléphone.');
  await click(page, { role: 'button', name: 'Enregistrer' });
  await reads(page, 'Pas encore envoyé');
  await looksGood(instructor, 'prepared-03-saved');
  await click(page, { role: 'link', name: 'Remplir « Mon projet »' });
  await fill(page, { role: 'textbox', name: 'Objectif général' }, 'Les tarifs de la cantine.');
  await looksGood(instructor, 'prepared-04-step');
  await click(page, { role: 'button', name: 'Enregistrer cette étape' });
  await reads(page, 'Les tarifs de la cantine.');
  await click(page, { role: 'button', name: 'Envoyer le lien' });
  await reads(page, 'Le lien part par courriel.');
  await looksGood(instructor, 'prepared-05-sent');

  const mail = await world.mailbox.waitFor(email, 'Une demande est prête à reprendre');
  const applicant = await world.visitor('chromium');
  await applicant.page.goto(linkIn(mail, '/brouillon/'));
  await reads(applicant.page, 'Connectez-vous pour le reprendre');
  // The key is in no address any more.
  expect(applicant.page.url()).not.toContain('#');
  await looksGood(applicant, 'prepared-06-link');
  await click(applicant.page, { role: 'link', name: 'Se connecter avec ProConnect' });
  await signInAs(applicant.page, 'camille');
  await reads(applicant.page, 'Puis-je demander l’accès ?');
  await click(applicant.page, { role: 'radio', name: 'Une administration ou une collectivité' });
  await click(applicant.page, { role: 'button', name: 'Continuer' });
  await find(applicant.page, { role: 'radio', name: 'Par le numéro fiscal' });
  await looksGood(applicant, 'prepared-07-questions');
  await click(applicant.page, { role: 'radio', name: 'Par le numéro fiscal' });
  await click(applicant.page, { role: 'button', name: 'Continuer' });
  await until('the hosted page', async () => applicant.page.url().includes('/demande/impot-particulier'));
  await click(applicant.page, { role: 'button', name: 'S’identifier avec ProConnect' });
  const element = world.element(applicant);
  await element.onStep('Mon projet');
  expect(await element.valueOf('Titre du projet')).toBe('Tarifs préparés');
  await looksGood(applicant, 'prepared-08-form');

  await page.reload();
  await reads(page, 'Repris par Camille Exemple');
  await looksGood(instructor, 'prepared-09-taken-up');
  await page.goto(`${world.backend}/instruction/brouillons`);
  await reads(page, 'Repris');
  await looksGood(instructor, 'prepared-10-list');
});
