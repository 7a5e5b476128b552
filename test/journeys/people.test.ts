/** Nobody fills a form alone: inviting from the form, what others did, advice, and a request that changes hands. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { newId } from '../../server/database/columns.ts';
import type { RequestView } from '../../server/http/api.ts';
import { complete } from '../server/requests/fixture.ts';
import { type ApplicantClient, applicantClient } from '../support/sign-in.ts';
import { type Visitor, violationsOf } from './browser.ts';
import { click, fill, find, gone, look, reads, until } from './pages/find.ts';
import { signInAs } from './pages/proconnect.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

/** Every screen is read by axe-core at two widths: a minute's work where other tests run beside. */
const screens = { timeout: 180_000 };

const inviting = 'Faire remplir ou confirmer cette étape par un collègue';
const dominique = {
  given_name: 'Dominique',
  family_name: 'Modèle',
  email: 'dominique.modele@commune.example',
  phone: '01 99 00 00 02',
  job_title: 'Délégué à la protection des données',
};

/** A draft of Camille's, without its technical contact. */
async function draftOfCamille(
  changes: object = {},
): Promise<{ camille: ApplicantClient; draft: RequestView }> {
  const camille = await applicantClient(world.stack, 'camille');
  const { contact_technique: _, ...answers } = complete().answers;
  const draft = await camille.json<RequestView>('/requests', {
    method: 'POST',
    body: JSON.stringify({ ...complete(), answers: { ...answers, ...changes } }),
    headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
  });
  return { camille, draft };
}

const present = ({ camille, draft }: { camille: ApplicantClient; draft: RequestView }) =>
  camille.json<RequestView>(`/requests/${draft.id}`);

/** Somebody on our page of one request, signed in. Their « yes » to every question is kept. */
async function openAs(person: string, { id }: { id: string }): Promise<Visitor & { sure: string[] }> {
  const visitor = await world.visitor('chromium');
  const { page } = visitor;
  const sure: string[] = [];
  page.on('dialog', (dialog) => {
    sure.push(dialog.message());
    void dialog.accept();
  });
  await page.goto(`${world.backend}/demande/impot-particulier?demande=${id}`);
  await click(page, { role: 'button', name: 'S’identifier avec ProConnect' });
  await world.signInByPopup(visitor, person);
  return Object.assign(visitor, { sure });
}

async function toStep(page: Page, title: string): Promise<void> {
  const step = { role: 'button', name: title, exact: true } as const;
  // It stays open from one step to the next.
  if (!(await look(page, step))) await disclose(page, 'Revenir à une étape');
  await click(page, step);
  await find(page, { role: 'heading', name: title, exact: true });
}

const disclose = (page: Page, name: string) => click(page, { role: 'disclosure', name });
const address = { role: 'textbox', name: 'Son adresse électronique' } as const;
const send = { role: 'button', name: 'Envoyer l’invitation' } as const;
const linkIn = (text: string): string => /https?:\S+\/invitation\/\S+/.exec(text)?.[0] ?? '';

async function linkTo(email: string): Promise<string> {
  return linkIn((await world.mailbox.waitFor(email, 'Camille Exemple vous')).text);
}

/** Opens the mail's link on another machine, and shows who they are by the code that they receive. */
async function guestByCode(email: string, [given, family]: [string, string]): Promise<Visitor> {
  const guest = await world.visitor('chromium');
  await guest.page.goto(await linkTo(email));
  await click(guest.page, { role: 'button', name: 'Recevoir un code' });
  const mail = await world.mailbox.waitFor(email, 'Votre code pour DataPass');
  await fill(guest.page, { role: 'textbox', name: 'Code reçu' }, /> (\d{6})/.exec(mail.text)?.[1] ?? '');
  await fill(guest.page, { role: 'textbox', name: 'Prénom' }, given);
  await fill(guest.page, { role: 'textbox', name: 'Nom', exact: true }, family);
  await click(guest.page, { role: 'button', name: 'Continuer' });
  await reads(guest.page, 'vous pouvez maintenant écrire');
  return guest;
}

