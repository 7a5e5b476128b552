/** Nobody fills a form alone: inviting from a step, what others did, comments, handing over, in the form. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { camille, problem } from '../form/backend.ts';
import { FormHarness, until } from '../form/harness.ts';
import { sayingYes, see } from '../form/page.ts';
import { draft, invitation, offer, officer, PeopleBackend } from '../form/people-backend.ts';

const title = 'Faire remplir ou confirmer cette étape par un collègue';

describe('the form, with others', () => {
  let form: FormHarness;
  let backend: PeopleBackend;
  /** What was asked before acting. */
  const asked = sayingYes();
  beforeEach(() => {
    see('visible');
    backend = new PeopleBackend();
  });
  afterEach(() => form.close());

  const disclosure = (name: string) =>
    form.all<HTMLDetailsElement>('details').find((one) => one.textContent?.trim().startsWith(name));
  const disclose = async (name = title) => {
    const found = await until(`« ${name} »`, () => disclosure(name));
    found.open = true;
    await until('what it holds', () => found.children[1]);
  };
  const opened = async (more: Partial<RequestView> = {}, openAt = 'contacts') => {
    backend.arrive(camille);
    backend.requests.set('r1', draft(more));
    form = await FormHarness.open({ request: { id: 'r1' }, openAt }, backend);
  };
  const says = (words: string) => until(`« ${words} »`, () => form.text.includes(words));
  const focused = () => form.root.activeElement?.id;

  it('says before signing in that inviting needs it, and goes on from there', async () => {
    form = await FormHarness.open({}, backend);
    await form.type('intitule', 'Tarification');
    await disclose();
    await says('Pour inviter quelqu’un, identifiez-vous');
    expect(await faults(form.form)).to.deep.equal([]);
    disclosure(title)?.querySelector('button')?.click();
    expect(backend.signIns).to.deep.equal([{ step: 'form:basic_infos' }]);
    backend.arrive(camille);
    await until('the address is asked for', () => focused() === '@invite-email');
    expect(disclosure(title)?.open).to.equal(true);
    await until('the draft is saved', () => backend.requests.size);
    // Several looks of axe: on a busy machine more than the usual ten seconds.
  }).timeout(30_000);

  it('saves the draft, then invites by e-mail, and says where the invitation stands', async () => {
    await opened();
    await form.type('contact_technique-given_name', 'Lou');
    await disclose();
    expect(await faults(form.form)).to.deep.equal([]);
    await form.type('@invite-email', 'eden.fictif@editeur.example');
    await form.press('Envoyer l’invitation');
    await says('L’invitation part vers eden.fictif@editeur.example.');
    const methods = backend.calls.map(({ method, path }) => `${method} ${path}`);
    expect(methods.indexOf('PATCH /requests/r1')).to.be.lessThan(
      methods.indexOf('POST /requests/r1/invitations'),
    );
    expect(backend.made('POST', /invitations/)[0]?.body).to.deep.equal({
      kind: 'fill',
      step: 'contacts',
      email: 'eden.fictif@editeur.example',
    });
    expect(form.control('@invite-email').value).to.equal('');
    expect(form.text).to.contain('pas encore ouverte').and.contain('1 invitation en cours');
    expect(await faults(form.form)).to.deep.equal([]);
    // The same again is the same invitation.
    await form.type('@invite-email', 'eden.fictif@editeur.example');
    await form.press('Envoyer l’invitation');
    await says('a déjà cette invitation');
    expect(form.all('.who li')).to.have.length(1);
    // Several looks of axe: on a busy machine more than the usual ten seconds.
  }).timeout(30_000);

  it('puts what is wrong at the address, in words, and keeps what was typed', async () => {
    await opened();
    await disclose();
    await form.type('@invite-email', 'eden');
    await form.press('Envoyer l’invitation');
    await says('Écrivez une adresse électronique complète');
    expect(backend.made('POST')).to.have.length(0);
    await form.type('@invite-email', camille.email);
    await form.press('Envoyer l’invitation');
    await says('C’est votre propre adresse');
    const field = form.control('@invite-email');
    expect(field.value).to.equal(camille.email);
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    await until('the focus is there', () => focused() === '@invite-email');
    expect(await faults(form.form)).to.deep.equal([]);
    // Several looks of axe: on a busy machine more than the usual ten seconds.
  }).timeout(30_000);

  it('sends nothing while the draft cannot be saved', async () => {
    await opened();
    await form.type('contact_technique-given_name', 'Lou');
    await disclose();
    backend.online = false;
    await form.type('@invite-email', 'eden.fictif@editeur.example');
    await form.press('Envoyer l’invitation');
    await says('Rien n’est parti');
    expect(form.control('@invite-email').value).to.equal('eden.fictif@editeur.example');
    backend.online = true;
    expect(backend.made('POST')).to.have.length(0);
  });

  it('invites by Enter, without going to the next step', async () => {
    await opened();
    await disclose();
    form.control('@invite-email').focus();
    await sendKeys({ type: 'eden.fictif@editeur.example' });
    await sendKeys({ press: 'Enter' });
    await says('L’invitation part vers');
    expect(form.title).to.equal('Les personnes impliquées');
  });

  it('asks a person named in the request to confirm, without an address to type', async () => {
    await opened({ answers: { delegue_protection_donnees: officer } }, 'personal_data');
    await disclose();
    await form.tick('@invite-kind-confirm');
    await says('Alix Bernard – ');
    expect(form.one('#\\@invite-email')).to.equal(null);
    expect(await faults(form.form)).to.deep.equal([]);
    await form.press('Envoyer l’invitation');
    await says('L’invitation part vers alix.bernard@commune.example.');
    expect(backend.made('POST')[0]?.body).to.deep.equal({
      kind: 'confirm',
      step: 'personal_data',
      field: 'delegue_protection_donnees',
    });
    await form.tick('@invite-who-other');
    expect(form.one('#\\@invite-email')).not.to.equal(null);
  });

  it('asks before revoking, and keeps the focus on what has changed', async () => {
    const made = invitation();
    backend.invitations.push(made);
    await opened();
    await disclose();
    await says('eden.fictif@editeur.example');
    await form.press('Retirer eden');
    await says('Retirée le 20 novembre 2026');
    expect(asked[0]).to.contain('Retirer l’invitation de eden.fictif@editeur.example ?');
    await until('the focus is there', () => focused() === `@invitation-${made.id}`);
    expect(form.text).not.to.contain('invitation en cours');
    expect(await faults(form.form)).to.deep.equal([]);
  });

  it('takes in what somebody else fills meanwhile, and says who wrote what', async () => {
    const made = invitation({ state: 'opened' });
    backend.invitations.push(made);
    await opened({ answers: { intitule: 'Tarification' } });
    await until('the invitation is known', () => form.text.includes('1 invitation en cours'));
    await form.type('responsable_traitement-given_name', 'Rachel');
    backend.done(made.id, 'Éden Fictif');
    backend.change(
      'r1',
      { delegue_protection_donnees: officer },
      { written_by: { contacts: 'Éden Fictif' } },
    );
    document.dispatchEvent(new Event('visibilitychange'));
    await says('Éden Fictif a répondu pendant que vous remplissiez');
    expect(form.control('delegue_protection_donnees-given_name').value).to.equal('Alix');
    expect(form.control('responsable_traitement-given_name').value).to.equal('Rachel');
    expect(form.text)
      .to.contain('Réponse de Éden Fictif')
      .and.contain('Dernières réponses données par Éden Fictif');
    expect(form.all('.tag').filter((tag) => tag.textContent?.includes('Réponse de'))).to.have.length(1);
    expect(await faults(form.form)).to.deep.equal([]);
    await form.press('J’ai lu');
    expect(form.text).not.to.contain('pendant que vous remplissiez');
    // Written over, it is nobody else's any more.
    await form.type('delegue_protection_donnees-given_name', 'Alexis');
    expect(form.text).not.to.contain('Réponse de Éden Fictif');
    // Several looks of axe: on a busy machine more than the usual ten seconds.
  }).timeout(30_000);

  it('takes in the last answer, also when it comes while it is asking', async () => {
    const made = invitation({ state: 'opened' });
    backend.invitations.push(made);
    await opened({ answers: { intitule: 'Tarification' } });
    await until('the invitation is known', () => form.text.includes('1 invitation en cours'));
    // The first of what it asks for is answered as things stand; then the guest has finished.
    const ask = backend.fetch.bind(backend);
    backend.fetch = async (...call) => {
      backend.fetch = ask;
      const answer = await ask(...call);
      backend.done(made.id, 'Éden Fictif');
      const answers = { delegue_protection_donnees: officer };
      backend.change('r1', answers, { written_by: { contacts: 'Éden Fictif' } });
      return answer;
    };
    document.dispatchEvent(new Event('visibilitychange'));
    await says('Éden Fictif a répondu pendant que vous remplissiez');
  });

  it('asks nothing while another form is in its place, and again once it is shown', async () => {
    backend.invitations.push(invitation());
    await opened();
    await until('the invitation is known', () => form.text.includes('1 invitation en cours'));
    const asks = () => {
      const before = backend.busy;
      document.dispatchEvent(new Event('visibilitychange'));
      return backend.busy > before;
    };
    form.form.style.display = 'none';
    expect(asks()).to.equal(false);
    form.form.style.display = '';
    await until('it asks', asks);
  });

  it('says who wrote it where both have answered the same question', async () => {
    backend.invitations.push(invitation());
    await opened({ answers: { intitule: 'Départ' } }, 'basic_infos');
    backend.change('r1', { intitule: 'Le sien' }, { written_by: { basic_infos: 'Éden Fictif' } });
    await form.type('intitule', 'Le mien');
    await form.press('Enregistrer');
    await says('Modifié aussi par Éden Fictif');
    expect(form.control('intitule').value).to.equal('Le mien');
    expect(form.text).to.contain('Le sien');
  });

  it('shows on the summary who did what, and the conversation with the local adviser', async () => {
    backend.invitations.push(
      invitation({
        state: 'done',
        text: 'Remplie par Éden Fictif le 20 novembre 2026',
        done_by: 'Éden Fictif',
      }),
      invitation({ kind: 'confirm', step: 'personal_data', email: officer.email }),
    );
    const confirmation = {
      step: 'personal_data',
      field: 'delegue_protection_donnees',
      label: 'Délégué à la protection des données',
      name: 'Alix Bernard',
      at: '2026-11-19T10:00:00Z',
    };
    await opened(
      {
        written_by: { contacts: 'Éden Fictif' },
        confirmations: [
          {
            ...confirmation,
            current: false,
            text: 'Confirmé par Alix Bernard le 19 novembre 2026 ; l’étape a changé depuis',
          },
        ],
        comments: [
          {
            by: 'Claude Conseil',
            mine: false,
            at: '',
            text: 'Citez la délibération.',
            when: '19 novembre 2026 à 10:00',
          },
        ],
      },
      'synthese',
    );
    await says('Qui a fait quoi');
    await says('Remplie par Éden Fictif le 20 novembre 2026');
    expect(form.text)
      .to.contain('Dernières réponses données par Éden Fictif.')
      .and.contain('l’étape a changé depuis')
      .and.contain('à confirmer de nouveau')
      .and.contain('Citez la délibération.');
    await disclose('Demander l’avis de votre conseiller local (CDL, CDNE)');
    expect(await faults(form.form)).to.deep.equal([]);
    expect(form.text).not.to.match(/undefined|null|false/);
    await form.type('@invite-email', 'cdl@dgfip.example');
    await form.press('Envoyer l’invitation');
    await says('L’invitation part vers cdl@dgfip.example.');
    expect(backend.made('POST')[0]?.body).to.deep.equal({ kind: 'comment', email: 'cdl@dgfip.example' });

    await form.press('Envoyer la réponse');
    await says('Écrivez votre réponse.');
    await form.type('@comment-text', 'C’est fait.');
    await form.press('Envoyer la réponse');
    await says('Votre réponse est envoyée.');
    expect(form.all('ol.who li').map((line) => line.querySelector('p')?.textContent)).to.deep.equal([
      'Citez la délibération.',
      'C’est fait.',
    ]);
    expect(form.control('@comment-text').value).to.equal('');
    // Several looks of axe: on a busy machine more than the usual ten seconds.
  }).timeout(30_000);

  it('hands the request over: the consequences first, then the follow-up', async () => {
    await opened({}, 'synthese');
    await disclose('Confier cette demande à un collègue');
    expect(form.text).to.contain('Elle devient la sienne');
    await form.type('@transfer-email', 'inconnu@ailleurs.example');
    await form.press('Confier la demande');
    await says('Personne de votre organisation');
    expect(await faults(form.form)).to.deep.equal([]);
    const left = new Promise<unknown>((resolve) =>
      form.form.addEventListener('datapass-submit', ({ detail }) => resolve(detail), { once: true }),
    );
    await form.type('@transfer-email', 'dominique.modele@commune.example');
    await form.press('Confier la demande');
    expect(await left).to.deep.equal({ id: 'r1' });
    expect(asked.at(-1)).to.contain('Confier cette demande à dominique.modele@commune.example ?');
  });

  it('shows a colleague’s offer to take the request over on every step, and objects', async () => {
    const actions: RequestView['actions'] = ['save', 'submit', 'transfer', 'object_take_over'];
    await opened({ take_over: offer(false), actions });
    await says('Dominique Modèle propose de reprendre cette demande');
    expect(await faults(form.form)).to.deep.equal([]);
    await form.press('Garder cette demande');
    await says('La proposition de reprise est écartée.');
    expect(asked[0]).to.contain('refuser que Dominique Modèle la reprenne');
    expect(form.text).not.to.contain('Sans opposition de votre part');
    await until('the focus is on what was done', () => focused() === '@handover');
  });

  it('leaves the form when the request has become somebody else’s meanwhile', async () => {
    backend.invitations.push(invitation());
    await opened();
    await until('the invitation is known', () => form.text.includes('1 invitation en cours'));
    const left = new Promise<unknown>((resolve) =>
      form.form.addEventListener('datapass-submit', ({ detail }) => resolve(detail), { once: true }),
    );
    backend.change('r1', {}, { mine: false, actions: ['ask_take_over'] });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await left).to.deep.equal({ id: 'r1' });
  });

  it('says the server’s words where it refuses, and speaks English', async () => {
    backend.arrive(camille);
    backend.requests.set('r1', draft());
    form = await FormHarness.open({ request: { id: 'r1' }, openAt: 'contacts', language: 'en' }, backend);
    await disclose('Have this step filled in or confirmed by a colleague');
    await form.type('@invite-email', 'eden.fictif@editeur.example');
    backend.refusal = () => problem(429, 'too-many', { detail: 'Too many open invitations.' });
    await form.press('Send the invitation');
    await says('Too many open invitations.');
    expect(await faults(form.form)).to.deep.equal([]);
  });
});
