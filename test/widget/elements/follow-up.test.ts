/** Where a request stands, and the list of requests. */
import { expect } from 'chai';
import { linePoint, type Point } from '../../../server/requests/view/line.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { faults } from '../form/axe.ts';
import { Backend, camille, draftView } from '../form/backend.ts';
import { openFollowUp } from '../form/follow-up.ts';
import { until } from '../form/harness.ts';
import { see } from '../form/page.ts';

const line: RequestView['line'] = [
  { id: 'sent', state: 'done', at: '2026-11-16T16:40:00Z' },
  { id: 'instruction', state: 'current', at: '2026-11-17T08:00:00Z' },
  { id: 'decided', state: 'todo' },
  { id: 'connected', state: 'todo' },
  { id: 'in_use', state: 'todo' },
].map((point) => linePoint(point as Point, 'fr'));

describe('datapass-follow-up', () => {
  let backend: Backend;
  let element: HTMLElement;
  beforeEach(() => {
    backend = new Backend();
    backend.arrive(camille);
    see('visible');
  });
  afterEach(() => element.remove());

  const text = () => element.shadowRoot?.textContent ?? '';
  const open = async (more: Partial<RequestView>) => {
    element = await openFollowUp(backend, () => draftView('r1', { line, ...more }));
    await until('the request and what its state means show', () =>
      element.shadowRoot?.querySelector('.callout'),
    );
  };

  it('shows the five steps, the state, the deadline and the meaning of silence', async () => {
    await open({ state: 'submitted', answer_by: '2027-01-16', answers: { intitule: 'Cantine' } });
    expect(text()).to.contain('En cours d’instruction').and.contain('16 janvier 2027').and.contain('refusée');
    expect(text()).not.to.match(/false|undefined|null/);
    const points = [...(element.shadowRoot?.querySelectorAll('.line li') ?? [])];
    expect(points).to.have.length(5);
    expect(points[1]?.getAttribute('aria-current')).to.equal('step');
    expect(await faults(element)).to.deep.equal([]);
  });

  it('announces a new state within the next question, and tells the page', async () => {
    await open({ state: 'submitted' });
    const told = new Promise<string>((resolve) =>
      document.addEventListener('datapass-status', (event) => resolve(event.detail.state), { once: true }),
    );
    backend.change('r1', {}, { state: 'validated' });
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await told).to.equal('validated');
    const region = element.shadowRoot?.querySelector('[role=status]');
    await until('it is said', () => region?.textContent?.includes('Validée'));
    expect(backend.calls.at(-1)?.headers.get('if-none-match')).to.equal('"1"');
  });

  it('leads back to the step concerned when a change is asked for', async () => {
    await open({ state: 'changes_requested', reason: 'Précisez.', requested_fields: ['scopes'] });
    expect(text()).to.contain('« Précisez. »');
    const told = new Promise<unknown>((resolve) =>
      element.addEventListener('datapass-resume', (event) => resolve(event.detail)),
    );
    const button = [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((candidate) =>
      candidate.textContent?.includes('Reprendre à l’étape « Les données »'),
    );
    button?.click();
    expect(await told).to.deep.equal({ id: 'r1', step: 'scopes' });
    expect(await faults(element)).to.deep.equal([]);
  });

  it('opens the access on our own page, in a new tab', async () => {
    const habilitation = {
      number: 'H1042',
      state: 'active' as const,
      valid_until: '2029-11-20',
      access_url: '/acces/H1042',
    };
    await open({ state: 'validated', habilitation, notice_url: '/information/H1042' });
    const link = element.shadowRoot?.querySelector('a.button');
    expect(link?.textContent).to.contain('Récupérer mon accès');
    expect(link?.getAttribute('target')).to.equal('_blank');
    await until('the text for people is offered', () =>
      element.shadowRoot?.querySelector('a[href="/information/H1042"][target=_blank]'),
    );
    expect(await faults(element)).to.deep.equal([]);
  });

  it('keeps the last known state without network', async () => {
    await open({ state: 'submitted' });
    backend.online = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await until('it says so', () => text().includes('dernier état connu'));
    expect(text()).to.contain('D1042');
  });

  it('asks nothing while hidden, nor once removed', async () => {
    await open({ state: 'submitted' });
    const asked = backend.calls.length;
    see('hidden');
    document.dispatchEvent(new Event('visibilitychange'));
    element.remove();
    see('visible');
    document.dispatchEvent(new Event('visibilitychange'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(backend.calls).to.have.length(asked);
  });
});
