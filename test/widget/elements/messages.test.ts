/** What the applicant and the provider write to each other, on the follow-up of a request. */
import { expect } from 'chai';
import '../../../widget/form/form.ts';
import type { DatapassFollowUp } from '../../../widget/follow-up/follow-up.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, draftView, problem } from '../form/backend.ts';
import { openFollowUp } from '../form/follow-up.ts';
import { until } from '../form/harness.ts';
import { see } from '../form/page.ts';

type Message = RequestView['messages'][number];

const message = (sequence: number, more: Partial<Message> = {}): Message => ({
  ...{ by: 'DGFiP', mine: false, at: '2026-11-16T16:40:00Z', when: '16 novembre 2026 à 17:40' },
  ...{ text: `Message ${sequence}`, sequence, unread: true },
  ...more,
});

describe('messages', () => {
  let backend: Backend;
  let element: DatapassFollowUp;
  const { hasFocus } = document;
  beforeEach(() => {
    see('visible');
    document.hasFocus = () => true;
    backend = new Backend();
    backend.arrive(camille);
  });
  afterEach(() => {
    document.hasFocus = hasFocus;
    element.remove();
  });

  const root = () => element.shadowRoot as ShadowRoot;
  const text = () => (root().textContent ?? '').replace(/[\u00a0\u202f]/g, ' ');
  const says = (words: string) => until(`« ${words} »`, () => text().includes(words));
  const open = (more: Partial<RequestView>) =>
    openFollowUp(backend, (served) =>
      draftView('r1', {
        ...{ api: served.id, definition_version: served.version, state: 'submitted', actions: ['message'] },
        ...more,
      }),
    );
  const field = () => root().querySelector('textarea') as HTMLTextAreaElement;
  const type = (words: string) => {
    field().value = words;
    field().dispatchEvent(new Event('input', { bubbles: true }));
  };
  const send = () =>
    [...root().querySelectorAll('button')].find((one) => one.textContent?.includes('Envoyer'))?.click();

  it('show who wrote what, and how many are new', async () => {
    const own = message(3, { by: 'vous', mine: true, unread: false, text: 'La <b>durée</b> ?' });
    element = await open({ messages: [own, message(4), message(5)], unread: 2 });
    await says('Échanges avec DGFiP');
    expect(text()).to.contain('2 nouveaux').and.contain('La <b>durée</b> ?').and.contain('Message 5');
    expect(text()).not.to.match(/undefined|null|false|\[object/);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('are said to be read once they were on the screen, and once only', async () => {
    element = await open({ messages: [message(4), message(5)], unread: 2 });
    const read = () => backend.made('POST', /\/messages\/read$/);
    await until('read', () => read().length > 0);
    expect(read()[0]?.body).to.deep.equal({ sequence: 5 });
    element.requestUpdate();
    await element.updateComplete;
    expect(read()).to.have.length(1);
  });

  it('are not read by a page that is left alone, nor by a colleague', async () => {
    document.hasFocus = () => false;
    element = await open({ messages: [message(4)], unread: 1 });
    await says('1 nouveau');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(backend.made('POST')).to.have.length(0);
    document.hasFocus = () => true;
    dispatchEvent(new Event('focus'));
    await until('read on coming back', () => backend.made('POST').length === 1);
    element.remove();
    element = await open({ messages: [message(4)], unread: 1, mine: false, actions: [] });
    await says('Message 4');
    expect(field()).to.equal(null);
    expect(backend.made('POST')).to.have.length(1);
  });

  it('are written: the first behind its title, with what is missing said at the field', async () => {
    element = await open({});
    await says('Écrire à DGFiP');
    send();
    await says('Écrivez votre message.');
    expect(backend.made('POST')).to.have.length(0);
    expect(await faults(element)).to.deep.equal([]);
  });

  it('are sent again under the same key after a failure, and the words are kept until then', async () => {
    element = await open({ messages: [message(4, { unread: false })] });
    await says('Message 4');
    type('Voici la délibération.');
    backend.next.push(() => problem(503, 'unavailable', { detail: 'Réessayez dans un instant.' }));
    send();
    await says('Réessayez dans un instant.');
    expect(field().value).to.equal('Voici la délibération.');
    backend.next.push(() => {
      const own = message(6, { by: 'vous', mine: true, unread: false, text: 'Voici la délibération.' });
      const view = backend.requests.get('r1') as RequestView;
      return Response.json({ ...view, version: view.version + 1, messages: [...view.messages, own] });
    });
    send();
    await says('Le message est envoyé.');
    const keys = backend.made('POST').map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).to.have.length(2);
    expect(keys[0]).to.equal(keys[1]);
    expect(backend.made('POST')[1]?.body).to.deep.equal({ text: 'Voici la délibération.' });
    expect(field().value).to.equal('');
  });
});
