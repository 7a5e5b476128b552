/** `<datapass-requests>`: inside a journey, and on its own on somebody's page. */
import { expect } from 'chai';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { generateKeys } from '../../../widget/login/keys.ts';
import { deleteSession, writeSession } from '../../../widget/login/store.ts';
import { DatapassRequest } from '../../../widget/request/request.ts';
import '../../../widget/requests/define.ts';
import type { DatapassRequests } from '../../../widget/requests/list.ts';
import type { HabilitationInForce, RequestSummary } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, ccas, commune } from '../form/backend.ts';
import { until } from '../form/harness.ts';

customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);

/** What the list reads of it. */
const definition = {
  id: 'impot-particulier',
  title: 'API Impôt particulier',
  accepting: true,
} as ApiDefinition;

const summary = (more: Partial<RequestSummary>): RequestSummary => ({
  id: 'r1',
  number: 'D1042',
  api: 'impot-particulier',
  api_title: 'API Impôt particulier',
  stage: 'sandbox',
  stage_label: 'Bac à sable',
  state: 'draft',
  title: 'Cantine',
  organisation: commune,
  applicant_name: 'Camille Exemple',
  mine: true,
  relation: 'mine',
  mentions: [],
  next_action: { who: 'you', text: 'Compléter et soumettre la demande' },
  state_label: 'Brouillon',
  tone: 'info',
  changed: 'modifiée le 16 novembre 2026',
  dates: [],
  ends_soon: '',
  updated_at: '2026-11-16T16:40:00Z',
  submitted_at: null,
  ...more,
});

const colleague = summary({
  id: 'r2',
  number: 'D1043',
  title: 'Crèche',
  mine: false,
  relation: 'organisation',
  applicant_name: 'Dominique Modèle',
  state: 'submitted',
  state_label: 'En cours d’instruction',
  next_action: { who: 'provider', text: 'Attendre la réponse, au plus tard le 20 janvier 2027' },
  dates: ['envoyée le 20 novembre 2026'],
});
const naming = summary({
  id: 'r3',
  number: 'D1044',
  title: '',
  mine: false,
  relation: 'named',
  organisation: ccas,
  applicant_name: 'Claude Double',
  state: 'submitted',
  next_action: { who: 'provider', text: 'Attendre la réponse' },
  mentions: [
    {
      field: 'delegue_protection_donnees',
      label: 'Délégué à la protection des données',
      given_name: 'Camille',
      family_name: 'Exemple',
      email: 'camille.exemple@commune.example',
      phone: '',
      job_title: 'Agente',
    },
  ],
});
const granted = summary({
  id: 'r4',
  number: 'D1045',
  title: 'Stationnement',
  state: 'validated',
  state_label: 'Validée',
  tone: 'ok',
  next_action: { who: 'you', text: 'Récupérer mon accès', url: '/acces/H1042' },
  dates: ['envoyée le 2 mars 2024', 'habilitation H1042, valable jusqu’au 24 décembre 2026'],
  ends_soon: 'se termine dans 34 jours',
});

