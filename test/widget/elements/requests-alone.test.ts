/** `<datapass-requests>` on its own, on somebody's page: with a session of its own, or without. */
import { expect } from 'chai';
import { generateKeys } from '../../../widget/login/keys.ts';
import { deleteSession, writeSession } from '../../../widget/login/store.ts';
import { DatapassRequest } from '../../../widget/request/request.ts';
import type { HabilitationInForce } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { camille, ccas, commune } from '../form/backend.ts';
import { until } from '../form/harness.ts';
import {
  action,
  actions,
  colleague,
  element,
  granted,
  naming,
  place,
  plain,
  root,
  rows,
  select,
  summary,
  text,
} from './requests-list.ts';

customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);

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
    await element().updateComplete;
    expect(root().querySelector('slot')).to.not.equal(null);
    const ready = new Promise((resolve) => element().addEventListener('datapass-ready', resolve));
    await ready;
    await until('the button', () => action('S’identifier avec ProConnect'));
    expect(text()).to.contain('Identifiez-vous pour voir vos demandes');
    expect(root().querySelector('slot')).to.equal(null);
    expect(root().querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('2');
    expect(await faults(element())).to.deep.equal([]);
  });

  it('refuses politely on a site that is not registered, with a link to our page', async () => {
    backend({ '/sites/current': () => ({ ...site(), registered: false }) });
    place({ base });
    const link = await until('the link', () => action('Continuer sur DataPass') as HTMLAnchorElement);
    expect(link.href).to.equal(`${base}/mes-demandes?lang=fr`);
    expect(action('S’identifier avec ProConnect')).to.equal(undefined);
    expect(await faults(element())).to.deep.equal([]);
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
    expect(await faults(element())).to.deep.equal([]);
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
    element().lang = 'fr';
    await until('the list again, in French', () => text().includes('Vos demandes') && rows()[3]);
    // What it says of each request is the server's: asked for again.
    expect(spoken).to.deep.equal(['en', 'fr']);
  });

  it('fits into 20 rem without scrolling sideways', async () => {
    await signedIn();
    place({ base });
    element().style.inlineSize = '20rem';
    await until('the list', () => rows()[3]);
    expect(element().scrollWidth).to.be.at.most(element().clientWidth);
    for (const row of root().querySelectorAll('[part=row]'))
      expect(row.scrollWidth).to.be.at.most(row.clientWidth);
  });
});
