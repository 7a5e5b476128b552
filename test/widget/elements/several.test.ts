/** `<datapass-request api="a b">`: one file of several APIs, with the real catalogue behind it. */
import { expect } from 'chai';
import { DatapassRequest } from '../../../widget/request/request.ts';
import type { DatapassEvent } from '../../../widget/shared/events.ts';
import { violations } from './axe.ts';
import { freshPage, RequestHarness, until } from './harness.ts';

customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);

const api = 'impot-particulier api-particulier';
const administration = 'Une administration ou une collectivité';
const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

/** The file, and the element of the API that it shows. */
class FileHarness {
  readonly outer: RequestHarness;
  constructor(outer: RequestHarness) {
    this.outer = outer;
  }

  static async open(attributes: Record<string, string> = { api }): Promise<FileHarness> {
    const file = new FileHarness(await RequestHarness.open(attributes));
    await until('the titles', () => file.rows[1]?.startsWith('2. API Particulier'));
    await until('the question', () => file.shown.questions[0]);
    return file;
  }

  get buttons(): HTMLButtonElement[] {
    return [...this.outer.root.querySelectorAll<HTMLButtonElement>('nav button')];
  }

  /** « 1. API Impôt particulier à remplir » */
  get rows(): string[] {
    return this.buttons.map((button) => plain(button.textContent));
  }

  get current(): string {
    const current = this.buttons.filter((button) => button.getAttribute('aria-current') === 'true');
    return current.map((button) => plain(button.textContent)).join();
  }

  get shown(): RequestHarness {
    const all = [...this.outer.root.querySelectorAll('datapass-request')];
    return new RequestHarness(all.find((element) => !element.hidden) as DatapassRequest);
  }

  async show(place: number): Promise<void> {
    this.buttons[place]?.click();
    await until('another API', () => this.current.startsWith(`${place + 1}.`));
    await until('its question', () => this.shown.questions[0]);
  }
}