const plain = (text: string | null | undefined): string =>
  (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();

let element: DatapassRequests;
const root = () => element.shadowRoot as ShadowRoot;
const text = () => plain(root().textContent);
const rows = () => [...root().querySelectorAll('[part=row]')].map((row) => plain(row.textContent));
const actions = () =>
  [...root().querySelectorAll<HTMLElement>('button, a.button')].filter(
    (one) => !/déconnecter/.test(one.textContent ?? ''),
  );
const action = (name: string) => actions().find((one) => plain(one.textContent) === name);
const select = (label: string) =>
  [...root().querySelectorAll('label')].find((one) => plain(one.textContent).startsWith(label))
    ?.control as HTMLSelectElement;

function place(properties: Partial<DatapassRequests> = {}, fallback = ''): DatapassRequests {
  element = document.createElement('datapass-requests');
  Object.assign(element, properties);
  element.innerHTML = fallback;
  document.body.append(element);
  return element;
}

afterEach(() => element.remove());

describe('datapass-requests in a journey', () => {
  it('says of each what it is, whose turn it is and its dates; opens what is chosen, or a new one', async () => {
    const session = new Backend();
    session.arrive(camille);
    const requests = [summary({}), colleague, naming, granted];
    place({ session, requests, definition });
    await until('the list', () => rows()[0]);
    expect(rows()[0]).to.contain('D1042 · API Impôt particulier · Bac à sable').and.contain('Cantine');
    expect(rows()[0]).to.contain('À vous · Compléter et soumettre la demande').and.contain('Brouillon');
    expect(rows()[1]).to.contain('par Dominique Modèle').and.contain('envoyée le 20 novembre 2026');
    expect(rows()[1]).to.contain('Au fournisseur · Attendre la réponse, au plus tard le 20 janvier 2027');
    expect(rows()[2]).to.contain(ccas.name).and.contain('Vous y êtes : Délégué à la protection des données');
    expect(rows()[3]).to.contain('habilitation H1042, valable jusqu’au 24 décembre 2026');
    expect(rows()[3]).to.contain('se termine dans 34 jours');
    expect(root().querySelector('a[href="/acces/H1042"]')?.getAttribute('rel')).to.equal('noopener');
    expect(text()).not.to.match(/undefined|null|\[object/);
    const chosen: unknown[] = [];
    const leaks: unknown[] = [];
    element.addEventListener('datapass-open', (event) => chosen.push([event.detail, event.composed]));
    document.addEventListener('datapass-open', (event) => leaks.push(event), { once: true });
    // Nothing but its line is open to who is only named.
    expect(actions().map((one) => plain(one.textContent))).to.deep.equal([
      'Reprendre D1042',
      'Suivre D1043',
      'Suivre D1045',
      'Nouvelle demande',
    ]);
    for (const one of actions()) one.click();
    expect(chosen).to.deep.equal([
      [{ id: 'r1', api: 'impot-particulier', state: 'draft' }, false],
      [{ id: 'r2', api: 'impot-particulier', state: 'submitted' }, false],
      [{ id: 'r4', api: 'impot-particulier', state: 'validated' }, false],
      [{}, false],
    ]);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('asks nothing for what it was given, and asks for what is chosen by whose and by state', async () => {
    const session = new Backend();
    session.arrive(camille);
    place({ session, requests: [summary({}), colleague], definition });
    await until('the list', () => rows()[1]);
    expect(session.calls).to.have.length(0);
    session.next.push(() => Response.json({ requests: [colleague], next: null }));
    select('De qui').value = 'organisation';
    select('De qui').dispatchEvent(new Event('change'));
    await until('hers alone', () => rows().length === 1);
    const asked = new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]);
    expect(asked.get('relation')).to.equal('organisation');
    expect(asked.get('api')).to.match(/^impot-particulier/);
    session.next.push(() => Response.json({ requests: [], next: null }));
    select('État').value = 'refused';
    select('État').dispatchEvent(new Event('change'));
    await until('none', () => text().includes('Aucune demande ne correspond à ce choix.'));
    expect(new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]).get('state')).to.equal('refused');
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal('Aucune demande');
    expect(await faults(element)).to.deep.equal([]);
    session.next.push(() => Response.json({ requests: [summary({}), colleague], next: null }));
    action('Tout afficher')?.click();
    await until('all again', () => rows()[0]?.includes('Cantine'));
    expect(select('De qui').selectedOptions[0]?.textContent).to.equal('Toutes');
    expect(select('État').selectedOptions[0]?.textContent).to.equal('Tous');
  });

  it('shows more where there is more, and puts the focus where it begins', async () => {
    const session = new Backend();
    session.arrive(camille);
    session.next.push(() => Response.json({ requests: [summary({}), colleague], next: 'later_1' }));
    place({ session });
    await until('the first page', () => rows()[1]);
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal(
      '2 demandes, et d’autres plus anciennes',
    );
    session.next.push(() => Response.json({ requests: [granted], next: null }));
    action('Afficher plus')?.focus();
    action('Afficher plus')?.click();
    await until('the second page', () => rows().length === 3);
    expect(new URLSearchParams(session.calls.at(-1)?.path.split('?')[1]).get('after')).to.equal('later_1');
    await until('the focus on the first new one', () =>
      root().activeElement?.textContent?.includes('Stationnement'),
    );
    expect(action('Afficher plus')).to.equal(undefined);
    expect(plain(root().querySelector('[role=status]')?.textContent)).to.equal('3 demandes');
  });

  it('says that the list could not be read, and tries again', async () => {
    const session = new Backend();
    session.arrive(camille);
    session.online = false;
    place({ session });
    await until('the failure', () => text().includes('La liste n’a pas pu être lue.'));
    session.online = true;
    session.next.push(() => Response.json({ requests: [], next: null }));
    action('Réessayer')?.click();
    await until('an empty list', () => text().includes('Aucune demande pour le moment.'));
    expect(await faults(element)).to.deep.equal([]);
  });
});

