/** Ready before it is sent: what a deliberation holds, and what the instructor will check. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { expect, onTestFinished, test } from 'vitest';
import { organisations } from '../../server/stand-ins/organisations.ts';
import { writtenPdf } from '../server/documents/samples.ts';
import { granted } from './granted.ts';
import { click, fill, find, reads, until } from './pages/find.ts';
import { type RequestElement, stepTitles } from './pages/request-element.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

/** Everything that the checklist seeks but the data and what they serve for. */
const deliberation = () => {
  const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
  return [
    `Extrait du registre des délibérations. Séance du ${day.format(Date.now() - 30 * 86_400_000)}.
Le conseil municipal de la commune d’Exempleville, légalement convoqué, s’est réuni en mairie ; le quorum est
atteint, et le secrétaire de séance désigné parmi les conseillers présents.
Vu le code général des collectivités territoriales ; vu l’article L.114-8 du code des relations entre le public et
l’administration ; considérant que le portail Espace famille permet l’inscription en ligne à la cantine scolaire,
et que les familles justifient aujourd’hui leur situation sur papier, ce que la commune souhaite leur éviter.`,
    `Après en avoir délibéré, à l’unanimité, décide d’utiliser l’API Impôt particulier de la DGFiP pour le tarif de la
cantine scolaire.`,
  ];
};

/** An applicant who has just attached a deliberation of these pages, and is not signed in. */
async function attached(pages: string[]) {
  await writeFile(world.document, await writtenPdf(pages));
  const applicant = await world.visitor('chromium');
  const element = world.element(applicant);
  await element.openForm(world.catalogue('/minimal'));
  await element.fillSteps('Mon projet');
  await element.onStep('Le cadre juridique');
  await element.attachDocument();
  return { applicant, page: applicant.page, element };
}

/** From the legal basis to the access through FranceConnect, for which a habilitation is held. */
async function throughFranceConnect(element: RequestElement): Promise<void> {
  await element.next();
  await element.fillSteps('Les données');
  await element.onStep('Les modalités d’accès');
  await click(element.page, { role: 'checkbox', name: 'Par FranceConnect' });
  await click(element.page, { role: 'radio', name: 'Oui, notre organisation a une habilitation' });
}

