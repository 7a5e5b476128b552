/** One file for two APIs of two ministries: asked once, sent at once, decided apart. */
import { expect, test } from 'vitest';
import { installed, type Visitor } from './browser.ts';
import { click, fill, find, gone, look, reads, until, wordsOn } from './pages/find.ts';
import { InstructionPage } from './pages/instruction.ts';
import { canteen, type RequestElement, stepTitles } from './pages/request-element.ts';
import { looksGood, openWorld } from './world.ts';

const world = await openWorld();
const tax = 'API Impôt particulier';
const people = 'API Particulier';
const business = {
  given: 'Mona',
  family: 'Métier',
  job: 'Responsable du service Enfance',
  email: 'mona.metier@commune.example',
  phone: '01 99 00 00 23',
};

/** The first API, from its question to its summary. */
async function fillFirst(element: RequestElement): Promise<void> {
  await element.openForm(world.catalogue('/cantine'));
  await element.fillSteps(...stepTitles.slice(0, -1));
  await element.onStep('La synthèse');
}

/** From the first one's summary to the first step of the second. */
async function goOn({ page }: Visitor, element: RequestElement): Promise<void> {
  await click(page, { role: 'button', name: `Continuer : ${people}` });
  // The same question, answered already.
  await reads(page, 'Vous êtes éligible');
  await click(page, { role: 'button', name: 'Demander l’accès aux données' });
  await click(page, { role: 'button', name: 'Commencer la demande' });
  await element.onStep('Mon projet');
}

/** Somebody who has filled in the first one, and begins the second. */
async function onSecond() {
  const visitor = await world.visitor('chromium');
  const element = world.element(visitor);
  await fillFirst(element);
  await goOn(visitor, element);
  return { visitor, page: visitor.page, element };
}

/** What the second one asks of its own. */
async function fillSecond({ page }: Visitor, element: RequestElement): Promise<void> {
  await click(page, { role: 'radio', name: 'Tarifs municipaux de l’enfance' });
  await element.next();
  for (const title of ['Les modalités d’accès', 'Les données']) {
    await element.onStep(title);
    await element.next();
  }
  await element.onStep('Les personnes impliquées');
  await element.fillPerson('Contact métier', business);
  await element.next();
  await element.onStep('La synthèse');
}

/** Every commitment on the summary that is shown, those of the other API too. */
async function promiseAll({ page }: Visitor): Promise<void> {
  await until('every commitment is ticked', async () => {
    const box = (await page.evaluateHandle(firstUnticked)).asElement();
    if (!box) return true;
    await (box as unknown as { click(): Promise<void> }).click();
    return false;
  });
}

/** Runs in the page. */
function firstUnticked(): Element | null {
  const file = document.querySelector('datapass-request')?.shadowRoot;
  const shown = file?.querySelector('datapass-request:not([hidden])')?.shadowRoot;
  const form = shown?.querySelector('datapass-form-together')?.shadowRoot;
  return form?.querySelector('input[type=checkbox]:not(:checked)') ?? null;
}

const open = ({ page }: Visitor, title: string) => click(page, { role: 'button', name: `. ${title}` });

test.runIf(installed.includes('chromium'))(
  'two ministries: the common steps once, one submission, a change in one of which the other is told',
  { timeout: 240_000 },
  async () => {
    const applicant = await world.visitor('chromium');
    const dgfip = await world.visitor('chromium');
    const dinum = await world.visitor('chromium');
    const element = world.element(applicant);
    const { page } = applicant;

    await fillFirst(element);
    await reads(page, `2. ${people} à remplir`);
    await looksGood(applicant, 'several-1-first-summary');
    await goOn(applicant, element);
    await reads(page, `12 réponses reprises de votre demande ${tax}`);
    for (const name of ['Titre du projet', 'Objectif général', 'Nom de l’éditeur'])
      expect(await look(page, { role: 'textbox', name }), name).toBeUndefined();
    await reads(page, 'Étape 1 sur 5');
    await looksGood(applicant, 'several-2-second');
    await fillSecond(applicant, element);
    await promiseAll(applicant);
    await looksGood(applicant, 'several-3-whole');

    await element.submit();
    await world.signInByPopup(applicant, 'camille');
    await reads(page, 'Vous voici identifié');
    await reads(page, 'Enregistré à');
    await element.submit();
    await reads(page, 'Votre demande est entre les mains de l’instructeur');
    await reads(page, `1. ${tax} En cours d’instruction`);
    await reads(page, `2. ${people} En cours d’instruction`);
    await looksGood(applicant, 'several-4-sent');
    const rows = await world.sql`
      select api, state, answers ->> 'intitule' as title, file_id from requests order by number`;
    expect(rows.map(({ api, state, title }) => [api, state, title])).toEqual([
      ['impot-particulier', 'submitted', canteen.title],
      ['api-particulier', 'submitted', canteen.title],
    ]);
    expect(new Set(rows.map((row) => row.file_id)).size).toBe(1);

    const first = new InstructionPage(dgfip.page, world.backend);
    const second = new InstructionPage(dinum.page, world.backend);
    await first.signIn('instructrice');
    await second.signIn('dinum');
    await second.open(canteen.title);
    await reads(dinum.page, business.email);
    await first.open(canteen.title);
    expect(await wordsOn(dgfip.page)).not.toContain(business.email);
    await first.askForChange('Douze mois ne suffisent pas pour une année scolaire.', [
      'Durée de conservation',
    ]);

    await open(applicant, tax);
    await reads(page, 'Douze mois ne suffisent pas');
    await reads(page, `2. ${people} En cours d’instruction`);
    await click(page, { role: 'button', name: 'Reprendre à l’étape' });
    await element.onStep('Le traitement des données personnelles');
    await fill(page, { role: 'textbox', name: 'Durée de conservation' }, '24');
    await element.next();
    await element.onStep('Les personnes impliquées');
    await element.next();
    await element.onStep('La synthèse');
    await promiseAll(applicant);
    await element.submit();
    await reads(page, 'Votre demande est entre les mains de l’instructeur');
    await reads(page, 'Les demandes de ce dossier ne disent plus la même chose');
    await open(applicant, people);
    await reads(page, 'Durée de conservation : 12 ici, 24 dans');
    await looksGood(applicant, 'several-5-differs');
    await second.open(canteen.title);
    await reads(dinum.page, 'Durée de conservation : 12 ici, 24 dans');

    for (const { complaints } of [applicant, dgfip, dinum]) expect(complaints.errors).toEqual([]);
  },
);