describe('datapass-requests on its own', () => {
  let bases = 0;
  let base = '';
  let repair = () => {};
  let spoken: unknown[] = [];
  const held: HabilitationInForce = {
    number: 'H1042',
    api: 'impot-particulier',
    api_title: 'API Impôt particulier',
    stage: 'production',
    title: 'Stationnement',
    siret: commune.siret,
    valid_until: '2026-12-24T10:00:00Z',
    until: '24 décembre 2026',
    ends_soon: 'se termine dans 34 jours',
    request_id: 'r4',
  };

  /** A backend of its own, with a session or without; the conversation of signing in is the journeys' matter. */
  function backend(answers: Record<string, (url: URL) => unknown>): URL[] {
    const asked: URL[] = [];
    const real = window.fetch;
    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      const path = url.href.startsWith(base) ? url.pathname.slice(new URL(base).pathname.length) : '';
      if (!path) return real(input, init);
      asked.push(url);
      if (path === '/requests') spoken.push(new Headers(init?.headers).get('accept-language'));
      const answer = answers[path];
      if (!answer) throw new TypeError('network');
      return Response.json(answer(url));
    };
    repair = () => {
      window.fetch = real;
    };
    return asked;
  }

  const site = () => ({
    registered: true,
    client_id: 'essai',
    hosted_url: 'https://datapass.example/demande/',
  });
  const signedIn = async (more: Record<string, (url: URL) => unknown> = {}, me = camille) => {
    await writeSession({ base, id: 's', clientId: 'essai', refreshToken: 'r', keys: await generateKeys() });
    return backend({
      '/sites/current': site,
      '/oauth/token': () => ({ access_token: 'a', expires_in: 900 }),
      '/me': () => me,
      '/requests': () => ({ requests: [summary({}), colleague, naming, granted], next: null }),
      '/habilitations/mine': () => ({ habilitations: [held] }),
      ...more,
    });
  };

  beforeEach(() => {
    bases += 1;
    spoken = [];
    base = `${location.origin}/backend-${bases}`;
    document.documentElement.lang = 'fr';
  });
  afterEach(async () => {
    repair();
    await deleteSession(base);
    for (const other of document.querySelectorAll('datapass-request')) other.remove();
  });

  it('shows the page’s own words, then the way to sign in', async () => {
    backend({ '/sites/current': site });
    place({ base }, '<a href="/mes-demandes">Voir mes demandes</a>');
    await element.updateComplete;
    expect(root().querySelector('slot')).to.not.equal(null);
    const ready = new Promise((resolve) => element.addEventListener('datapass-ready', resolve));
    await ready;
    await until('the button', () => action('S’identifier avec ProConnect'));
    expect(text()).to.contain('Identifiez-vous pour voir vos demandes');
    expect(root().querySelector('slot')).to.equal(null);
    expect(root().querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('2');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('refuses politely on a site that is not registered, with a link to our page', async () => {
    backend({ '/sites/current': () => ({ ...site(), registered: false }) });
    place({ base });
    const link = await until('the link', () => action('Continuer sur DataPass') as HTMLAnchorElement);
    expect(link.href).to.equal(`${base}/mes-demandes?lang=fr`);
    expect(action('S’identifier avec ProConnect')).to.equal(undefined);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('says that the backend is away beside the page’s own words, and tries again', async () => {
    backend({});
    place({ base }, '<a href="/mes-demandes">Voir mes demandes</a>');
    await until('the problem', () => text().includes('DataPass ne répond pas'));
    expect(root().querySelector('slot')).to.not.equal(null);
    repair();
    backend({ '/sites/current': site });
    action('Réessayer')?.click();
    await until('the button', () => action('S’identifier avec ProConnect'));
  });

  it('lists what is this person’s, with the habilitations in force and the way to the profile', async () => {
    await signedIn({}, { ...camille, organisations: [commune, ccas] });
    place({ base });
    await until('the list', () => rows()[3]);
    expect(text()).to.contain('Vous êtes Camille Exemple.');
    // Several organisations: each request says of which it is.
    expect(rows()[0]).to.contain(commune.name);
    const habilitations = await until('the habilitations', () => root().querySelector('details'));
    expect(plain(habilitations.querySelector('summary')?.textContent)).to.equal(
      'Une habilitation en cours se termine dans 34 jours',
    );
    expect(plain(habilitations.textContent)).to.contain(
      `H1042 · API Impôt particulier se termine dans 34 joursStationnement · ${commune.name} · jusqu’au 24 décembre 2026Suivre H1042`,
    );
    const profiles = [...root().querySelectorAll<HTMLAnchorElement>('a[href*=profil]')].map(
      ({ href }) => href,
    );
    expect(profiles).to.deep.equal(
      [commune, ccas].map(({ siret }) => `${base}/organisations/${siret}/profil?lang=fr`),
    );
    habilitations.open = true;
    expect(await faults(element)).to.deep.equal([]);
  });

  it('leads to our hosted page, unless the page opens the request itself', async () => {
    await signedIn();
    place({ base });
    await until('the list and the habilitation', () => rows()[3] && root().querySelector('details'));
    const links = actions().map((one) => (one as HTMLAnchorElement).href);
    expect(links).to.deep.equal([
      `${base}/demande/impot-particulier?lang=fr&demande=r4`,
      `${base}/demande/impot-particulier?lang=fr&demande=r1`,
      `${base}/demande/impot-particulier?lang=fr&demande=r2`,
      `${base}/demande/impot-particulier?lang=fr&demande=r4`,
      `${base}/?lang=fr`,
    ]);
    const told: unknown[] = [];
    document.addEventListener(
      'datapass-open',
      (event) => {
        told.push(event.detail);
        event.preventDefault();
      },
      { once: true },
    );
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    action('Suivre D1043')?.dispatchEvent(click);
    expect(told).to.deep.equal([{ id: 'r2', api: 'impot-particulier', state: 'submitted' }]);
    expect(click.defaultPrevented).to.equal(true);
  });

  it('opens a request in the element of its API on the same page', async () => {
    await signedIn();
    const request = document.createElement('datapass-request');
    request.setAttribute('api', 'impot-particulier');
    request.setAttribute('base', base);
    document.body.append(request);
    place({ base });
    await until('the list', () => rows()[3]);
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    action('Reprendre D1042')?.dispatchEvent(click);
    expect(click.defaultPrevented).to.equal(true);
    expect((request as DatapassRequest).request).to.equal('r1');
    expect(request.getAttribute('request')).to.equal(null);
  });

  it('asks only for the APIs and the state that the page names', async () => {
    const asked = await signedIn();
    place({ base, api: 'impot-particulier sfip', state: 'validated' });
    await until('the list', () => rows()[3]);
    const { searchParams } = asked.find(({ pathname }) => pathname.endsWith('/requests')) as URL;
    expect(searchParams.get('api')).to.equal('impot-particulier sfip');
    expect(searchParams.get('state')).to.equal('validated');
    expect(select('État').value).to.equal('validated');
  });

  it('speaks English where the page does, and changes with its attribute', async () => {
    document.documentElement.lang = 'en';
    await signedIn();
    place({ base });
    await until('the list', () => rows()[3]);
    expect(text()).to.contain('Your requests').and.contain('You are');
    element.lang = 'fr';
    await until('the list again, in French', () => text().includes('Vos demandes') && rows()[3]);
    // What it says of each request is the server's: asked for again.
    expect(spoken).to.deep.equal(['en', 'fr']);
  });

  it('fits into 20 rem without scrolling sideways', async () => {
    await signedIn();
    place({ base });
    element.style.inlineSize = '20rem';
    await until('the list', () => rows()[3]);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    for (const row of root().querySelectorAll('[part=row]'))
      expect(row.scrollWidth).to.be.at.most(row.clientWidth);
  });
});
