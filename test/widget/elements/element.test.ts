/** What our elements use of Lit's base class, which is ours in what is built and here (`widget/lit/lit-element.ts`). */
import { expect } from 'chai';
import { css, html, LitElement } from 'lit';

class Sample extends LitElement {
  static override properties = { word: {}, level: { type: Number }, useCase: { attribute: 'use-case' } };
  static override styles = [css`p{color:rgb(1,2,3)}`];
  declare word: string;
  declare level: number;
  declare useCase: string;
  /** What happened, in order. */
  log: string[] = [];
  broken = false;

  constructor() {
    super();
    this.word = 'début';
  }
  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    this.log.push(`before ${[...changed.keys()].join(' ')}`);
  }
  protected override render(): unknown {
    if (this.broken) throw new Error('on purpose');
    return html`<p>${this.word} ${this.level}</p>`;
  }
  protected override updated(): void {
    this.log.push('after');
  }
  protected override firstUpdated(): void {
    this.log.push('for the first time');
  }
}

const text = (element: Element) => element.shadowRoot?.textContent;

describe('the base of our elements', () => {
  before(() => customElements.define('test-sample', Sample));
  afterEach(() => {
    document.body.innerHTML = '';
  });

  const place = async (markup: string): Promise<Sample> => {
    document.body.innerHTML = markup;
    const element = document.querySelector('test-sample') as Sample;
    await element.updateComplete;
    return element;
  };

  it('reads attributes as its properties say', async () => {
    const element = await place('<test-sample word="mot" level="3" use-case="cantine"></test-sample>');
    expect([element.word, element.level, element.useCase]).to.deep.equal(['mot', 3, 'cantine']);
    expect(text(element)).to.equal('mot 3');
    expect(getComputedStyle(element.shadowRoot?.querySelector('p') as Element).color).to.equal(
      'rgb(1, 2, 3)',
    );
    element.setAttribute('level', '4');
    await element.updateComplete;
    expect(text(element)).to.equal('mot 4');
  });

  it('keeps what a page has set before the script was there', async () => {
    document.body.innerHTML = '<test-early></test-early>';
    const element = document.querySelector('test-early') as Sample;
    element.word = 'avant';
    customElements.define('test-early', class extends Sample {});
    await element.updateComplete;
    expect(text(element)).to.equal('avant ');
    element.word = 'après';
    await element.updateComplete;
    expect(text(element)).to.equal('après ');
  });

  it('is drawn once for all that changes in one task, and not for a value that it has already', async () => {
    const element = await place('<test-sample></test-sample>');
    expect(element.log).to.deep.equal(['before word', 'for the first time', 'after']);
    element.word = 'un';
    element.word = 'deux';
    element.level = 1;
    await element.updateComplete;
    element.level = 1;
    await element.updateComplete;
    expect(element.log.slice(3)).to.deep.equal(['before word level', 'after']);
    expect(text(element)).to.equal('deux 1');
  });

  it('is drawn when it is placed, and not before', async () => {
    const element = document.createElement('test-sample') as Sample;
    await Promise.resolve();
    expect(element.log).to.deep.equal([]);
    document.body.append(element);
    await element.updateComplete;
    expect(text(element)).to.equal('début ');
  });

  it('tells its controllers when it comes and goes, once each', async () => {
    const element = await place('<test-sample></test-sample>');
    const told: string[] = [];
    element.addController({
      hostConnected: () => told.push('here'),
      hostDisconnected: () => told.push('gone'),
    });
    element.remove();
    document.body.append(element);
    expect(told).to.deep.equal(['here', 'gone', 'here']);
  });

  it('goes on after a drawing that failed', async () => {
    const element = await place('<test-sample></test-sample>');
    element.broken = true;
    element.requestUpdate();
    const failed = await element.updateComplete.then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failed).to.equal('on purpose');
    element.broken = false;
    element.word = 'encore';
    await element.updateComplete;
    expect(text(element)).to.equal('encore ');
  });
});
