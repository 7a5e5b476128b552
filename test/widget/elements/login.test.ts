/** What the browser itself does for sign-in: the address, the windows of one site, what is kept. */
import { expect } from 'chai';
import { openChannel } from '../../../widget/login/channel.ts';
import { generateKeys } from '../../../widget/login/keys.ts';
import { handleReturn } from '../../../widget/login/return.ts';
import { markSignedIn, maybeSignedIn } from '../../../widget/login/signed-in.ts';
import {
  deleteSession,
  FLOW_LIFETIME,
  type Flow,
  readFlow,
  readSession,
  takeFlow,
  writeFlow,
  writeSession,
} from '../../../widget/login/store.ts';

let loads = 0;

/** The module reads the address when it is loaded: each test loads it anew. */
async function load(hash: string): Promise<{ state: string; code?: string; error?: string } | undefined> {
  history.replaceState({ page: 1 }, '', location.pathname + location.search + hash);
  loads += 1;
  const module = await import(`/widget/login/fragment.ts?load=${loads}`);
  return module.returned;
}

async function flow(state: string, change: Partial<Flow> = {}): Promise<Flow> {
  const made: Flow = {
    state,
    base: location.origin,
    clientId: 'essai',
    redirectUri: location.href,
    verifier: 'v',
    keys: await generateKeys(),
    mode: 'popup',
    step: 'form:synthese',
    at: Date.now(),
    ...change,
  };
  await writeFlow(made);
  return made;
}

describe('the address that sign-in comes back to', () => {
  afterEach(() => history.replaceState(null, '', location.pathname + location.search));

  it('is read and cleaned in the same turn, keeping the page’s own state', async () => {
    expect(await load('#datapass=abc&state=xyz')).to.deep.equal({
      state: 'xyz',
      code: 'abc',
      error: undefined,
    });
    expect(location.hash).to.equal('');
    expect(history.state).to.deep.equal({ page: 1 });
  });

  it('brings errors too', async () => {
    expect(await load('#datapass_error=access_denied&state=xyz')).to.deep.equal({
      state: 'xyz',
      code: undefined,
      error: 'access_denied',
    });
    expect(location.hash).to.equal('');
  });

  it('is left alone when it belongs to the page', async () => {
    for (const hash of ['#code=abc&state=xyz', '#/api/impot', '#datapass-request', '']) {
      expect(await load(hash)).to.equal(undefined);
      expect(location.hash).to.equal(hash);
    }
  });
});

describe('a window that sign-in brought back', () => {
  const close = window.close;
  beforeEach(() => {
    window.close = () => {};
  });
  afterEach(() => {
    window.close = close;
  });

  it('does nothing for a state that is not of this browser', async () => {
    const heard: unknown[] = [];
    const channel = openChannel((message) => heard.push(message));
    expect(await handleReturn({ state: 'somebody-else', code: 'abc' })).to.equal(false);
    channel.close();
    expect(heard).to.deep.equal([]);
  });

  it('hands the code to the tab that waits, and leaves it to redeem it', async () => {
    await flow('waiting');
    const heard: unknown[] = [];
    const channel = openChannel((message) => {
      heard.push(message);
      if (message.type === 'return') channel.post({ type: 'taken', state: message.state });
    });
    await handleReturn({ state: 'waiting', code: 'abc' });
    channel.close();
    expect(heard).to.deep.equal([{ type: 'return', state: 'waiting', code: 'abc' }]);
    expect(await readFlow('waiting')).to.not.equal(undefined);
  });

  it('redeems the code itself when no tab answers', async () => {
    await flow('alone');
    // The answer is the backend's to give; here only who asks matters.
    await handleReturn({ state: 'alone', error: 'access_denied' });
    expect(await readFlow('alone')).to.equal(undefined);
  });
});

describe('what sign-in keeps in this browser', () => {
  it('gives a sign-in under way to one window only', async () => {
    await flow('once');
    const taken = await Promise.all([takeFlow('once'), takeFlow('once'), takeFlow('once')]);
    expect(taken.filter(Boolean)).to.have.length(1);
  });

  it('forgets a sign-in after ten minutes', async () => {
    await flow('old', { at: Date.now() - FLOW_LIFETIME - 1 });
    expect(await readFlow('old')).to.equal(undefined);
  });

  it('keeps a key that cannot be exported, and can still sign', async () => {
    const keys = await generateKeys();
    await writeSession({ base: 'https://b.example', id: '1', clientId: 'c', refreshToken: 'r', keys });
    const kept = await readSession('https://b.example');
    const key = kept?.keys.privateKey as CryptoKey;
    expect(key.extractable).to.equal(false);
    const refused = await crypto.subtle.exportKey('jwk', key).catch((error) => error.name);
    expect(refused).to.equal('InvalidAccessError');
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(1));
    await deleteSession('https://b.example');
    expect(await readSession('https://b.example')).to.equal(undefined);
  });

  it('remembers with one bit that somebody may be signed in', () => {
    markSignedIn(true);
    expect(maybeSignedIn()).to.equal(true);
    markSignedIn(false);
    expect(maybeSignedIn()).to.equal(false);
  });
});