describe('<datapass-request> for several APIs', () => {
  const reallyConfirm = window.confirm;
  beforeEach(freshPage);
  afterEach(() => {
    window.confirm = reallyConfirm;
    document.body.innerHTML = '';
  });

  it('lists them above the first, and has no violation', async () => {
    const file = await FileHarness.open();
    expect(file.rows).to.deep.equal(['1. API Impôt particulier à remplir', '2. API Particulier à remplir']);
    expect(file.current).to.contain('API Impôt particulier');
    expect(file.shown.text).to.contain('API Impôt particulier · Accès sur habilitation');
    expect(file.outer.root.querySelector('nav')?.getAttribute('aria-label')).to.equal('Votre dossier');
    expect(await violations(file.outer.element)).to.deep.equal([]);
  });

  it('never takes the focus when it first shows, and gives it to the heading of the API that is chosen', async () => {
    const file = await FileHarness.open();
    expect(document.activeElement).to.not.equal(file.outer.element);
    await file.show(1);
    await until('the focus', () => file.shown.focused?.getAttribute('role') === 'heading');
    expect(await violations(file.outer.element)).to.deep.equal([]);
  });

  it('asks each question once: what the first has answered is answered in the second', async () => {
    const file = await FileHarness.open();
    await file.shown.answer(administration);
    await file.show(1);
    expect(file.shown.radio(administration).checked).to.equal(true);
    expect(file.shown.verdict).to.contain('Vous êtes éligible');
    expect(plain(file.outer.root.textContent)).to.contain('Ce que vous avez déjà répondu est repris');
    await file.show(0);
    expect(file.shown.questions).to.have.length(2);
  });

  it('leaves alone what the second has answered otherwise', async () => {
    const file = await FileHarness.open();
    await file.shown.answer(administration);
    await file.show(1);
    await file.shown.answer('Un éditeur de logiciels');
    await file.show(0);
    await file.show(1);
    expect(file.shown.radio('Un éditeur de logiciels').checked).to.equal(true);
  });

  it('says of which API it tells, and that it is ready for each', async () => {
    const told: unknown[] = [];
    const listen = (event: DatapassEvent) => told.push([event.type, (event.detail as { api: string }).api]);
    for (const name of ['datapass-ready', 'datapass-eligibility'] as const)
      document.addEventListener(name, listen);
    const file = await FileHarness.open();
    await file.shown.answer('Un particulier');
    for (const name of ['datapass-ready', 'datapass-eligibility'] as const)
      document.removeEventListener(name, listen);
    expect(told).to.deep.equal([
      ['datapass-ready', 'impot-particulier'],
      ['datapass-ready', 'api-particulier'],
      ['datapass-eligibility', 'impot-particulier'],
    ]);
  });

  it('finds the file again on the next load, at the API that was shown', async () => {
    const file = await FileHarness.open();
    await file.shown.answer(administration);
    await file.show(1);
    file.outer.element.remove();
    const again = await FileHarness.open();
    expect(again.current).to.contain('API Particulier');
    expect(again.shown.radio(administration).checked).to.equal(true);
  });

  it('takes one out that the person is not entitled to, once they say so, and remembers it', async () => {
    const file = await FileHarness.open();
    await file.show(1);
    await file.shown.answer('Un établissement bancaire');
    await until('the state', () => file.rows[1]?.endsWith('non éligible'));
    const callout = file.outer.root.querySelector('.callout.no');
    expect(plain(callout?.textContent)).to.contain('Vous n’avez pas droit à API Particulier');
    expect(await violations(file.outer.element)).to.deep.equal([]);
    const asked: string[] = [];
    window.confirm = (words = '') => asked.push(words) > 1;
    await file.outer.press('Retirer API Particulier du dossier');
    expect(file.rows).to.have.length(2);
    await file.outer.press('Retirer API Particulier du dossier');
    await until('one is left', () => !file.outer.root.querySelector('nav'));
    expect(asked[0]).to.contain('Retirer API Particulier de ce dossier ?');
    expect(file.shown.text).to.contain('API Impôt particulier');
    file.outer.element.remove();
    const again = new FileHarness(await RequestHarness.open({ api }));
    await until('the question', () => again.shown.questions[0]);
    expect(again.rows).to.deep.equal([]);
  });

  it('speaks English, with the level of headings that the page chose', async () => {
    const outer = await RequestHarness.open({ api, lang: 'en', 'heading-level': '3' });
    const file = new FileHarness(outer);
    await until('the question', () => file.shown?.questions[0] === 'You are…');
    expect(outer.root.querySelector('nav')?.getAttribute('aria-label')).to.equal('Your file');
    expect(file.rows[0]).to.contain('to fill in');
    expect(file.shown.root.querySelector('.title')?.getAttribute('aria-level')).to.equal('3');
  });

  it('is one API again where the page says so', async () => {
    const file = await FileHarness.open();
    file.outer.element.setAttribute('api', 'api-particulier');
    await until('one API', () => file.outer.text.includes('API Particulier · Accès'));
    expect(file.outer.root.querySelector('nav')).to.equal(null);
    expect(file.outer.root.querySelector('datapass-request')).to.equal(null);
  });

  it('shows its own words where one of them is unknown, and the others still work', async () => {
    const outer = await RequestHarness.open({ api: 'impot-particulier nulle-part' });
    const file = new FileHarness(outer);
    await until('the question', () => file.shown?.questions[0]);
    const real = console.error;
    console.error = () => {};
    await file.buttons[1]?.click();
    await until('the words', () => file.shown.text.includes('n’est pas connue'));
    console.error = real;
    file.buttons[0]?.click();
    await until('the first again', () => file.shown.questions[0] === 'Vous êtes…');
  });
});