test('a deliberation is read once it is sent: what it holds shows with its page, the rest can be ticked', {
  timeout: 180_000,
}, async () => {
  const { applicant, page, element } = await attached(deliberation());
  await reads(page, 'le texte du PDF sera lu');
  await click(page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(applicant, 'camille');
  await reads(page, 'Ce que « deliberation.pdf » contient');
  await reads(page, 'page 2');
  await find(page, { role: 'checkbox', name: 'Elle énumère chaque donnée fiscale' });
  await looksGood(applicant, 'checks-01-reading');
  await click(page, { role: 'checkbox', name: 'Elle énumère chaque donnée fiscale' });
  await until('the tick is kept', async () => {
    const [text] = await world.sql`select ticked from document_texts`;
    return text?.ticked.includes('donnees');
  });

  await throughFranceConnect(element);
  await reads(page, 'Votre organisation n’en a aucune en cours');
  await find(page, { role: 'link', name: 'En demander une' });
  await looksGood(applicant, 'checks-04-held');
  await click(page, { role: 'checkbox', name: 'Par FranceConnect' });
  await click(page, { role: 'checkbox', name: 'Par le numéro fiscal' });
  await element.next();
  await element.fillSteps('Le traitement des données personnelles');
  await element.onStep('Les personnes impliquées');
  await find(page, { role: 'button', name: 'Désignation (PDF)' });
  await looksGood(applicant, 'checks-05-signing');
  expect(applicant.complaints.errors).toEqual([]);
});

test('a scan is ticked by hand, a habilitation chosen, a form downloaded and attached signed', {
  timeout: 180_000,
}, async () => {
  // As a scan: pages, and no text on them.
  const { applicant, page, element } = await attached(['', '']);
  await click(page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(applicant, 'camille');
  await reads(page, 'Ce PDF est une image, sans texte à lire');
  await click(page, { role: 'checkbox', name: 'Elle nomme le cas d’usage' });
  await until('the tick is kept', async () => {
    const kept = await world.sql`select ticked from document_texts`;
    return kept.some(({ ticked }) => ticked.join() === 'cas_usage');
  });
  await looksGood(applicant, 'checks-06-scan');

  const { siret, name } = organisations.commune;
  const number = await granted(world.sql, {
    ...{ siret, name, api: 'franceconnect', provider: 'dinum', stage: 'production' },
    title: 'Connexion au portail Espace famille',
  });
  await throughFranceConnect(element);
  await click(page, { role: 'radio', name: 'Connexion au portail Espace famille' });
  expect(await element.valueOf('Numéro de votre habilitation FranceConnect')).toBe(number);
  await looksGood(applicant, 'checks-07-chosen');
  await element.next();
  await element.fillSteps('Le traitement des données personnelles');
  await element.onStep('Les personnes impliquées');
  const folder = await mkdtemp(join(tmpdir(), 'datapass-downloads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const browser = await page.createCDPSession();
  await browser.send('Browser.setDownloadBehavior', {
    ...{ behavior: 'allow', downloadPath: folder, browserContextId: applicant.context.id ?? '' },
  });
  await click(page, { role: 'button', name: 'Désignation (PDF)' });
  let form = '';
  await until('the form is downloaded', async () => {
    form = (await readdir(folder)).find((file) => file.endsWith('.pdf')) ?? '';
    return form !== '';
  });
  const input = await find(page, { role: 'file', name: 'Choisir un fichier' });
  await (input as ElementHandle<HTMLInputElement>).uploadFile(join(folder, form));
  await reads(page, form);
  await until('it is attached', async () => {
    const [row] = await world.sql`select name from documents where field = 'documents_signes'`;
    return row?.name === form;
  });
  await looksGood(applicant, 'checks-08-signed');
  expect(applicant.complaints.errors).toEqual([]);
});

test('a blocking check stops and says why; an unusual datum asks for its reason', {
  timeout: 180_000,
}, async () => {
  const applicant = await world.visitor('chromium');
  const { page } = applicant;
  const element = world.element(applicant);
  await element.openForm(world.catalogue('/minimal'));
  for (const title of stepTitles.slice(0, -1)) {
    await element.onStep(title);
    await element.fillStep(title);
    if (title === 'Les données')
      await click(page, { role: 'checkbox', name: 'Nombre de personnes à charge' });
    if (title === 'Le traitement des données personnelles') {
      await click(page, { role: 'disclosure', name: 'Ce que l’instructeur vérifiera' });
      await fill(page, { role: 'textbox', name: 'Durée de conservation' }, '60');
      await reads(page, 'Ramenez la durée de conservation à 36 mois');
      await reads(page, 'à corriger avant l’envoi');
      await looksGood(applicant, 'checks-02-panel');
      await element.next();
      await find(page, { role: 'heading', name: 'réponse à corriger' });
      await fill(page, { role: 'textbox', name: 'Durée de conservation' }, '12');
    }
    await element.next();
  }
  await element.onStep('La synthèse');
  await reads(page, 'Retirez les données inhabituelles');
  await looksGood(applicant, 'checks-03-summary');
  await fill(
    page,
    { role: 'textbox', name: 'À quoi servent ces données inhabituelles' },
    'Le tarif dépend du nombre d’enfants.',
  );
  await reads(page, 'expliqué');
  await element.promise();
  await element.submit();
  await world.signInByPopup(applicant, 'camille');
  await reads(page, 'Vous voici identifié');
  await element.submit();
  await reads(page, 'Votre demande est entre les mains de l’instructeur');
  expect(applicant.complaints.errors).toEqual([]);
});
