/** `<datapass-request request="…">`: the request that a link in a mail leads to. */
import { expect } from 'chai';
import { generateKeys } from '../../../widget/login/keys.ts';
import { markSignedIn } from '../../../widget/login/signed-in.ts';
import { writeSession } from '../../../widget/login/store.ts';
import { DatapassRequest } from '../../../widget/request/request.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { camille, draftView } from '../form/backend.ts';
import { see } from '../form/page.ts';
import { freshPage, RequestHarness, until } from './harness.ts';

customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);

const api = 'impot-particulier';
let backends = 0;

describe('<datapass-request request>', () => {
  const real = window.fetch;
  let base = '';
  let views: RequestView[] = [];

  beforeEach(() => {
    freshPage();
    see('visible');
    // A session lives as long as the page, one per backend.
    backends += 1;
    base = `${location.origin}/backend-${backends}`;
    views = [];
    window.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      const path = url.href.startsWith(base) ? url.href.slice(base.length) : '';
      if (path.startsWith('/catalogue')) return real(path, init);
      const view = views.find(({ id }) => url.pathname.endsWith(`/requests/${id}`));
      if (view) return Response.json(view);
      if (path.startsWith('/oauth/token')) return Response.json({ access_token: 'token', expires_in: 900 });
      if (path.startsWith('/me')) return Response.json(camille);
      if (path.startsWith('/sites')) return Response.json({ registered: true, client_id: 'essai' });
      if (path.startsWith('/requests?')) return Response.json({ requests: [] });
      return path ? Response.json({}, { status: 404 }) : real(input, init);
    };
  });
  afterEach(() => {
    window.fetch = real;
    document.body.innerHTML = '';
  });

  async function signedIn(): Promise<void> {
    const keys = await generateKeys();
    await writeSession({ base, id: 'session', clientId: 'essai', refreshToken: 'refresh', keys });
    markSignedIn(true);
  }

  it('opens the form at what is asked for, and any other request in its follow-up', async () => {
    await signedIn();
    views = [
      draftView('r1', { state: 'changes_requested', reason: 'Précisez.', requested_fields: ['scopes'] }),
      draftView('r2', { state: 'refused', actions: [], reason: 'Hors cadre.' }),
    ];
    const request = await RequestHarness.open({ api, base, request: 'r1' });
    const form = await until('the form', () => request.root.querySelector('datapass-form'));
    await until('the step concerned', () =>
      form.shadowRoot?.querySelector('.title')?.textContent?.includes('Les données'),
    );
    request.element.setAttribute('request', 'r2');
    const followUp = await until('the follow-up', () => request.root.querySelector('datapass-follow-up'));
    await until('its state', () => followUp.shadowRoot?.textContent?.includes('Refusée'));
  });

  it('offers to sign in when nobody is, above the question', async () => {
    const request = await RequestHarness.open({ api, base, request: 'r1' });
    expect(request.text).to.contain('Identifiez-vous pour ouvrir cette demande.');
    expect(request.button('S’identifier avec ProConnect')).to.not.equal(undefined);
    expect(request.questions).to.deep.equal(['Vous êtes…']);
  });

  it('says that the request is somebody else’s, and goes on where one begins', async () => {
    await signedIn();
    const request = await RequestHarness.open({ api, base, request: 'r3' });
    expect(request.text).to.contain('n’est pas à vous');
    expect(request.questions).to.deep.equal(['Vous êtes…']);
  });
});