describe('one API more', () => {
  const real = window.fetch;
  const json = (body: unknown) => Promise.resolve(Response.json(body));

  beforeEach(() => {
    freshPage();
    window.fetch = (input, init) => {
      const { pathname } = new URL(String(input instanceof Request ? input.url : input), location.href);
      if (pathname === '/sites/current')
        return json({ registered: true, client_id: 'essai', hosted_url: '/demande/' });
      if (pathname === '/catalogue') return json(list);
      return real(input, init);
    };
  });
  afterEach(() => {
    window.fetch = real;
    document.body.innerHTML = '';
  });

  const listed = (id: string, title: string, more = {}) => ({
    ...{ id, title, accepting: true, provider: { acronym: 'DINUM' }, stages: [{ id: 'production' }] },
    ...more,
  });
  const list = [
    listed('impot-particulier', 'API Impôt particulier'),
    listed('api-particulier', 'API Particulier'),
    listed('franceconnect', 'FranceConnect'),
    listed('comedec', 'COMEDEC', { stages: [] }),
    listed('ficoba', 'API FICOBA', { accepting: false }),
  ];

  /** A person who left the form at this step. */
  async function formAt(step: string): Promise<{ outer: RequestHarness; form: () => ShadowRoot }> {
    const answers = { profil: 'administration', identification: 'france_connect' };
    const memory = { answers, ticked: [], phase: 'form', stage: 'sandbox', step, at: Date.now() };
    localStorage.setItem('datapass:impot-particulier', JSON.stringify(memory));
    const outer = await RequestHarness.open({ api: 'impot-particulier' });
    const form = () => outer.root.querySelector('datapass-form')?.shadowRoot as ShadowRoot;
    await until('the form', () => form()?.querySelector('.title'));
    return { outer, form };
  }

  const button = (root: ShadowRoot, name: string) =>
    [...root.querySelectorAll('button')].find((one) => plain(one.textContent).includes(name));

  it('is chosen on the summary, among those that the file does not ask for yet', async () => {
    const { outer, form } = await formAt('synthese');
    (await until('the button', () => button(form(), 'Ajouter une API'))).click();
    const select = await until('the list', () => form().querySelector<HTMLSelectElement>('.another select'));
    expect([...select.options].map(({ value }) => value)).to.deep.equal([
      '',
      'api-particulier',
      'franceconnect',
    ]);
    expect(plain(select.labels[0]?.textContent)).to.contain('API à ajouter');
    await until('the focus', () =>
      plain(form().activeElement?.textContent).startsWith('Demander une autre API'),
    );
    expect(await violations(outer.element)).to.deep.equal([]);
    button(form(), 'Ajouter')?.click();
    select.value = 'api-particulier';
    [...form().querySelectorAll('.another button')].map((one) => (one as HTMLElement).click());
    const file = new FileHarness(outer);
    await until('the file', () => file.current.startsWith('2. API Particulier'));
    await until('what is answered already', () => file.shown.verdict.includes('Vous êtes éligible'));
    expect(file.rows[0]).to.contain('API Impôt particulier');

    outer.element.remove();
    const again = new FileHarness(await RequestHarness.open({ api: 'impot-particulier' }));
    await until('the file again', () => again.current.startsWith('2. API Particulier'));
    await until('both', () => again.rows[0]?.includes('à compléter') && again.shown.verdict);
  }).timeout(30_000);

  it('is asked for in this file by an answer that counts on it', async () => {
    const { outer, form } = await formAt('modalities');
    const tick = async (selector: string) =>
      (await until(selector, () => form().querySelector<HTMLInputElement>(selector))).click();
    await tick('input[name=modalities]');
    const radio = await until('the question', () =>
      [...form().querySelectorAll('label')].find((one) =>
        plain(one.textContent).includes('je le demande dans ce dossier'),
      ),
    );
    radio.click();
    (await until('the way', () => button(form(), 'L’ajouter à ce dossier'))).click();
    const file = new FileHarness(outer);
    await until('FranceConnect', () => file.current.startsWith('2. FranceConnect'));
    file.buttons[0]?.click();
    const joined = () =>
      file.shown.root.querySelector('datapass-form-together')?.shadowRoot as ShadowRoot | undefined;
    await until('it says so', () => plain(joined()?.textContent).includes('Elle est dans ce dossier.'));
  }).timeout(30_000);
});
