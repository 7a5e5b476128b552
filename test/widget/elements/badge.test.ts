/** `<datapass-badge>`: an API's access in words, linking to the hosted page. */
import { expect } from 'chai';
import { DatapassBadge } from '../../../widget/badge/badge.ts';
import { violations } from './axe.ts';
import { freshPage, until } from './harness.ts';

customElements.get('datapass-badge') ?? customElements.define('datapass-badge', DatapassBadge);

const facts = {
  title: 'API Impôt particulier',
  access: 'restricted',
  accepting: true,
  url: 'https://datapass.example/demande/impot-particulier',
  label: 'accès restreint · demandes ouvertes',
};

describe('<datapass-badge>', () => {
  const real = window.fetch;
  let asked: string[];
  let answer: (address: string) => Promise<Response>;

  beforeEach(() => {
    freshPage();
    asked = [];
    answer = async () => new Response(JSON.stringify(facts));
    window.fetch = (input, init) => {
      if (!String(input).includes('/badges/')) return real(input, init);
      asked.push(String(input));
      return answer(String(input));
    };
  });
  afterEach(() => {
    window.fetch = real;
    document.body.innerHTML = '';
  });

  const place = (attributes: string, content = ''): DatapassBadge => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = `<h1>Essai</h1><datapass-badge ${attributes}>${content}</datapass-badge>`;
    return document.querySelector('datapass-badge') as DatapassBadge;
  };
  const link = (badge: DatapassBadge) => badge.shadowRoot?.querySelector('a');
  const shown = (badge: DatapassBadge) => until('the badge', () => link(badge));

  it('says what the access is, and links to the hosted page', async () => {
    const badge = place('api="impot-particulier"');
    const anchor = await shown(badge);
    expect(anchor.textContent).to.equal('API Impôt particulier accès restreint · demandes ouvertes');
    expect(anchor.href).to.equal(facts.url);
    expect(asked.map((address) => new URL(address).pathname)).to.deep.equal([
      '/badges/impot-particulier.json',
    ]);
  });

  for (const theme of ['light', 'dark']) {
    for (const change of [{}, { access: 'open' }, { access: 'account' }, { accepting: false }]) {
      it(`can be read by everybody: ${theme}, ${JSON.stringify(change)}`, async () => {
        answer = async () => new Response(JSON.stringify({ ...facts, ...change }));
        await shown(place(`api="impot-particulier" theme="${theme}"`));
        expect(await violations(document.body)).to.deep.equal([]);
      });
    }
  }

  it('shows the page’s own content until the figures come, and when they do not', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    const badge = place('api="impot-particulier"', '<a href="/ailleurs">Accès sur habilitation</a>');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(badge.shadowRoot?.querySelector('slot')).to.not.equal(null);
    expect(badge.innerHTML).to.equal('<a href="/ailleurs">Accès sur habilitation</a>');
    answer = async () => new Response(JSON.stringify(facts));
    badge.remove();
    document.querySelector('main')?.append(badge);
    await shown(badge);
  });

  it('asks in the language of its page', async () => {
    document.documentElement.lang = 'en';
    const anchor = await shown(place('api="impot-particulier"'));
    expect(new URL(asked[0] as string).search).to.equal('?lang=en');
    expect(anchor.lang).to.equal('en');
  });

  it('never lets a name of an API become another address', () => {
    place('api="autre?lang=en#"');
    expect(new URL(asked[0] as string).pathname).to.equal('/badges/autre%3Flang%3Den%23.json');
  });

  it('follows a change of its API, and drops what comes late', async () => {
    const held: (() => void)[] = [];
    answer = async (address) => {
      if (address.includes('/lent.json')) await new Promise<void>((resolve) => held.push(resolve));
      return new Response(
        JSON.stringify({ ...facts, title: address.includes('/lent.json') ? 'Lent' : 'Autre' }),
      );
    };
    const badge = place('api="lent"');
    badge.setAttribute('api', 'autre');
    await until('the other API', () => link(badge)?.textContent?.startsWith('Autre'));
    for (const release of held) release();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(link(badge)?.textContent).to.contain('Autre');
  });

  it('asks once when several attributes change together', async () => {
    const badge = place('api="a" lang="fr"');
    await shown(badge);
    badge.setAttribute('api', 'b');
    badge.setAttribute('lang', 'en');
    await until('the second question', () => asked.length > 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).to.have.length(2);
  });
});