test(
  'a colleague fills a step, the officer confirms one, and the applicant sees who did what',
  screens,
  async () => {
    const email = 'eden.fictif@editeur.example';
    const work = await draftOfCamille({ delegue_protection_donnees: dominique });
    const applicant = await openAs('camille', work.draft);
    const { page } = applicant;
    await toStep(page, 'Les personnes impliquées');
    await disclose(page, inviting);
    await find(page, address);
    await looksGood(applicant, 'people-01-inviting');
    await fill(page, address, 'eden');
    await click(page, send);
    await reads(page, 'Écrivez une adresse électronique complète');
    await looksGood(applicant, 'people-02-wrong');
    await fill(page, address, email);
    await click(page, send);
    await reads(page, `L’invitation part vers ${email}.`);
    await looksGood(applicant, 'people-03-invited');

    // What the applicant goes on typing meanwhile stays.
    await fill(page, { role: 'textbox', name: 'Fonction', group: 'Responsable' }, 'Maire');
    const guest = await guestByCode(email, ['Éden', 'Fictif']);
    for (const [label, text] of [
      ['Prénom', 'Lou'],
      ['Nom', 'Bernard'],
      ['Adresse électronique', 'lou.bernard@editeur.example'],
      ['Téléphone', '01 23 45 67 89'],
      ['Fonction', 'Développeuse'],
    ] as const) {
      const group = 'Contact technique';
      await fill(guest.page, { role: 'textbox', name: label, exact: true, group }, text);
    }
    await click(guest.page, { role: 'button', name: 'Enregistrer et terminer' });
    await reads(guest.page, 'Merci : l’étape est remplie');

    await reads(page, 'Éden Fictif a répondu pendant que vous remplissiez');
    await reads(page, 'Remplie par Éden Fictif le');
    expect(await world.element(applicant).valueOf('Prénom', 'Contact technique')).toBe('Lou');
    expect(await world.element(applicant).valueOf('Fonction', 'Responsable')).toBe('Maire');
    await looksGood(applicant, 'people-04-answered');

    await toStep(page, 'Le traitement des données personnelles');
    await disclose(page, inviting);
    await click(page, { role: 'radio', name: 'Confirmer ce que dit cette étape' });
    await click(page, { role: 'radio', name: 'Dominique Modèle' });
    await looksGood(applicant, 'people-05-confirming');
    await click(page, send);
    await reads(page, `L’invitation part vers ${dominique.email}.`);
    const officer = await world.visitor('chromium');
    await officer.page.goto(await linkTo(dominique.email));
    await click(officer.page, { role: 'link', name: 'Se connecter avec ProConnect' });
    await signInAs(officer.page, 'dominique');
    await click(officer.page, { role: 'button', name: 'Confirmer' });
    await reads(officer.page, 'votre confirmation est enregistrée');

    await toStep(page, 'La synthèse');
    await reads(page, 'Confirmé par Dominique Modèle le');
    await reads(page, 'Dernières réponses données par Éden Fictif.');
    await looksGood(applicant, 'people-06-summary');
    await toStep(page, 'Le traitement des données personnelles');
    await fill(page, { role: 'textbox', name: 'Durée de conservation' }, '6');
    await click(page, { role: 'button', name: 'Enregistrer', exact: true });
    await reads(page, 'l’étape a changé depuis');
    expect(await violationsOf(applicant)).toEqual([]);
    const view = await present(work);
    expect(view.answers.contact_technique).toMatchObject({ given_name: 'Lou' });
    expect(view.answers.responsable_traitement).toMatchObject({ job_title: 'Maire' });
  },
);

test('an invitation that is revoked opens nothing any more', async () => {
  const email = 'retiree@editeur.example';
  const { draft } = await draftOfCamille();
  const applicant = await openAs('camille', draft);
  await disclose(applicant.page, inviting);
  await fill(applicant.page, address, email);
  await click(applicant.page, send);
  const link = await linkTo(email);
  await click(applicant.page, { role: 'button', name: `Retirer ${email}` });
  await reads(applicant.page, 'Retirée le');
  expect(applicant.sure).toEqual([expect.stringContaining(`Retirer l’invitation de ${email}`)]);
  await gone(applicant.page, { role: 'button', name: `Retirer ${email}` });
  const guest = await world.visitor('chromium');
  await guest.page.goto(link);
  await reads(guest.page, 'Cette invitation a été retirée');
});

test('the local adviser comments on the draft, and the applicant answers', screens, async () => {
  const email = 'cdl@dgfip.example';
  const { draft } = await draftOfCamille();
  const applicant = await openAs('camille', draft);
  await toStep(applicant.page, 'La synthèse');
  await disclose(applicant.page, 'Demander l’avis de votre conseiller local (CDL, CDNE)');
  await fill(applicant.page, address, email);
  await looksGood(applicant, 'people-07-adviser');
  await click(applicant.page, send);
  await reads(applicant.page, `L’invitation part vers ${email}.`);
  const adviser = await guestByCode(email, ['Claude', 'Conseil']);
  await fill(
    adviser.page,
    { role: 'textbox', name: 'Votre commentaire' },
    'Citez la délibération du 12 mars.',
  );
  await click(adviser.page, { role: 'button', name: 'Envoyer le commentaire' });
  await reads(adviser.page, 'votre commentaire est envoyé');

  await reads(applicant.page, 'Citez la délibération du 12 mars.');
  await fill(applicant.page, { role: 'textbox', name: 'Votre réponse' }, 'C’est fait, merci.');
  await click(applicant.page, { role: 'button', name: 'Envoyer la réponse' });
  await reads(applicant.page, 'Votre réponse est envoyée.');
  await looksGood(applicant, 'people-08-conversation');
  await adviser.page.reload();
  await reads(adviser.page, 'C’est fait, merci.');
});

