/** The end of the form: sign in, organisation, commitments, one submission. */
import { expect } from 'chai';
import { unreachable } from '../../../widget/shared/problems.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, ccas, commune, draftView, problem } from '../form/backend.ts';
import { FormHarness, pdf, until } from '../form/harness.ts';

describe('datapass-form: submission', () => {
  let form: FormHarness;
  let backend: Backend;
  beforeEach(() => {
    backend = new Backend();
  });
  afterEach(() => form.close());

  const submitted = () => backend.made('POST', /submit/);

  it('signs in first, comes back with everything, then submits once for three clicks', async () => {
    form = await FormHarness.open({}, backend);
    await form.fill();
    await form.promise();
    await form.press('Soumettre');
    expect(backend.signIns).to.have.length(1);
    expect(submitted()).to.have.length(0);
    backend.arrive(camille);
    await until('the way is free', () => form.text.includes('Vous voici identifié'));
    expect(form.title).to.equal('La synthèse');
    expect(form.root.activeElement).to.equal(form.one('.title'));
    expect(form.text).to.contain(commune.name);
    await until('all is saved', () => form.status.startsWith('✓'));
    expect(backend.made('PUT', /documents/)).to.have.length(1);
    const done = new Promise<string>((resolve) =>
      form.form.addEventListener('datapass-submit', (event) => resolve(event.detail.id)),
    );
    const button = form.one('button:not([type])');
    button?.click();
    button?.click();
    button?.click();
    const id = await done;
    expect(backend.requests.get(id)?.state).to.equal('submitted');
    expect(submitted()).to.have.length(1);
    expect(submitted()[0]?.body).to.deep.equal({
      commitments: [
        'delegue_informe',
        'donnees_strictement_necessaires',
        'simplification',
        'information_des_personnes',
        'dpd_homologation_checkbox',
        'exactitude',
      ],
      terms_version: form.form.definition.stages[0]?.terms.version,
    });
  });

  it('uses the same key again when the answer was lost', async () => {
    backend.arrive(camille);
    form = await FormHarness.open({}, backend);
    await form.fill();
    await form.promise();
    await until('all is saved', () => form.status.startsWith('✓'));
    backend.next.push(() => {
      throw unreachable();
    });
    await form.press('Soumettre');
    await until('it says what to do', () => form.text.includes('DataPass ne répond pas'));
    await form.press('Soumettre');
    await until('it is sent', () =>
      [...backend.requests.values()].some(({ state }) => state === 'submitted'),
    );
    const keys = submitted().map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
  });

  it('shows what is missing as links, from the summary to the field', async () => {
    form = await FormHarness.open({}, backend);
    await form.fill();
    await form.press('Modifier l’étape « Mon projet »');
    await form.type('intitule', '');
    await form.press('La synthèse');
    expect(form.text).to.contain('Il manque une réponse');
    form
      .all('.callout a')
      .find((link) => link.textContent?.includes('Donnez un titre'))
      ?.click();
    await until('the field has the focus', () => form.root.activeElement?.id === 'intitule');
    expect(form.title).to.equal('Mon projet');
  });

  it('lets an agent of two organisations choose for which one', async () => {
    backend.arrive({ ...camille, organisations: [commune, ccas] });
    form = await FormHarness.open({}, backend);
    await form.fill();
    await until('the choice', () => form.one(`[id="@siret-${ccas.siret}"]`));
    await form.tick(`@siret-${ccas.siret}`);
    await until('it is saved', () => [...backend.requests.values()][0]?.organisation.siret === ccas.siret);
  });

  it('explains a disagreement about the organisation and takes the explanation', async () => {
    backend.arrive(camille);
    const organisation_check = {
      declared: 'administration',
      found: 'company',
      agrees: false,
      message: 'Le répertoire connaît une agence de voyages.',
    };
    backend.requests.set('r1', draftView('r1', { organisation_check }));
    form = await FormHarness.open({ request: { id: 'r1' }, openAt: 'synthese' }, backend);
    await until('it is explained', () => form.text.includes('Le répertoire connaît une agence de voyages.'));
    await form.press('Soumettre');
    expect(form.all('.errors a').map((link) => link.textContent)).to.include('Expliquez cet écart');
    await form.type('@explanation', 'Délégataire de la commune.');
    await until(
      'it is saved',
      () => backend.requests.get('r1')?.explanation === 'Délégataire de la commune.',
    );
    expect(await faults(form.form)).to.deep.equal([]);
  });

  it('warns before submission about an address that the API does not take, with the way out', async () => {
    backend.arrive({ ...camille, email_kind: 'free_mail' });
    form = await FormHarness.open({ openAt: 'synthese' }, backend);
    await until('it warns', () =>
      form.text.includes('Votre adresse électronique ne permet pas de soumettre'),
    );
    await form.press('S’identifier avec une autre adresse');
    expect(backend.signIns.at(-1)).to.include({ again: true });
  });

  it('brings the server’s problems to their fields', async () => {
    backend.arrive(camille);
    form = await FormHarness.open({}, backend);
    await form.fill();
    await form.promise();
    await until('all is saved', () => form.status.startsWith('✓'));
    const fields = [
      { field: 'answers.contact_technique.email', code: 'email', message: 'Corrigez l’adresse.' },
    ];
    backend.next.push(() => problem(422, 'answers-not-ready', { fields }));
    await form.press('Soumettre');
    await until('the problem shows', () => form.text.includes('Corrigez l’adresse.'));
    form.one('.errors a')?.click();
    await until('the field has the focus', () => form.root.activeElement?.id === 'contact_technique-email');
  });

  it('keeps everything when the server refuses a document, and says its words', async () => {
    backend.arrive(camille);
    form = await FormHarness.open({}, backend);
    await form.type('intitule', 'Gardé');
    await until('saved', () => form.status.startsWith('✓'));
    await form.close();
    backend.next.push(
      () => undefined,
      () => problem(422, 'document', { detail: 'Ce PDF est protégé par un mot de passe.' }),
    );
    const [id] = [...backend.requests.keys()];
    form = await FormHarness.open({ request: { id: id as string }, openAt: 'legal' }, backend);
    await form.drop('cadre_juridique_document', pdf());
    await until('the words show', () => form.text.includes('protégé par un mot de passe'));
    expect(form.one('.rows li')).to.equal(null);
  });

  it('leads to the follow-up where the request was sent from elsewhere', async () => {
    backend.arrive(camille);
    backend.requests.set('r1', draftView('r1', { state: 'submitted', actions: [] }));
    form = await FormHarness.open({}, backend);
    const told = new Promise<string>((resolve) =>
      form.form.addEventListener('datapass-submit', (event) => resolve(event.detail.id)),
    );
    form.form.request = { id: 'r1' };
    expect(await told).to.equal('r1');
  });

  it('leaves an update with the organisation that holds the habilitation', async () => {
    backend.arrive({ ...camille, organisations: [commune, ccas] });
    for (const [id, reopening] of [
      ['r1', null],
      ['r2', 'update'],
    ] as const) {
      backend.requests.set(id, draftView(id, { organisation: commune, reopening }));
      form = await FormHarness.open({ request: { id }, openAt: 'synthese' }, backend);
      await until('the organisation', () => form.text.includes(commune.name));
      const other = () => form.one(`[id="@siret-${ccas.siret}"]`);
      // The choice comes with a chunk of its own.
      if (reopening === null) await until('the choice', other);
      expect(other() !== null).to.equal(reopening === null);
      expect(form.text.includes('Demander pour une autre organisation')).to.equal(reopening === null);
      if (reopening === null) await form.close();
    }
  });

  it('opens at the field to change, with the instructor’s words', async () => {
    backend.arrive(camille);
    backend.requests.set(
      'r1',
      draftView('r1', {
        state: 'changes_requested',
        reason: 'La délibération ne mentionne pas l’adresse.',
        requested_fields: ['scopes', 'cadre_juridique_document'],
      }),
    );
    form = await FormHarness.open({ request: { id: 'r1' } }, backend);
    expect(form.title).to.equal('Les données');
    await until('the words show', () => form.text.includes('La délibération ne mentionne pas l’adresse.'));
    expect(form.one('#field-scopes')?.textContent).to.contain('modification demandée');
    expect(await faults(form.form)).to.deep.equal([]);
  });
});
