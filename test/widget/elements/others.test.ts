/** The elements beside `<datapass-request>`: loaded where the page has them, also when an application adds them later. */
import { expect } from 'chai';
import '../../../widget/others.ts';

describe('the elements beside the journey', () => {
  it('are defined when they are there: the badge always, the list once the page has one', async () => {
    expect(customElements.get('datapass-badge')).to.not.equal(undefined);
    expect(customElements.get('datapass-requests')).to.equal(undefined);
    const part = document.createElement('section');
    part.innerHTML = '<datapass-requests><a href="/mes-demandes">Mes demandes</a></datapass-requests>';
    document.body.append(part);
    await customElements.whenDefined('datapass-requests');
    part.remove();
    // The list and all it stands on, one file after the other.
  }).timeout(30_000);
});