test(
  'a request is handed over: it is the colleague’s then, and its old applicant reads it',
  screens,
  async () => {
    const { draft } = await draftOfCamille();
    // Whoever receives one has signed in once.
    await applicantClient(world.stack, 'dominique');
    const camille = await openAs('camille', draft);
    await toStep(camille.page, 'La synthèse');
    await disclose(camille.page, 'Confier cette demande à un collègue');
    const colleague = { role: 'textbox', name: 'Adresse électronique de votre collègue' } as const;
    await fill(camille.page, colleague, 'inconnu@commune.example');
    await click(camille.page, { role: 'button', name: 'Confier la demande' });
    await reads(camille.page, 'Personne de votre organisation ne s’est connecté avec cette adresse');
    await looksGood(camille, 'people-09-handing-over');
    await fill(camille.page, colleague, dominique.email);
    await click(camille.page, { role: 'button', name: 'Confier la demande' });
    await reads(camille.page, 'Dominique Modèle prépare cette demande, qui n’a pas encore été envoyée');
    expect(camille.sure.at(-1)).toContain('Vous ne pourrez plus la modifier ni la soumettre');
    await disclose(camille.page, 'Ce que dit la demande');
    await reads(camille.page, 'Tarification de la cantine scolaire');
    await find(camille.page, { role: 'disclosure', name: 'Reprendre cette demande' });
    await looksGood(camille, 'people-10-colleague');
    const holder = await openAs('dominique', draft);
    await find(holder.page, { role: 'heading', name: 'Mon projet', exact: true });
  },
);

test('by keyboard alone, who has not signed in is asked to, and then invites from the same place', async () => {
  const email = 'clavier@editeur.example';
  const visitor = await world.visitor('chromium');
  const { page } = visitor;
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await fill(page, { role: 'textbox', name: 'Titre du projet' }, 'Au clavier');
  const focused = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return `${active?.id} ${active?.textContent?.trim().slice(0, 80)}`;
    });
  const tabTo = (wanted: RegExp) =>
    until(`the focus on ${wanted}`, async () => {
      await page.keyboard.press('Tab');
      return wanted.test(await focused());
    });
  await find(page, { role: 'disclosure', name: inviting });
  await tabTo(/Faire remplir/);
  await page.keyboard.press('Enter');
  await reads(page, 'Pour inviter quelqu’un, identifiez-vous');
  await looksGood(visitor, 'people-15-signed-out');
  await tabTo(/S’identifier/);
  await page.keyboard.press('Enter');
  await world.signInByPopup(visitor, 'camille');
  await until('the address has the focus', async () => (await focused()).startsWith('@invite-email'));
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await reads(page, `L’invitation part vers ${email}.`);
  await find(page, { role: 'heading', name: 'Mon projet', exact: true });
  await linkTo(email);
});

test(
  'a colleague offers to take a request over: the applicant keeps it, until they have left',
  screens,
  async () => {
    const work = await draftOfCamille();
    const colleague = await openAs('dominique', work.draft);
    const { page } = colleague;
    await reads(page, 'Camille Exemple prépare cette demande');
    await disclose(page, 'Reprendre cette demande');
    await reads(page, 'sept jours pour s’y opposer');
    await looksGood(colleague, 'people-11-taking-over');
    await click(page, { role: 'button', name: 'Reprendre cette demande' });
    await reads(page, 'Vous avez proposé de reprendre cette demande');
    await looksGood(colleague, 'people-12-offered');

    const applicant = await openAs('camille', work.draft);
    await reads(applicant.page, 'Dominique Modèle propose de reprendre cette demande');
    await looksGood(applicant, 'people-13-offer');
    await click(applicant.page, { role: 'button', name: 'Garder cette demande' });
    await reads(applicant.page, 'La proposition de reprise est écartée.');
    await gone(page, { role: 'button', name: 'Retirer ma proposition' });

    // Camille leaves the organisation.
    await world.sql`update organisation_links set trust = 'declared'
    where user_id = (select id from users where email = 'camille.exemple@commune.example')`;
    await disclose(page, 'Reprendre cette demande');
    await click(page, { role: 'button', name: 'Reprendre cette demande' });
    await reads(page, 'Cette demande est maintenant la vôtre.');
    await looksGood(colleague, 'people-14-taken-over');
    await click(page, { role: 'button', name: 'Reprendre la demande' });
    await find(page, { role: 'heading', name: 'Mon projet', exact: true });
  },
);
