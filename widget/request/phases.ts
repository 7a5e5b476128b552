/** What is shown in every phase but the first. */
import { html, type TemplateResult } from 'lit';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { heading } from '../shared/heading.ts';
import { button } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import type { Journey } from './journey.ts';
import { open, reopen } from './moves.ts';
import { preparationsTemplate } from './preparations.ts';

export function phaseTemplate(journey: Journey): unknown {
  const { memory, part, host, language, request, requests, site, step, definition } = journey;
  const { phase } = memory;
  const t = wordsIn(language);
  const hosted = site?.registered === false && hostedLink(journey);
  if (phase === 'preparations') {
    return preparationsTemplate(
      journey,
      part as EligibilityPart,
      hosted || button(t.start, () => journey.go('form')),
    );
  }
  if (phase === 'form') {
    if (hosted) {
      return html`${heading(host.headingLevel, t.start, 'title')}
        <p>${t.hostedReason}</p>
        <p>${hosted}</p>`;
    }
    return inner(journey, 'datapass-form', {
      stage: request?.stage ?? definition?.stages[0]?.id ?? '',
      eligibility: request?.eligibility ?? memory.answers,
      useCase: host.useCase,
      request,
      openAt: step,
    });
  }
  return phase === 'list'
    ? inner(journey, 'datapass-requests', { requests })
    : inner(journey, 'datapass-follow-up', { requestId: memory.request });
}

const hostedLink = ({ client, host, language, t }: Journey): TemplateResult =>
  html`<a class="button" part="button" href=${client.hosted(host.api, language)}>${t.hosted}</a>`;

/** The element of a phase: made once, then told what changes. Lit leaves alone a node that is already there. */
function inner(journey: Journey, tag: string, own: object): HTMLElement {
  const { definition, session, language, host } = journey;
  if (!journey.inner?.isConnected || journey.inner.localName !== tag) {
    journey.inner = document.createElement(tag);
    journey.inner.setAttribute('exportparts', 'heading,button,field,label,hint,error,summary,step');
    listen(journey, journey.inner);
  }
  return Object.assign(journey.inner, {
    definition,
    session,
    language,
    headingLevel: host.headingLevel,
    ...own,
  });
}

/** What the elements answer. */
function listen(journey: Journey, node: HTMLElement): void {
  const { memory } = journey;
  node.addEventListener('datapass-save', ({ detail }) => {
    memory.request = detail.id ?? memory.request;
    journey.keep();
  });
  node.addEventListener('datapass-submit', ({ detail }) => {
    memory.request = detail.id;
    void journey.go('follow-up');
  });
  node.addEventListener('datapass-resume', (event) => {
    event.stopPropagation();
    void reopen(journey, event.detail.id, event.detail.step);
  });
  node.addEventListener('datapass-open', (event) => {
    event.stopPropagation();
    void open(journey, event.detail.id);
  });
}
