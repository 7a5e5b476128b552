/** What an applicant does with a request that was sent, and with its habilitation: on its follow-up. */
import { expect } from 'chai';
import '../../../widget/follow-up/follow-up.ts';
import '../../../widget/form/form.ts';
import type { DatapassFollowUp } from '../../../widget/follow-up/follow-up.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { loadWords } from '../../../widget/words/index.ts';
import { faults } from '../form/axe.ts';
import { Backend, type Call, camille, draftView, problem, serveDefinition } from '../form/backend.ts';
import { definition, until } from '../form/harness.ts';

const person = (given_name: string, email: string) => ({
  given_name,
  family_name: 'Bernard',
  email,
  phone: '01 23 45 67 89',
  job_title: 'Agent',
});

const answers = {
  intitule: 'Tarification de la cantine',
  scopes: ['dgfip_rfr'],
  responsable_traitement: person('Alix', 'alix.bernard@commune.example'),
  delegue_protection_donnees: person('Sacha', 'sacha.bernard@commune.example'),
  contact_technique: person('Lou', 'lou.bernard@editeur.example'),
};

const granted: Partial<RequestView> = {
  state: 'validated',
  answers,
  actions: ['reopen', 'renew', 'update_people', 'end', 'copy'],
  submitted_at: '2026-11-16T16:00:00Z',
  eligibility: { profil: 'administration', identification: 'numero_fiscal' },
  habilitation: {
    number: 'H1042',
    state: 'active',
    valid_until: '2029-11-20T10:00:00Z',
    access_url: '/acces/H1042',
  },
};

