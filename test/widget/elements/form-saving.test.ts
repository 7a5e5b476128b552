/** Nothing typed is lost: sessions, networks, versions and tabs that fail while somebody types. */
import { expect } from 'chai';
import { Backend, camille, draftView, problem } from '../form/backend.ts';
import { FormHarness, until } from '../form/harness.ts';

describe('datapass-form: saving', () => {
  let form: FormHarness;
  let backend: Backend;
  beforeEach(() => {
    backend = new Backend();
  });
  afterEach(() => form.close());

  /** A request of Camille's, open in the form. */
  const opened = async (more = {}) => {
    backend.arrive(camille);
    backend.requests.set('r1', draftView('r1', more));
    form = await FormHarness.open({ request: { id: 'r1' } }, backend);
  };
  const stored = () => backend.requests.get('r1')?.answers ?? {};
  const saved = () => until('it is saved', () => form.status.startsWith('✓ Enregistré'));

  it('makes one request of the draft when the person signs in, with all that was typed', async () => {
    form = await FormHarness.open({}, backend);
    await form.type('intitule', 'Tarification');
    await form.press('Enregistrer');
    expect(backend.signIns).to.deep.equal([{ step: 'form:basic_infos', again: false }]);
    await form.type('intitule', 'Tarification de la cantine');
    backend.arrive(camille);
    await saved();
    const created = backend.made('POST');
    expect(created).to.have.length(1);
    expect(created[0]?.headers.get('idempotency-key')).to.match(/^[\w-]{36}$/);
    expect([...backend.requests.values()][0]?.answers.intitule).to.equal('Tarification de la cantine');
  });

  it('saves only the keys that changed, against the version they were typed on', async () => {
    await opened({ answers: { intitule: 'Avant' } });
    await form.type('intitule', 'Après');
    expect(form.status).to.equal('Modifications en attente');
    await saved();
    const [call] = backend.made('PATCH');
    expect(call?.headers.get('if-match')).to.equal('"1"');
    expect(call?.body).to.deep.equal({ answers: { intitule: 'Après' } });
    expect(backend.made('PATCH')).to.have.length(1);
  });

  it('joins a newer version: mine where I typed, theirs elsewhere, and says what differed', async () => {
    await opened({ answers: { intitule: 'Départ', description: 'Départ' } });
    backend.change('r1', { intitule: 'Le leur', description: 'Leur description' });
    await form.type('intitule', 'Le mien');
    await form.press('Enregistrer');
    await saved();
    expect(stored().intitule).to.equal('Le mien');
    expect(form.control('description').value).to.equal('Leur description');
    await until('it says so', () => form.text.includes('Modifié aussi ailleurs'));
    expect(form.text).to.contain('Le leur');
    await form.press('Prendre l’autre version');
    expect(form.control('intitule').value).to.equal('Le leur');
  });

  it('keeps typing without network, and replays when it is back', async () => {
    await opened();
    backend.online = false;
    await form.type('intitule', 'Écrit hors connexion');
    await form.press('Enregistrer');
    await until('it says so', () => form.status.startsWith('Hors connexion'));
    backend.online = true;
    window.dispatchEvent(new Event('online'));
    await saved();
    expect(stored().intitule).to.equal('Écrit hors connexion');
  });

  it('keeps typing when the session ends, and replays after signing in again', async () => {
    await opened();
    await form.type('intitule', 'Avant la fin');
    backend.expire();
    await form.type('description', 'Après la fin');
    await until('it says so', () => form.status.startsWith('Session terminée'));
    await form.press('S’identifier');
    backend.arrive(camille);
    await saved();
    expect(stored()).to.include({ intitule: 'Avant la fin', description: 'Après la fin' });
  });

  it('gives back after a reload what the server never received', async () => {
    await opened({ answers: { intitule: 'Sur le serveur' } });
    backend.online = false;
    await form.type('intitule', 'Dans ce navigateur');
    await form.press('Enregistrer');
    await until('it says so', () => form.status.startsWith('Hors connexion'));
    backend.online = true;
    form = await form.reopen({ request: { id: 'r1' } });
    expect(form.control('intitule').value).to.equal('Dans ce navigateur');
    await until('it is saved', () => stored().intitule === 'Dans ce navigateur');
  });

  it('never shows a draft to the next person who signs in', async () => {
    backend.arrive(camille);
    backend.online = false;
    form = await FormHarness.open({}, backend);
    await form.type('intitule', 'À Camille');
    await form.press('Enregistrer');
    await until('it is kept', () => form.status.startsWith('Hors connexion'));
    backend.online = true;
    backend.expire();
    backend.arrive({ ...camille, email: 'dominique.exemple@commune.example' });
    await until('an empty form', () => form.one<HTMLInputElement>('#intitule')?.value === '');
    backend.expire();
    backend.arrive(camille);
    await until('hers again', () => form.one<HTMLInputElement>('#intitule')?.value === 'À Camille');
  });

  it('lets one tab write at a time; the other takes over with all that was typed', async () => {
    form = await FormHarness.open({}, backend);
    await form.type('intitule', 'Premier onglet');
    await until('it is kept', () => form.status.startsWith('Gardé'));
    const second = await FormHarness.open({}, backend);
    expect(second.text).to.contain('ouvert dans un autre onglet');
    await second.press('Continuer ici');
    await until(
      'the text is there',
      () => second.one<HTMLInputElement>('#intitule')?.value === 'Premier onglet',
    );
    await until('the first one has stopped', () => form.text.includes('ouvert dans un autre onglet'));
    await second.close();
  });

  it('says what the server will not store, and sends the rest', async () => {
    await opened();
    backend.next.push(() => problem(422, 'invalid', { detail: 'Raccourcissez le titre.' }));
    await form.type('intitule', 'x');
    await form.press('Enregistrer');
    await until('the words show', () => form.text.includes('Raccourcissez le titre.'));
    expect(form.control('intitule').value).to.equal('x');
    // Too long to be stored at all: it waits here, the other answer goes.
    const fields = [{ field: 'answers.intitule', code: 'too_long', message: 'Le titre est trop long.' }];
    backend.next.push(() => problem(422, 'invalid', { fields }));
    await form.type('intitule', 'x'.repeat(300));
    await form.type('description', 'Une description');
    await form.press('Enregistrer');
    await until('the rest is saved', () => stored().description === 'Une description');
    expect(stored().intitule).to.equal(undefined);
    expect(form.control('intitule').value).to.have.length(300);
    await until('it says why', () => form.text.includes('Le titre est trop long.'));
    await form.type('intitule', 'Assez court');
    await form.press('Enregistrer');
    await until('it is corrected', () => stored().intitule === 'Assez court');
  });
});
