/** `<datapass-request>` on a page, with the real catalogue behind it. */
import { expect } from 'chai';
import { DatapassRequest } from '../../../widget/request/request.ts';
import { violations } from './axe.ts';
import { freshPage, RequestHarness, until } from './harness.ts';

customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);

const api = 'impot-particulier';
const administration = 'Une administration ou une collectivité';

/** Answers `fetch` of some addresses as a network would that fails, or a backend that knows nothing. */
function broken(matches: RegExp, answer: () => Promise<Response>): { repair(): void } {
  const real = window.fetch;
  window.fetch = (input, init) =>
    matches.test(String(input instanceof Request ? input.url : input)) ? answer() : real(input, init);
  return {
    repair() {
      window.fetch = real;
    },
  };
}

const away = () => Promise.reject(new TypeError('network'));
const site = (body: object) => () =>
  Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }));

describe('<datapass-request>', () => {
  let repairs: { repair(): void }[] = [];

  beforeEach(() => {
    freshPage();
    repairs = [];
  });
  afterEach(() => {
    for (const { repair } of repairs) repair();
    document.body.innerHTML = '';
  });

  describe('accessibility', () => {
    it('has no violation with the first question, a verdict and the preparations', async () => {
      const request = await RequestHarness.open({ api });
      expect(await violations(request.element)).to.deep.equal([]);
      await request.answer(administration);
      await request.answer('Par FranceConnect');
      expect(await violations(request.element)).to.deep.equal([]);
      await request.ask();
      await until('the preparations', () => request.title === 'Ce qu’il vous faudra');
      expect(await violations(request.element)).to.deep.equal([]);
    });

    it('never takes the focus when it first shows', async () => {
      const request = await RequestHarness.open({ api });
      expect(document.activeElement).to.not.equal(request.element);
    });

    it('moves the focus to the heading of a phase reached by a click', async () => {
      const request = await RequestHarness.open({ api });
      await request.answer(administration);
      await request.answer('Par FranceConnect');
      await request.ask();
      await until('the focus on the heading', () => request.focused?.textContent === 'Ce qu’il vous faudra');
    });

    it('takes the level of its headings from the page', async () => {
      const request = await RequestHarness.open({ api, 'heading-level': '3' });
      expect(request.root.querySelector('.title')?.getAttribute('aria-level')).to.equal('3');
    });

    it('keeps a live region before there is anything to say in it', async () => {
      const request = await RequestHarness.open({ api });
      expect(request.root.querySelector('[role=status]')?.textContent?.trim()).to.equal('');
    });
  });

  describe('eligibility', () => {
    it('asks one question, and the next only once it is answered', async () => {
      const request = await RequestHarness.open({ api });
      expect(request.questions).to.deep.equal(['Vous êtes…']);
      await request.answer(administration);
      expect(request.questions).to.have.length(2);
    });

    it('follows an earlier answer that is changed', async () => {
      const request = await RequestHarness.open({ api });
      await request.answer(administration);
      await request.answer('Par FranceConnect');
      expect(request.verdict).to.contain('Vous êtes éligible');
      await request.answer('Un particulier');
      expect(request.questions).to.have.length(1);
      expect(request.verdict).to.not.contain('Vous êtes éligible');
      expect(request.button('Demander l’accès aux données')).to.equal(undefined);
    });

    it('gives the reason in law with a verdict', async () => {
      const request = await RequestHarness.open({ api });
      await request.answer(administration);
      await request.answer('Par FranceConnect');
      const law = request.root.querySelector<HTMLAnchorElement>('[part=verdict] a');
      expect(law?.href).to.match(/^https:\/\/www\.legifrance\.gouv\.fr\//);
    });

    it('tells the page the verdict, without personal data', async () => {
      const request = await RequestHarness.open({ api });
      const told: unknown[] = [];
      document.addEventListener('datapass-eligibility', (event) => told.push(event.detail), { once: true });
      await request.answer('Un particulier');
      expect(told).to.deep.equal([{ verdict: 'particulier', answer: 'no' }]);
    });

    it('remembers the answers on the next load', async () => {
      const first = await RequestHarness.open({ api });
      await first.answer(administration);
      first.element.remove();
      const second = await RequestHarness.open({ api });
      expect(second.radio(administration).checked).to.equal(true);
    });

    it('shows a definition inside the element in its first rendering, without asking the backend', async () => {
      const part = await (await fetch(`/catalogue/${api}/eligibility?lang=fr`)).text();
      repairs.push(broken(/\/catalogue\//, away));
      const request = RequestHarness.place(
        { api },
        `<script type="application/json">${part.replaceAll('<', '\\u003c')}</script>`,
      );
      await request.element.updateComplete;
      expect(request.questions).to.deep.equal(['Vous êtes…']);
    });

    it('speaks English where the page does', async () => {
      document.documentElement.lang = 'en';
      const request = await RequestHarness.open({ api });
      expect(request.title).to.equal('Are you entitled to this data?');
      expect(request.questions).to.deep.equal(['You are…']);
    });

    it('changes language with its attribute', async () => {
      const request = await RequestHarness.open({ api });
      request.element.lang = 'en';
      await until('English', () => request.questions[0] === 'You are…');
    });
  });

  describe('preparations', () => {
    async function prepared(): Promise<RequestHarness> {
      const request = await RequestHarness.open({ api });
      await request.answer(administration);
      await request.answer('Par FranceConnect');
      await request.ask();
      await until('the preparations', () => request.title === 'Ce qu’il vous faudra');
      return request;
    }

    it('lists the seven preparations, and remembers those ticked', async () => {
      const request = await prepared();
      const boxes = () => [...request.root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
      expect(boxes()).to.have.length(7);
      boxes()[2]?.click();
      request.element.remove();
      const again = await RequestHarness.open({ api });
      await until('the preparations again', () => again.title === 'Ce qu’il vous faudra');
      const ticked = [...again.root.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].map(
        (box) => box.checked,
      );
      expect(ticked).to.deep.equal([false, false, true, false, false, false, false]);
    });

    it('goes back to the question with the answers', async () => {
      const request = await prepared();
      await request.press('Précédent');
      await until('the path', () => request.title === 'Par où commencer');
      expect(request.radio('Notre équipe').checked).to.equal(true);
      await request.press('Précédent');
      await until('the question', () => request.questions[0] === 'Vous êtes…');
      expect(request.radio(administration).checked).to.equal(true);
    });

    it('leads to the hosted page from a site that is not registered, and tells its owner once', async () => {
      repairs.push(
        broken(
          /\/sites\/current/,
          site({ registered: false, hosted_url: 'https://datapass.example/demande/' }),
        ),
      );
      const warnings: string[] = [];
      const real = console.warn;
      console.warn = (text: string) => warnings.push(text);
      repairs.push({ repair: () => (console.warn = real) });
      const request = await prepared();
      const link = await until('a link to the hosted page', () => request.button('Continuer sur DataPass'));
      expect((link as HTMLAnchorElement).pathname).to.equal('/demande/impot-particulier');
      expect(request.button('Commencer la demande')).to.equal(undefined);
      expect(warnings.filter((text) => text.includes('not registered'))).to.have.length(1);
    });

    it('says that the backend is away when the form cannot open, keeps the ticks, and tries again', async () => {
      repairs.push(broken(/\/sites\/current/, away));
      const request = await prepared();
      request.root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
      await request.press('Commencer la demande');
      await until('the problem', () => request.text.includes('DataPass ne répond pas'));
      expect(request.root.querySelector<HTMLInputElement>('input[type=checkbox]')?.checked).to.equal(true);
      repairs.pop()?.repair();
      repairs.push(
        broken(/\/sites\/current/, site({ registered: true, client_id: 'essai', hosted_url: '/demande/' })),
      );
      await request.press('Réessayer');
      const form = await until('the form', () => request.root.querySelector('datapass-form'));
      expect(request.text).to.not.contain('DataPass ne répond pas');
      await until('its first step', () => form.shadowRoot?.querySelector('form'));
    });

    it('keeps no place once it has left the page: another element may have it by then', async () => {
      repairs.push(
        broken(/\/sites\/current/, site({ registered: true, client_id: 'essai', hosted_url: '/demande/' })),
      );
      const request = await prepared();
      // From the moment that the form is there: it may keep what it begins with at once.
      const saved = new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          const form = request.root.querySelector('datapass-form');
          if (form) observer.disconnect();
          form?.addEventListener('datapass-save', resolve);
        }).observe(request.root, { childList: true, subtree: true });
      });
      await request.press('Commencer la demande');
      await until('the form', () => request.root.querySelector('datapass-form'));
      request.element.remove();
      localStorage.clear();
      await saved;
      expect(Object.keys(localStorage)).to.deep.equal([]);
    });
  });

  describe('on somebody’s page', () => {
    it('shows the page’s own content until it is ready, and never changes it', async () => {
      const fallback = '<a href="/demande">Demander un accès</a>';
      const request = RequestHarness.place({ api }, fallback);
      await request.element.updateComplete;
      expect(request.root.querySelector('slot')).to.not.equal(null);
      await until('the question', () => request.frame);
      expect(request.root.querySelector('slot')).to.equal(null);
      expect(request.element.innerHTML).to.equal(fallback);
    });

    it('says that the backend is away, keeps the page’s own content, and tries again', async () => {
      repairs.push(broken(/\/catalogue\//, away));
      const request = await RequestHarness.open({ api }, '<a href="/demande">Demander un accès</a>');
      expect(request.text).to.contain('DataPass ne répond pas');
      expect(request.root.querySelector('slot')).to.not.equal(null);
      expect(await violations(request.element)).to.deep.equal([]);
      repairs.pop()?.repair();
      await request.press('Réessayer');
      await until('the question', () => request.questions[0] === 'Vous êtes…');
    });

    it('says that an API is unknown, links to the hosted page, and logs one error', async () => {
      const errors: unknown[] = [];
      const real = console.error;
      console.error = (...words: unknown[]) => errors.push(words);
      repairs.push({ repair: () => (console.error = real) });
      const request = await RequestHarness.open({ api: 'nulle-part' });
      expect(request.text).to.contain('n’est pas connue');
      expect((request.button('Continuer sur DataPass') as HTMLAnchorElement).pathname).to.equal(
        '/demande/nulle-part',
      );
      expect(errors).to.have.length(1);
      expect(await violations(request.element)).to.deep.equal([]);
    });

    it('follows a change of its API', async () => {
      const request = await RequestHarness.open({ api: 'nulle-part' });
      request.element.setAttribute('api', api);
      await until('the question', () => request.questions[0] === 'Vous êtes…');
    });

    it('drops an answer that comes after its API has changed', async () => {
      const held: (() => void)[] = [];
      const real = window.fetch;
      repairs.push({ repair: () => (window.fetch = real) });
      window.fetch = async (input, init) => {
        if (String(input).includes('nulle-part')) await new Promise<void>((resolve) => held.push(resolve));
        return real(input, init);
      };
      const request = RequestHarness.place({ api: 'nulle-part' });
      await until('the first question to be asked', () => held.length > 0);
      request.element.setAttribute('api', api);
      await until('the question', () => request.questions[0] === 'Vous êtes…');
      for (const release of held) release();
      await new Promise((resolve) => setTimeout(resolve));
      await request.element.updateComplete;
      expect(request.questions).to.deep.equal(['Vous êtes…']);
    });

    it('survives being moved and put back', async () => {
      const request = await RequestHarness.open({ api });
      await request.answer(administration);
      for (let time = 0; time < 20; time++) {
        request.element.remove();
        document.querySelector('main')?.append(request.element);
      }
      await request.element.updateComplete;
      expect(request.radio(administration).checked).to.equal(true);
      await request.answer('Par FranceConnect');
      expect(request.verdict).to.contain('Vous êtes éligible');
    });

    it('lives twice on a page', async () => {
      const first = await RequestHarness.open({ api });
      const second = await RequestHarness.open({ api, lang: 'en' });
      await first.answer('Un particulier');
      expect(second.verdict).to.equal('');
      expect(await violations(document.body)).to.deep.equal([]);
    });

    it('says when it is ready, outside every shadow root', async () => {
      const ready = new Promise<string>((resolve) => {
        document.addEventListener('datapass-ready', (event) => resolve(event.detail.api), { once: true });
      });
      RequestHarness.place({ api });
      expect(await ready).to.equal(api);
    });
  });
});
