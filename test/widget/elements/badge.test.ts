/** `<datapass-badge>`: an image with words, linking to the hosted page. */
import { expect } from 'chai';
import { DatapassBadge } from '../../../widget/badge/badge.ts';
import { violations } from './axe.ts';
import { freshPage, until } from './harness.ts';

customElements.get('datapass-badge') ?? customElements.define('datapass-badge', DatapassBadge);

describe('<datapass-badge>', () => {
  const real = window.fetch;

  beforeEach(() => {
    freshPage();
    window.fetch = async (input) =>
      String(input).includes('/badges/')
        ? new Response(JSON.stringify({ label: 'Accès : sur habilitation' }))
        : real(input);
  });
  afterEach(() => {
    window.fetch = real;
    document.body.innerHTML = '';
  });

  const place = (attributes: string): DatapassBadge => {
    (document.querySelector('main') as HTMLElement).innerHTML =
      `<h1>Essai</h1><datapass-badge ${attributes}></datapass-badge>`;
    return document.querySelector('datapass-badge') as DatapassBadge;
  };
  const image = (badge: DatapassBadge) => badge.shadowRoot?.querySelector('img') as HTMLImageElement;
  const link = (badge: DatapassBadge) => badge.shadowRoot?.querySelector('a') as HTMLAnchorElement;

  it('shows the API’s badge and links to the hosted page', () => {
    const badge = place('api="impot-particulier"');
    expect(new URL(image(badge).src).pathname).to.equal('/badges/impot-particulier.svg');
    expect(link(badge).pathname).to.equal('/demande/impot-particulier');
  });

  it('says in words what its image shows', async () => {
    const badge = place('api="impot-particulier"');
    await until('the words', () => image(badge).alt === 'Accès : sur habilitation');
    expect(await violations(document.body)).to.deep.equal([]);
  });

  it('keeps a name when its words do not come', async () => {
    window.fetch = () => Promise.reject(new TypeError('network'));
    const badge = place('api="impot-particulier"');
    await new Promise((resolve) => setTimeout(resolve));
    expect(image(badge).alt).to.contain('impot-particulier');
  });

  it('asks for the theme and the language of its page', () => {
    const badge = place('api="impot-particulier" theme="dark" lang="en"');
    expect(new URL(image(badge).src).search).to.equal('?lang=en&theme=dark');
  });

  it('never lets a name of an API become another address', () => {
    const badge = place('api="autre?lang=en#"');
    expect(new URL(image(badge).src).pathname).to.equal('/badges/autre%3Flang%3Den%23.svg');
  });

  it('follows a change of its API', async () => {
    const badge = place('api="impot-particulier"');
    badge.setAttribute('api', 'autre');
    await until('the other image', () => image(badge).src.includes('/badges/autre.svg'));
  });
});