test.runIf(installed.includes('chromium'))(
  'a reload in the middle finds the file again, before and after signing in; one is taken out, the other is sent',
  { timeout: 180_000 },
  async () => {
    const { visitor, page, element } = await onSecond();
    await page.reload();
    await element.onStep('Mon projet');
    await reads(page, `12 réponses reprises de votre demande ${tax}`);
    await fillSecond(visitor, element);

    await click(page, { role: 'button', name: 'S’identifier avec ProConnect' });
    await world.signInByPopup(visitor, 'camille');
    await reads(page, 'Enregistré à');
    const drafts = () => world.sql`
      select api, with_id is not null as led, answers ? 'intitule' as titled from requests
      where state = 'draft' order by number`;
    await until('both are drafts of the server', async () => (await drafts()).length === 2);
    expect([...(await drafts())]).toEqual([
      { api: 'impot-particulier', led: false, titled: true },
      { api: 'api-particulier', led: true, titled: false },
    ]);

    await page.reload();
    await element.onStep('La synthèse');
    await reads(page, `12 réponses reprises de votre demande ${tax}`);
    // The way to a common answer leads to the request that holds it.
    await click(page, { role: 'disclosure', name: '12 réponses reprises' });
    await click(page, { role: 'link', name: 'Titre du projet' });
    await reads(page, `Étape 1 sur 7`);
    await fill(page, { role: 'textbox', name: 'Titre du projet' }, 'Un autre titre');
    await reads(page, 'Enregistré à');

    page.once('dialog', (dialog) => void dialog.accept());
    await click(page, { role: 'button', name: `Retirer ${tax} du dossier` });
    await gone(page, { role: 'button', name: `. ${people}` });
    await reads(page, people);
    await until('the other has the common answers', async () => {
      const [row] =
        await world.sql`select answers from requests where api = 'api-particulier' and state = 'draft'`;
      return row?.answers.intitule === 'Un autre titre';
    });
    await element.onStep('La synthèse');
    await reads(page, 'Un autre titre');
    await find(page, { role: 'button', name: 'Soumettre la demande d’habilitation' });
    expect(visitor.complaints.errors).toEqual([]);
  },
);

test.runIf(installed.includes('chromium'))(
  'one is sent alone, the other keeps the answers; the link of a mail shows both again',
  { timeout: 180_000 },
  async () => {
    const { visitor, page, element } = await onSecond();
    await click(page, { role: 'radio', name: 'Tarifs municipaux de l’enfance' });
    await open(visitor, tax);
    await promiseAll(visitor);
    await click(page, { role: 'button', name: `Soumettre seulement ${tax}` });
    await world.signInByPopup(visitor, 'dominique');
    await reads(page, 'Vous voici identifié');
    const rows = () => world.sql`
      select r.api, r.id, r.state, r.with_id, r.answers ->> 'intitule' as title from requests r
      join users u on u.id = r.applicant_id where u.email like 'dominique%' order by r.number`;
    await until('both are drafts of the server', async () => !!(await rows())[1]?.with_id);
    await reads(page, 'Enregistré à');
    await click(page, { role: 'button', name: 'Soumettre la demande d’habilitation' });
    await reads(page, `1. ${tax} En cours d’instruction`);
    await until(
      'the other stands alone, with the answers',
      async () => (await rows())[1]?.title === canteen.title,
    );
    expect((await rows()).map(({ api, state, with_id }) => [api, state, with_id])).toEqual([
      ['impot-particulier', 'submitted', null],
      ['api-particulier', 'draft', null],
    ]);
    await open(visitor, people);
    await element.onStep('Mon projet');
    expect(await element.valueOf('Titre du projet')).toBe(canteen.title);

    // Another browser knows nothing of the file: the server does.
    const elsewhere = await world.visitor('chromium');
    const id = (await rows())[0]?.id;
    await elsewhere.page.goto(`${world.backend}/demande/impot-particulier?demande=${id}`);
    await click(elsewhere.page, { role: 'button', name: 'S’identifier' });
    await world.signInByPopup(elsewhere, 'dominique');
    await reads(elsewhere.page, `1. ${tax} En cours d’instruction`);
    await reads(elsewhere.page, `2. ${people}`);
    await open(elsewhere, people);
    await world.element(elsewhere).onStep('Mon projet');
    for (const { complaints } of [visitor, elsewhere]) expect(complaints.errors).toEqual([]);
  },
);
