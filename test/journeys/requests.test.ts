/** The list of one's requests on a catalogue's page and on ours, and an organisation's profile in its next request. */
import { expect, test } from 'vitest';
import { newId } from '../../server/database/columns.ts';
import type { RequestView } from '../../server/http/api.ts';
import { organisations } from '../../server/stand-ins/organisations.ts';
import { complete, promises } from '../server/requests/fixture.ts';
import { type ApplicantClient, applicantClient } from '../support/sign-in.ts';
import { installed, type Visitor, violationsOf } from './browser.ts';
import { click, fill, find, gone, look, reads, until, wordsOn } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { signInAs } from './pages/proconnect.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();
const signIn = { role: 'button', name: 'S’identifier avec ProConnect' } as const;

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
});

/** A draft, by the applicant's API. */
async function draftOf(
  client: ApplicantClient,
  intitule: string,
  answers: object = {},
): Promise<RequestView> {
  const form = complete();
  const body = { ...form, answers: { ...form.answers, intitule, ...answers } };
  return client.json<RequestView>('/requests', post(body));
}

async function sent(client: ApplicantClient, { id, version }: RequestView): Promise<RequestView> {
  return client.json<RequestView>(`/requests/${id}/submit`, post(promises, { 'if-match': `"${version}"` }));
}

/** What a town has: a draft and a request of Camille's, a colleague's, one of another organisation that names her. */
async function town(mark: string): Promise<{ draft: RequestView; theirs: RequestView; named: RequestView }> {
  const [camille, dominique, claude] = await Promise.all([
    applicantClient(world.stack, 'camille'),
    applicantClient(world.stack, 'dominique'),
    applicantClient(world.stack, 'claude', { siret: organisations.ccas.siret }),
  ]);
  const officer = {
    given_name: 'Camille',
    family_name: 'Exemple',
    phone: '01 99 00 00 01',
    job_title: 'Agente',
  };
  const delegue_protection_donnees = { ...officer, email: 'camille.exemple@commune.example' };
  const [draft, theirs, named] = await Promise.all([
    draftOf(camille, `Brouillon ${mark}`),
    draftOf(dominique, `Collègue ${mark}`).then((one) => sent(dominique, one)),
    draftOf(claude, `CCAS ${mark}`, { delegue_protection_donnees }).then((one) => sent(claude, one)),
  ]);
  return { draft, theirs, named };
}

