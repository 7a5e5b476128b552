/** `<datapass-stats>`: the figures of an API on a page of a catalogue. */
import { expect } from 'chai';
import type { StatisticsView } from '../../../server/http/api-statistics.ts';
import '../../../widget/statistics/define.ts';
import type { DatapassStats } from '../../../widget/statistics/stats.ts';
import { violations } from './axe.ts';
import { freshPage, until } from './harness.ts';

const none = { total: 0, first: 0, update: 0, renewal: 0 };
const unmeasured = {
  count: 0,
  median_days: null,
  p80_days: null,
  mean_days: null,
  median_hours: null,
  p80_hours: null,
};
const view: StatisticsView = {
  filters: { provider: 'dgfip', api: 'impot-particulier', use_case: null, from: '2025-12', to: null },
  title: 'API Impôt particulier',
  submitted: { ...none, total: 6919, first: 6919, again: 12 },
  validated: { ...none, total: 3773, first: 3773, by_rule: 0 },
  refused: none,
  revoked: 0,
  withdrawn: 0,
  first_answer: unmeasured,
  final_answer: {
    count: 3773,
    median_days: 6.5,
    p80_days: 12,
    mean_days: 8,
    median_hours: 156,
    p80_hours: 288,
  },
  delays: [],
  round_trips: { decided: 3773, with_round_trip: 943, share: 0.25, about: [] },
  waiting: { provider: 42, applicant: 3 },
  active: 3100,
  refused_for: [],
  left_off: { created: 0, total: 0, share: null, steps: [] },
  eligibility: [],
  caught: { requests: 0, about: [] },
  months: [{ month: '2026-11', submitted: 70, validated: 60, refused: 1, returned: 5, waiting: 42 }],
  links: {
    page: 'https://datapass.example/stats?api=impot-particulier',
    json: 'https://datapass.example/stats.json',
    csv: 'https://datapass.example/stats.csv',
    habilitations: 'https://datapass.example/habilitations?api=impot-particulier',
  },
};

describe('<datapass-stats>', () => {
  const real = window.fetch;
  let asked: URL[];
  let answer: () => Promise<Response>;

  beforeEach(() => {
    freshPage();
    asked = [];
    answer = async () => new Response(JSON.stringify(view));
    window.fetch = (input, init) => {
      if (!String(input).includes('/stats.json')) return real(input, init);
      asked.push(new URL(String(input)));
      return answer();
    };
  });
  afterEach(() => {
    window.fetch = real;
    document.body.innerHTML = '';
    document.documentElement.lang = 'fr';
  });

  const place = (attributes: string): DatapassStats => {
    const main = document.querySelector('main') as HTMLElement;
    main.innerHTML = `<h1>Essai</h1><datapass-stats ${attributes}><a href="/stats">Statistiques</a></datapass-stats>`;
    return main.querySelector('datapass-stats') as DatapassStats;
  };
  const words = (element: DatapassStats): string =>
    (element.shadowRoot?.querySelector('section')?.textContent ?? '').replace(/\s+/g, ' ');
  const shown = (element: DatapassStats) =>
    until('the figures', () => element.shadowRoot?.querySelector('section'));

  it('says how many, how long, and how many round trips, and leads to the rest', async () => {
    const element = place('api="impot-particulier" use-case="cantine" period="3"');
    await shown(element);
    const text = words(element);
    for (const said of [
      'API Impôt particulier',
      '6 919',
      '3 773',
      '6,5 jours',
      '12 jours',
      '8 jours',
      '25 %',
    ])
      expect(text).to.include(said);
    expect(text).to.include('Aucune mesure');
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).to.deep.equal({
      lang: 'fr',
      api: 'impot-particulier',
      use_case: 'cantine',
      period: '3',
    });
    const links = [...(element.shadowRoot?.querySelectorAll('a') ?? [])].map(({ href }) => href);
    expect(links).to.deep.equal([
      'https://datapass.example/stats?api=impot-particulier&lang=fr',
      'https://datapass.example/habilitations?api=impot-particulier&lang=fr',
    ]);
  });

  for (const scheme of ['light', 'dark']) {
    it(`can be read by everybody: ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      const element = place('api="impot-particulier"');
      await shown(element);
      element.shadowRoot?.querySelector('details')?.setAttribute('open', '');
      // Of the element alone: the rest of the test page has no dark colours.
      expect(await violations(element)).to.deep.equal([]);
      document.documentElement.style.colorScheme = '';
    });
  }

  it('speaks the language of its page', async () => {
    document.documentElement.lang = 'en';
    const element = place('api="impot-particulier"');
    await shown(element);
    expect(words(element)).to.include('With a round trip');
    expect(words(element)).to.include('6.5 days');
    expect(asked[0]?.searchParams.get('lang')).to.equal('en');
  });

  it('shows the page’s own words until the figures come, and when they do not', async () => {
    answer = () => Promise.reject(new TypeError('network'));
    const failed: string[] = [];
    document.addEventListener('datapass-error', (event) => failed.push((event as CustomEvent).detail.code), {
      once: true,
    });
    const element = place('api="impot-particulier"');
    await until('the failure', () => failed[0]);
    expect(failed).to.deep.equal(['unreachable']);
    expect(element.shadowRoot?.querySelector('slot')).to.not.equal(null);
    expect(element.textContent).to.equal('Statistiques');
  });

  it('asks anew when what it is about changes, and drops what comes late', async () => {
    let late: (response: Response) => void = () => {};
    answer = () => new Promise((resolve) => (late = resolve));
    const element = place('api="impot-particulier"');
    await until('the first question', () => asked[0]);
    answer = async () => new Response(JSON.stringify({ ...view, title: 'FICOBA' }));
    element.setAttribute('api', 'ficoba');
    await shown(element);
    late(new Response(JSON.stringify(view)));
    await element.updateComplete;
    expect(words(element)).to.include('FICOBA');
    expect(asked.map(({ searchParams }) => searchParams.get('api'))).to.deep.equal([
      'impot-particulier',
      'ficoba',
    ]);
  });
});