describe('the life of a request, on its follow-up', () => {
  let backend: Backend;
  let element: DatapassFollowUp;
  const { fetch } = window;
  beforeEach(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
    backend = new Backend();
    backend.arrive(camille);
  });
  afterEach(() => {
    window.fetch = fetch;
    element.remove();
  });

  const root = () => element.shadowRoot as ShadowRoot;
  const text = () => (root().textContent ?? '').replace(/[\u00a0\u202f]/g, ' ');
  const says = (words: string) => until(`« ${words} »`, () => text().includes(words));
  const button = (name: string) =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
  const press = async (name: string) => {
    (await until(`a button « ${name} »`, () => button(name))).click();
    await element.updateComplete;
  };
  const choose = async (question: string, answer: string) => {
    const group = await until(question, () =>
      [...root().querySelectorAll('fieldset')].find((one) => one.textContent?.includes(question)),
    );
    const choice = [...group.querySelectorAll('label')].find((one) => one.textContent?.trim() === answer);
    if (!choice) throw new Error(`no « ${answer} » to « ${question} »`);
    choice.click();
    await element.updateComplete;
  };
  const write = async (id: string, value: string) => {
    const field = await until(id, () => root().getElementById(id) as HTMLInputElement | null);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  const tickAll = async () => {
    for (const box of root().querySelectorAll<HTMLInputElement>('input[type=checkbox]:not(:checked)')) {
      box.click();
      await element.updateComplete;
    }
  };
  const open = async (more: Partial<RequestView>, language: 'fr' | 'en' = 'fr') => {
    const served = await definition();
    serveDefinition(served);
    await loadWords(language);
    backend.requests.set(
      'r1',
      draftView('r1', { definition_version: served.version, api: served.id, ...more }),
    );
    element = document.createElement('datapass-follow-up');
    Object.assign(element, {
      requestId: 'r1',
      session: backend,
      definition: served,
      language,
      headingLevel: 2,
    });
    document.body.append(element);
    // Each test has a definition of its own, which the test page's catalogue does not know.
    window.fetch = async (address, init) =>
      `${address}`.includes(`/${served.id}?`) ? Response.json(served) : fetch(address, init);
    await until('the actions', () =>
      [...root().querySelectorAll('[role=heading]')].find((one) =>
        /évoluer|evolve/.test(one.textContent ?? ''),
      ),
    );
  };
  /** The server does what a command asks. */
  const does = (more: Partial<RequestView>, id = 'r1') => {
    backend.next.push((call: Call) => {
      if (call.method !== 'POST') return undefined;
      const view = backend.requests.get('r1') as RequestView;
      const next = draftView(id, { ...view, ...more, id, version: view.version + 1 });
      backend.requests.set(id, next);
      return Response.json(next);
    });
  };
  const sent = (path: string) => backend.made('POST', new RegExp(`/${path}$`));
  const resumed = () =>
    new Promise<unknown>((resolve) =>
      element.addEventListener('datapass-resume', (event) => resolve(event.detail), { once: true }),
    );

  it('leads to what a security verdict recommends, while some of it is to be done', async () => {
    const url = 'https://datapass.example/recommandations/D1042';
    await open({ ...granted, recommended: { text: 'Suivre les 2 recommandations', url } });
    const link = await until('the link', () => root().querySelector<HTMLAnchorElement>(`a[href="${url}"]`));
    expect(link.textContent).to.contain('Suivre les 2 recommandations');
    expect(link.rel).to.equal('noopener');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('withdraws what was sent, once it has said what that means', async () => {
    await open({ state: 'submitted', actions: ['withdraw'], submitted_at: '2026-11-16T16:00:00Z' });
    expect(sent('withdraw')).to.deep.equal([]);
    await press('Retirer de l’instruction');
    await says('Elle redevient un brouillon');
    await until('the focus is on the question', () => root().activeElement?.id === '@life-panel');
    expect(await faults(element)).to.deep.equal([]);
    await press('Non, la laisser à l’instruction');
    expect(text()).not.to.contain('Elle redevient un brouillon');
    await press('Retirer de l’instruction');
    does({ state: 'draft', actions: ['save', 'submit', 'archive'] });
    await press('Oui, retirer la demande');
    await says('La demande est retirée de l’instruction.');
    const [call] = sent('withdraw');
    expect(call?.headers.get('if-match')).to.equal('"1"');
    expect(call?.headers.get('idempotency-key')).to.match(/^[0-9a-f-]{36}$/);
    await until('the focus is on what was done', () => root().activeElement?.id === '@life-done');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('opens the form for an update', async () => {
    await open(granted);
    await press('Mettre à jour');
    await says('Elle reste en vigueur, telle qu’elle est');
    const told = resumed();
    does({ state: 'draft', reopening: 'update', actions: ['save', 'submit', 'cancel_reopening'] });
    await press('Oui, ouvrir le formulaire');
    expect(await told).to.deep.equal({ id: 'r1' });
  });

  it('says of an update under way that the habilitation stays, and lets it be given up', async () => {
    await open({
      ...granted,
      state: 'submitted',
      reopening: 'update',
      actions: ['withdraw', 'cancel_reopening'],
    });
    await says('L’habilitation H1042 reste en vigueur, telle qu’elle est');
    await press('Abandonner ces changements');
    does({ state: 'validated', reopening: null, setback: { of: 'update', how: 'given_up' } });
    await press('Oui, abandonner les changements');
    await says('La mise à jour est abandonnée, l’habilitation reste en vigueur');
  });

  it('says why an update was refused, and that the habilitation stays', async () => {
    await open({ ...granted, reason: 'Hors sujet.', setback: { of: 'update', how: 'refused' } });
    await says('La mise à jour est refusée, l’habilitation reste en vigueur');
    await says('« Hors sujet. »');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('copies into a new draft, and opens it', async () => {
    await open({ state: 'refused', actions: ['archive', 'copy'], reason: 'Non.' });
    await press('Copier dans une nouvelle demande');
    const told = resumed();
    does({ state: 'draft', actions: ['save'] }, 'r2');
    await press('Oui, créer le brouillon');
    expect(await told).to.deep.equal({ id: 'r2' });
  });

  it('gives the habilitation back, with words where there are any', async () => {
    await open(granted);
    await press('Rendre l’habilitation');
    await write('@life-text', 'Le service ferme.');
    expect(await faults(element)).to.deep.equal([]);
    does({ state: 'archived', actions: ['copy'] });
    await press('Oui, rendre l’habilitation');
    await says('L’habilitation est rendue.');
    expect(sent('end')[0]?.body).to.deep.equal({ reason: 'Le service ferme.' });
  });

  it('renews as it is: three answers, the commitments of today, one click', async () => {
    await open(granted);
    await press('Renouveler l’habilitation');
    await says('trois réponses et vos engagements suffisent');
    await says('Tarification de la cantine');
    expect(text()).not.to.match(/undefined|null|\[object/);
    expect(await faults(element)).to.deep.equal([]);
    await press('Demander le renouvellement');
    await until('what is missing has the focus', () => root().activeElement?.id === '@life-errors');
    expect(text()).to.contain('Répondez à cette question.');
    expect(await faults(element)).to.deep.equal([]);
    expect(sent('renew')).to.deep.equal([]);
    for (const question of ['Le projet et son objet', 'Les données demandées', 'Les personnes nommées']) {
      await choose(question, 'Oui');
    }
    await tickAll();
    does({ state: 'submitted', reopening: 'renewal', actions: ['withdraw'] });
    await press('Demander le renouvellement');
    await says('Votre demande de renouvellement est envoyée.');
    const body = sent('renew')[0]?.body as Record<string, unknown>;
    expect(body.same).to.deep.equal({ purpose: true, data: true, people: true });
    expect(body.people).to.deep.equal({});
    expect(body.commitments).to.have.length.greaterThan(3);
    await says('même après le 20 novembre 2029');
  });

  it('replaces on the way who has left', async () => {
    await open(granted);
    await press('Renouveler l’habilitation');
    await choose('Le projet et son objet', 'Oui');
    await choose('Les données demandées', 'Oui');
    await choose('Les personnes nommées', 'Non, quelqu’un est parti ou a changé de coordonnées');
    await tickAll();
    await press('Demander le renouvellement');
    await says('Personne n’a changé');
    await write('delegue_protection_donnees-given_name', 'Noa');
    await write('delegue_protection_donnees-email', 'noa.bernard@commune.example');
    expect(await faults(element)).to.deep.equal([]);
    does({ state: 'submitted', reopening: 'renewal', actions: ['withdraw'] });
    await press('Demander le renouvellement');
    await says('Votre demande de renouvellement est envoyée.');
    expect(sent('renew')[0]?.body).to.deep.include({
      same: { purpose: true, data: true, people: false },
      people: { delegue_protection_donnees: person('Noa', 'noa.bernard@commune.example') },
    });
  });

  it('makes an update, opened at the data, of what is no longer the same', async () => {
    await open(granted);
    await press('Renouveler l’habilitation');
    await choose('Les données demandées', 'Non, il en faut d’autres, ou moins');
    await says('C’est alors une mise à jour');
    expect(await faults(element)).to.deep.equal([]);
    expect(button('Demander le renouvellement')).to.equal(undefined);
    const told = resumed();
    does({ state: 'draft', reopening: 'update' });
    await press('Commencer la mise à jour');
    expect(await told).to.deep.equal({ id: 'r1', step: 'scopes' });
  });

  it('shows what the server refuses where it stands, and offers an update for the rest', async () => {
    await open(granted);
    await press('Renouveler l’habilitation');
    for (const question of ['Le projet et son objet', 'Les données demandées', 'Les personnes nommées']) {
      await choose(question, 'Oui');
    }
    await tickAll();
    backend.next.push(() =>
      problem(422, 'not-ready', {
        fields: [{ field: 'answers.avancement', code: 'required', message: 'Dites où en est le projet.' }],
      }),
    );
    await press('Demander le renouvellement');
    await says('Le formulaire a changé depuis votre habilitation');
    await says('Dites où en est le projet.');
    expect(button('Commencer la mise à jour')).not.to.equal(undefined);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('replaces people in place', async () => {
    await open(granted);
    await press('Remplacer une personne');
    await says('l’instructeur est seulement informé');
    await press('Enregistrer les personnes');
    await says('Rien n’a changé');
    await write('contact_technique-email', 'noa');
    await press('Enregistrer les personnes');
    await until('the error is at its field', () =>
      root().getElementById('contact_technique-email-error')?.textContent?.trim(),
    );
    expect(await faults(element)).to.deep.equal([]);
    await write('contact_technique-email', 'noa.bernard@editeur.example');
    does({});
    await press('Enregistrer les personnes');
    await says('Les personnes sont à jour.');
    const contact_technique = person('Lou', 'noa.bernard@editeur.example');
    expect(sent('people')[0]?.body).to.deep.equal({ people: { contact_technique } });
  });

  it('keeps what was written when another tab was first, and sends it on the new version', async () => {
    await open(granted);
    await press('Remplacer une personne');
    await write('contact_technique-given_name', 'Noa');
    backend.change('r1', {});
    await press('Enregistrer les personnes');
    await says('La demande a changé entre-temps');
    expect((root().getElementById('contact_technique-given_name') as HTMLInputElement).value).to.equal('Noa');
    does({});
    await press('Enregistrer les personnes');
    await says('Les personnes sont à jour.');
    const [first, second] = sent('people');
    expect([first?.headers.get('if-match'), second?.headers.get('if-match')]).to.deep.equal(['"1"', '"2"']);
  });

  it('sends the same again with the same key when no answer came', async () => {
    await open({ state: 'submitted', actions: ['withdraw'] });
    await press('Retirer de l’instruction');
    backend.online = false;
    await press('Oui, retirer la demande');
    await until('it says so', () => root().querySelector('.msg[role=alert]')?.textContent?.trim());
    backend.online = true;
    let lost = true;
    backend.next.push((call) => {
      if (call.method === 'POST' && lost) {
        lost = false;
        return problem(503, 'come-back');
      }
      return undefined;
    });
    await press('Oui, retirer la demande');
    await until('one was sent', () => sent('withdraw').length === 1);
    does({ state: 'draft', actions: ['save'] });
    await press('Oui, retirer la demande');
    await says('La demande est retirée de l’instruction.');
    const keys = sent('withdraw').map(({ headers }) => headers.get('idempotency-key'));
    expect(new Set(keys).size).to.equal(1);
  });

  it('speaks English', async () => {
    await open(granted, 'en');
    await press('Renew the habilitation');
    await says('three answers and your commitments are enough');
    await press('Close without renewing');
    await press('Replace somebody');
    await says('the instructor is only told');
    expect(await faults(element)).to.deep.equal([]);
  });
});
