/** The entry on a page that already holds the element, as a parsed page does when the script comes. */
import { expect } from 'chai';
import { freshPage, RequestHarness, until } from './harness.ts';

describe('the entry', () => {
  it('asks for the question once, before the element is there, and for nothing else until it is shown', async () => {
    freshPage();
    const request = RequestHarness.place({ api: 'impot-particulier' });
    const asked: [address: string, defined: boolean][] = [];
    const real = window.fetch;
    window.fetch = (input, init) => {
      asked.push([String(input), !!customElements.get('datapass-request')]);
      return real(input, init);
    };
    let badge: unknown;
    request.element.addEventListener('datapass-ready', () => {
      badge = customElements.get('datapass-badge');
    });
    try {
      await import('../../../widget/define.ts');
      await until('the question', () => request.element.shadowRoot && request.questions[0] === 'Vous êtes…');
    } finally {
      window.fetch = real;
    }
    expect(asked).to.deep.equal([
      [`${location.origin}/catalogue/impot-particulier/eligibility?lang=fr`, false],
    ]);
    expect(badge).to.equal(undefined);
  });
});
