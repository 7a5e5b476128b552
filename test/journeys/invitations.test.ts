/** Invitations: who is asked to fill, confirm or comment opens the mail's link on a machine of their own. */
import { expect, test } from 'vitest';
import { newId } from '../../server/database/columns.ts';
import type { RequestView } from '../../server/http/api.ts';
import type { InvitationView } from '../../server/http/api-people.ts';
import { complete, promises } from '../server/requests/fixture.ts';
import { type ApplicantClient, applicantClient } from '../support/sign-in.ts';
import { installed, type Visitor, violationsOf } from './browser.ts';
import { click, fill, find, reads, until, wordsOn } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { signInAs } from './pages/proconnect.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();

const json = (method: string, body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

/** A draft of Camille's, and the link of an invitation to it, as the mail gives it. */
async function invited(
  email: string,
  invitation: object,
  changes: object = {},
): Promise<{ camille: ApplicantClient; draft: RequestView; made: InvitationView; link: string }> {
  const camille = await applicantClient(world.stack, 'camille');
  const draft = await camille.json<RequestView>(
    '/requests',
    json('POST', { ...complete(), ...changes }, { 'idempotency-key': newId() }),
  );
  const body = { email, ...invitation };
  const made = await camille.json<InvitationView>(`/requests/${draft.id}/invitations`, json('POST', body));
  const mail = await world.mailbox.waitFor(email, 'Camille Exemple vous');
  return { camille, draft, made, link: linkIn(mail.text) };
}

const linkIn = (text: string): string => /https?:\S+\/invitation\/\S+/.exec(text)?.[0] ?? '';
const present = ({ camille, draft }: { camille: ApplicantClient; draft: RequestView }) =>
  camille.json<RequestView>(`/requests/${draft.id}`);

/** Asks for a code, reads the mail, types it. */
async function proveByCode(
  visitor: Visitor,
  email: string,
  [given, family]: [string, string],
): Promise<void> {
  await click(visitor.page, { role: 'button', name: 'Recevoir un code' });
  const mail = await world.mailbox.waitFor(email, 'Votre code pour DataPass');
  const code = /> (\d{6})/.exec(mail.text)?.[1] ?? '';
  await fill(visitor.page, { role: 'textbox', name: 'Code reçu' }, code);
  await fill(visitor.page, { role: 'textbox', name: 'Prénom' }, given);
  await fill(visitor.page, { role: 'textbox', name: 'Nom', exact: true }, family);
  await click(visitor.page, { role: 'button', name: 'Continuer' });
  await reads(visitor.page, 'vous pouvez maintenant écrire');
}

test.each(installed)('a publisher fills one step with a code, in %s', async (name) => {
  const email = `editrice.${name}@editeur.example`;
  const { contact_technique: _, ...answers } = complete().answers;
  const work = await invited(email, { kind: 'fill', step: 'contacts' }, { answers });
  const guest = await world.visitor(name);
  await guest.page.goto(work.link);
  await reads(guest.page, 'Pour remplir cette étape, montrez que c’est vous');
  // The key is in no address any more.
  expect(guest.page.url()).not.toContain('#');
  const shown = await wordsOn(guest.page);
  expect(shown).toContain('alix.bernard@commune.example');
  for (const other of ['Tarification', 'revenu fiscal', email]) expect(shown).not.toContain(other);
  if (name === 'chromium') await looksGood(guest, 'invitation-01-link');

  await click(guest.page, { role: 'button', name: 'Recevoir un code' });
  await reads(guest.page, 'Un code vient de partir');
  if (name === 'chromium') await looksGood(guest, 'invitation-02-code');
  await fill(guest.page, { role: 'textbox', name: 'Code reçu' }, '12');
  await click(guest.page, { role: 'button', name: 'Continuer' });
  await reads(guest.page, 'Saisissez les six chiffres');
  if (name === 'chromium') await looksGood(guest, 'invitation-03-wrong');
  const mail = await world.mailbox.waitFor(email, 'Votre code pour DataPass');
  await fill(guest.page, { role: 'textbox', name: 'Code reçu' }, /> (\d{6})/.exec(mail.text)?.[1] ?? '');
  await fill(guest.page, { role: 'textbox', name: 'Prénom' }, 'Éden');
  await fill(guest.page, { role: 'textbox', name: 'Nom', exact: true }, 'Fictif');
  await click(guest.page, { role: 'button', name: 'Continuer' });
  await reads(guest.page, 'Vous écrivez en tant que Éden Fictif');
  if (name === 'chromium') await looksGood(guest, 'invitation-04-form');

  const group = 'Contact technique';
  await fill(guest.page, { role: 'textbox', name: 'Prénom', group }, 'Lou');
  await click(guest.page, { role: 'button', name: 'Enregistrer et terminer' });
  await reads(guest.page, 'Vos réponses sont enregistrées. Pour terminer, corrigez ce qui suit.');
  if (name === 'chromium') await looksGood(guest, 'invitation-05-errors');
  for (const [label, text] of [
    ['Nom', 'Bernard'],
    ['Adresse électronique', 'lou.bernard@editeur.example'],
    ['Téléphone', '01 23 45 67 89'],
    ['Fonction', 'Développeuse'],
  ] as const) {
    await fill(guest.page, { role: 'textbox', name: label, exact: true, group }, text);
  }
  await click(guest.page, { role: 'button', name: 'Enregistrer et terminer' });
  await reads(guest.page, 'Merci : l’étape est remplie');
  if (name === 'chromium') await looksGood(guest, 'invitation-06-done');
  expect(await violationsOf(guest)).toEqual([]);

  const view = await present(work);
  expect(view.answers.contact_technique).toMatchObject({ given_name: 'Lou', family_name: 'Bernard' });
  expect(view.written_by).toEqual({ contacts: 'Éden Fictif' });
  await world.mailbox.waitFor('camille.exemple@commune.example', 'Éden Fictif a rempli');
});

test('the officer confirms with ProConnect, and the instructor sees it', async () => {
  const email = 'dominique.modele@commune.example';
  const officer = {
    given_name: 'Dominique',
    family_name: 'Modèle',
    email,
    phone: '01 99 00 00 02',
    job_title: 'DPO',
  };
  const answers = { ...complete().answers, delegue_protection_donnees: officer };
  const work = await invited(
    email,
    { kind: 'confirm', step: 'personal_data', field: 'delegue_protection_donnees' },
    { answers },
  );
  const guest = await world.visitor('chromium');
  await guest.page.goto(work.link);
  await reads(guest.page, 'Pour confirmer, montrez que c’est vous');
  await click(guest.page, { role: 'link', name: 'Se connecter avec ProConnect' });
  await signInAs(guest.page, 'dominique');
  await reads(guest.page, 'connecté avec ProConnect');
  await looksGood(guest, 'invitation-07-confirm');
  await click(guest.page, { role: 'button', name: 'Confirmer' });
  await reads(guest.page, 'votre confirmation est enregistrée');
  await looksGood(guest, 'invitation-08-confirmed');
  expect((await present(work)).confirmations).toMatchObject([
    { field: 'delegue_protection_donnees', name: 'Dominique Modèle', current: true },
  ]);

  const { id, version, number } = await present(work);
  await work.camille.json(
    `/requests/${id}/submit`,
    json('POST', promises, { 'idempotency-key': newId(), 'if-match': `"${version}"` }),
  );
  const instructor = await world.visitor('chromium');
  await new InstructionPage(instructor.page, world.backend).signIn('instructrice');
  await instructor.page.goto(`${world.backend}/instruction/${number}`);
  await reads(instructor.page, 'Confirmé par Dominique Modèle le');
  await looksGood(instructor, 'invitation-13-instructor');
});

test('every step of a form can be filled by who is invited, without a finding', async () => {
  const camille = await applicantClient(world.stack, 'camille');
  const draft = await camille.json<RequestView>(
    '/requests',
    json('POST', complete(), { 'idempotency-key': newId() }),
  );
  // As one that continues a sandbox would be: it has the longest form.
  await world.sql`update requests set stage = 'production',
    answers = answers || '{"safety_certification_means": "hors_rgs"}' where id = ${draft.id}`;
  const guest = await world.visitor('chromium');
  await guest.page.goto(`${world.backend}/connexion?retour=/accessibilite`);
  await signInAs(guest.page, 'dominique');
  await reads(guest.page, 'Accessibilité : non conforme');
  const definition = await (await fetch(`${world.backend}/catalogue/impot-particulier?lang=fr`)).json();
  const { steps } = definition.stages.find(({ id }: { id: string }) => id === 'production');
  expect(steps.length).toBeGreaterThan(6);
  for (const step of steps) {
    const made = await camille.json<InvitationView>(
      `/requests/${draft.id}/invitations`,
      json('POST', { kind: 'fill', step, email: 'dominique.modele@commune.example' }),
    );
    await guest.page.goto(`${world.backend}/invitation/${made.id}`);
    await find(guest.page, { role: 'button', name: 'Enregistrer et terminer' });
    await looksGood(guest, `invitation-step-${step}`);
    await click(guest.page, { role: 'button', name: 'Enregistrer', exact: true });
    await reads(guest.page, 'Vos réponses sont enregistrées.');
  }
  // Saved as it was shown, each step says what it said.
  const after = await present({ camille, draft });
  const { safety_certification_means: _, ...answers } = after.answers;
  expect(answers).toEqual(draft.answers);
});

test('the local adviser reads the draft and comments on it', async () => {
  const email = 'cdl@dgfip.example';
  const work = await invited(email, { kind: 'comment' });
  const guest = await world.visitor('chromium');
  await guest.page.goto(work.link);
  await reads(guest.page, 'Relire et commenter un brouillon');
  await reads(guest.page, 'Tarification de la cantine scolaire');
  await proveByCode(guest, email, ['Claude', 'Conseil']);
  await looksGood(guest, 'invitation-09-comment');
  await fill(guest.page, { role: 'textbox', name: 'Votre commentaire' }, 'Citez la délibération du 12 mars.');
  await click(guest.page, { role: 'button', name: 'Envoyer le commentaire' });
  await reads(guest.page, 'votre commentaire est envoyé');
  await looksGood(guest, 'invitation-10-commented');
  expect((await present(work)).comments).toMatchObject([
    { by: 'Claude Conseil', text: 'Citez la délibération du 12 mars.' },
  ]);
});

test('without scripts, the address of the mail is pasted, and everything else is the same', async () => {
  const email = 'sans.script@editeur.example';
  const work = await invited(email, { kind: 'fill', step: 'basic_infos' });
  const guest = await world.visitor('chromium');
  await guest.page.goto(work.link.replace(/#.*$/, ''));
  await looksGood(guest, 'invitation-11-landing');
  await guest.page.setJavaScriptEnabled(false);
  await guest.page.goto(work.link);
  // Without scripts, no query of the page's own can run: it is used as with a keyboard.
  await guest.page.type('#cle', work.link);
  await Promise.all([guest.page.waitForNavigation(), guest.page.keyboard.press('Enter')]);
  await Promise.all([guest.page.waitForNavigation(), guest.page.click('form[action*="/code"] button')]);
  const mail = await world.mailbox.waitFor(email, 'Votre code pour DataPass');
  await guest.page.type('#code', /> (\d{6})/.exec(mail.text)?.[1] ?? '');
  await guest.page.type('#prenom', 'Sacha');
  await guest.page.type('#nom', 'Sobre');
  await Promise.all([guest.page.waitForNavigation(), guest.page.keyboard.press('Enter')]);
  await guest.page.focus('#intitule');
  await guest.page.keyboard.press('End');
  await guest.page.type('#intitule', ' et du périscolaire');
  // Enter in a field saves, and removes or finishes nothing.
  await Promise.all([guest.page.waitForNavigation(), guest.page.keyboard.press('Enter')]);
  const view = await present(work);
  expect(view.answers.intitule).toBe('Tarification de la cantine scolaire et du périscolaire');
  expect(view.written_by).toEqual({ basic_infos: 'Sacha Sobre' });
});

test('by keyboard alone, from the link to the last button', async () => {
  const email = 'clavier@editeur.example';
  const work = await invited(email, { kind: 'fill', step: 'personal_data' });
  const guest = await world.visitor('chromium');
  await guest.page.goto(work.link);
  await reads(guest.page, 'montrez que c’est vous');
  const focused = () =>
    guest.page.evaluate(() => {
      const { activeElement: element } = document;
      return `${element?.id} ${element?.textContent?.trim().slice(0, 60)}`;
    });
  const tabTo = async (wanted: RegExp) => {
    await until(`the focus on ${wanted}`, async () => {
      await guest.page.keyboard.press('Tab');
      return wanted.test(await focused());
    });
  };
  await tabTo(/Recevoir un code/);
  await guest.page.keyboard.press('Enter');
  await reads(guest.page, 'Un code vient de partir');
  const mail = await world.mailbox.waitFor(email, 'Votre code pour DataPass');
  await tabTo(/^code /);
  await guest.page.keyboard.type(/> (\d{6})/.exec(mail.text)?.[1] ?? '');
  await tabTo(/^prenom /);
  await guest.page.keyboard.type('Sacha');
  await tabTo(/^nom /);
  await guest.page.keyboard.type('Clavier');
  await guest.page.keyboard.press('Enter');
  await reads(guest.page, 'vous pouvez maintenant écrire');
  await tabTo(/^duree_conservation/);
  await guest.page.keyboard.down('Control');
  await guest.page.keyboard.press('a');
  await guest.page.keyboard.up('Control');
  await guest.page.keyboard.type('24');
  await tabTo(/Enregistrer et terminer/);
  await guest.page.keyboard.press('Enter');
  await reads(guest.page, 'Merci : l’étape est remplie');
  expect((await present(work)).answers.duree_conservation_donnees_caractere_personnel).toBe(24);
});

test('a link revoked meanwhile says so, and what to do', async () => {
  const work = await invited('retiree@editeur.example', { kind: 'fill', step: 'contacts' });
  const guest = await world.visitor('chromium');
  await guest.page.goto(work.link);
  await reads(guest.page, 'montrez que c’est vous');
  await work.camille.fetch(`/requests/${work.draft.id}/invitations/${work.made.id}`, { method: 'DELETE' });
  await guest.page.reload();
  await reads(guest.page, 'Cette invitation a été retirée');
  await looksGood(guest, 'invitation-12-revoked');
  await find(guest.page, { role: 'text', name: 'demandez-lui une nouvelle invitation' });
});