/** The line of the list that has these words. */
async function lineOf(visitor: Visitor, words: string): Promise<string> {
  const lines = await visitor.page.evaluate(() =>
    [...(document.querySelector('datapass-requests')?.shadowRoot?.querySelectorAll('[part=row]') ?? [])].map(
      (line) => (line.textContent ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('’', "'"),
    ),
  );
  return lines.find((line) => line.includes(words)) ?? '';
}

const choose = async (visitor: Visitor, label: string, option: string): Promise<void> => {
  const select = await find(visitor.page, { role: 'combobox', name: label });
  const value = await select.evaluate(
    (element, text) =>
      [...(element as HTMLSelectElement).options].find((one) => one.textContent?.trim() === text)?.value ??
      '',
    option,
  );
  await select.select(value);
};

test.each(installed)(
  'on a catalogue’s page: signed out, then a draft, a colleague’s and one that names me, in %s',
  async (name) => {
    const { draft, theirs, named } = await town(name);
    const visitor = await world.visitor(name);
    const { page } = visitor;
    await page.goto(world.catalogue('/mes-demandes'));
    await find(page, signIn);
    if (name === 'chromium') await looksGood(visitor, 'requests-01-signed-out');
    await click(page, signIn);
    await world.signInByPopup(visitor, 'camille');
    await reads(page, `Brouillon ${name}`);
    await reads(page, 'Vous êtes Camille Exemple.');

    const mine = await lineOf(visitor, `Brouillon ${name}`);
    expect(mine).toContain(draft.number);
    expect(mine).toContain('API Impôt particulier · Bac à sable');
    expect(mine).toContain('À vous · Compléter et soumettre la demande');
    const colleague = await lineOf(visitor, `Collègue ${name}`);
    expect(colleague).toContain('par Dominique Modèle');
    expect(colleague).toMatch(/envoyée le \d/);
    expect(colleague).toMatch(/Au fournisseur · Attendre la réponse, au plus tard le \d/);
    const naming = await lineOf(visitor, named.number);
    expect(naming).toContain("CCAS d'Exempleville");
    expect(naming).toContain('Vous y êtes : Délégué à la protection des données');
    expect(naming).not.toContain(`CCAS ${name}`);
    expect(await look(page, { role: 'link', name: `Suivre ${named.number}` })).toBeUndefined();
    if (name === 'chromium') await looksGood(visitor, 'requests-02-list');

    await choose(visitor, 'De qui', 'Celles de mes collègues');
    await gone(page, { role: 'heading', name: `Brouillon ${name}` });
    await find(page, { role: 'heading', name: `Collègue ${name}` });
    await choose(visitor, 'État', 'Refusée');
    await reads(page, 'Aucune demande ne correspond à ce choix.');
    if (name === 'chromium') await looksGood(visitor, 'requests-03-none');
    await click(page, { role: 'button', name: 'Tout afficher' });
    await find(page, { role: 'heading', name: `Brouillon ${name}` });

    // This page has no element of that API: the hosted page opens it, once signed in there too.
    await click(page, { role: 'link', name: `Suivre ${theirs.number}` });
    await reads(page, 'Identifiez-vous pour ouvrir cette demande.');
    expect(page.url()).toBe(`${world.backend}/demande/impot-particulier?lang=fr&demande=${theirs.id}`);
    expect(await violationsOf(visitor)).toEqual([]);
  },
);

test('a habilitation shows with its end, and a request of the list opens in the element of the same page', async () => {
  const camille = await applicantClient(world.stack, 'camille');
  const request = await sent(camille, await draftOf(camille, 'Stationnement des résidents'));
  const instructor = await world.visitor('chromium');
  const space = new InstructionPage(instructor.page, world.backend);
  await space.signIn('instructrice');
  await space.open('Stationnement des résidents');
  await space.validate();
  // Its end comes near.
  await world.sql`update habilitations set expires_at = now() + interval '34 days' where request_id = ${request.id}`;

  const visitor = await world.visitor('chromium');
  const { page } = visitor;
  await page.goto(`${world.backend}/mes-demandes`);
  await find(page, signIn);
  await looksGood(visitor, 'requests-04-own-page');
  await click(page, signIn);
  await world.signInByPopup(visitor, 'camille');
  await find(page, { role: 'heading', name: 'Stationnement des résidents' });
  const line = await lineOf(visitor, 'Stationnement des résidents');
  expect(line).toMatch(/habilitation H\d+, valable jusqu'au \d/);
  expect(line).toMatch(/se termine dans 3[45] jours/);
  expect(line).toContain("À vous · Renouveler l'habilitation avant le");
  await click(page, { role: 'disclosure', name: 'habilitation' });
  await looksGood(visitor, 'requests-05-habilitation');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await looksGood(visitor, 'requests-06-dark');
  await page.emulateMediaFeatures([]);

  // By keyboard alone: choosing in a list, then opening.
  const whose = await find(page, { role: 'combobox', name: 'De qui' });
  await whose.focus();
  await page.keyboard.type('Les m');
  await until('mine alone', async () => !(await wordsOn(page)).includes('par Dominique'));
  await page.evaluate(() => {
    const list = document.querySelector('datapass-requests');
    const element = document.createElement('datapass-request');
    element.setAttribute('api', 'impot-particulier');
    list?.after(element);
  });
  const link = await find(page, { role: 'link', name: `Suivre ${request.number}` });
  await link.focus();
  await page.keyboard.press('Enter');
  await reads(page, 'est délivrée');
  await reads(page, 'Demande validée par DGFiP');
  expect(page.url()).toBe(`${world.backend}/mes-demandes`);
  expect(await violationsOf(visitor)).toEqual([]);
});

test('an organisation’s profile is offered in its second request, taken over, given back, and written by hand', async () => {
  const camille = await applicantClient(world.stack, 'camille');
  const first = await sent(camille, await draftOf(camille, 'La première demande'));
  const visitor = await world.visitor('chromium');
  const { page } = visitor;
  const element = world.element(visitor);
  await element.openForm(world.catalogue('/minimal'));
  await fill(page, { role: 'textbox', name: 'Titre du projet' }, 'La seconde demande');
  await click(page, { role: 'button', name: 'Enregistrer', exact: true });
  await world.signInByPopup(visitor, 'camille');
  await reads(page, 'Enregistré à');
  const [draft] = await camille
    .json<{ requests: { id: string; title: string }[] }>('/requests?state=draft')
    .then(({ requests }) => requests.filter(({ title }) => title === 'La seconde demande'));
  await page.goto(`${world.backend}/demande/impot-particulier?demande=${draft?.id}`);
  // Our own session is there already: nobody asks who it is.
  await click(page, signIn);
  await element.onStep('Mon projet');
  await click(page, { role: 'disclosure', name: 'Revenir à une étape' });
  await click(page, { role: 'button', name: 'Les personnes impliquées' });
  await reads(page, 'Votre organisation a déjà donné');
  await reads(page, `Responsable de traitement : Alix Bernard (d’après la demande ${first.number}`);
  await looksGood(visitor, 'profile-01-offered');

  await click(page, { role: 'button', name: 'Reprendre', exact: true });
  await reads(page, 'Repris du profil de votre organisation');
  const given = () => element.valueOf('Prénom', 'Responsable de traitement');
  expect(await given()).toBe('Alix');
  await reads(page, 'Enregistré à');
  await looksGood(visitor, 'profile-02-taken');
  await click(page, { role: 'button', name: 'Annuler', exact: true });
  await reads(page, 'Votre organisation a déjà donné');
  expect(await given()).toBe('');
  await click(page, { role: 'button', name: 'Reprendre', exact: true });
  const kept = () => camille.json<RequestView>(`/requests/${draft?.id}`);
  await until('the server has them', async () => {
    const { answers } = await kept();
    return (answers.delegue_protection_donnees as { given_name?: string })?.given_name === 'Sacha';
  });

  // By hand, on a page of ours.
  const hand = await world.visitor('chromium');
  await hand.page.goto(`${world.backend}/organisations/${organisations.commune.siret}/profil`);
  await signInAs(hand.page, 'dominique');
  await reads(hand.page, 'Profil de l’organisation');
  await looksGood(hand, 'profile-03-page');
  await click(hand.page, {
    role: 'radio',
    name: 'L’écrire ici',
    group: 'Délégué à la protection des données',
  });
  const group = 'Délégué à la protection des données';
  await fill(hand.page, { role: 'textbox', name: 'Adresse électronique', group }, 'sacha');
  await click(hand.page, { role: 'button', name: 'Enregistrer le profil' });
  await reads(hand.page, 'Une réponse est à corriger');
  await looksGood(hand, 'profile-04-wrong');
  await fill(hand.page, { role: 'textbox', name: 'Prénom', group }, 'Nouvelle');
  await fill(
    hand.page,
    { role: 'textbox', name: 'Adresse électronique', group },
    'nouvelle.dpo@gestion.example',
  );
  await click(hand.page, { role: 'button', name: 'Enregistrer le profil' });
  await reads(hand.page, 'Le profil est enregistré');
  await reads(hand.page, 'Délégué à la protection des données : modification par Dominique Modèle');
  await looksGood(hand, 'profile-05-saved');

  const { json } = camille;
  const offer = await json<{ offered?: { said: { text: string }[] } }>(
    `/organisations/${organisations.commune.siret}/profile?api=impot-particulier&stage=sandbox`,
  );
  expect(offer.offered?.said.map(({ text }) => text).join()).toContain(
    'Nouvelle Bernard (écrit par Dominique Modèle',
  );
});
