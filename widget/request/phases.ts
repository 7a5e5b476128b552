/** What is shown in every phase but the first. */
import type { EligibilityPart } from '../../catalogue/definition.ts';
import type { DatapassEvent, DatapassEventName, DatapassEvents } from '../shared/events.ts';
import { button } from '../shared/parts.ts';
import { wordsIn } from '../words/index.ts';
import type { Journey } from './journey.ts';
import { preparationsTemplate } from './preparations.ts';

/** What a person who comes back needs. */
export const returning = (): Promise<typeof import('../requests/requests.ts')> =>
  import('../requests/requests.ts');

export function phaseTemplate(journey: Journey): unknown {
  const { memory, part, host, language, request, requests, hosted, definition } = journey;
  const { phase, step } = memory;
  switch (phase) {
    case 'path':
      return journey.path?.();
    case 'preparations': {
      const start = button(wordsIn(language).start, () => journey.go('form'));
      return preparationsTemplate(journey, part as EligibilityPart, hosted?.link ?? start);
    }
    case 'form':
      return (
        hosted?.page ??
        inner(journey, host.within?.formTag ?? 'datapass-form', {
          stage: request?.stage ?? memory.stage ?? definition?.stages[0]?.id,
          eligibility: request?.eligibility ?? memory.answers,
          useCase: host.useCase || host.getAttribute('prefill'),
          fromPath: memory.fromPath,
          request,
          openAt: step,
          ...host.within?.form(journey),
        })
      );
    case 'list':
      return inner(journey, 'datapass-requests', { requests });
    default:
      return inner(journey, 'datapass-follow-up', { requestId: memory.request, file: host.within });
  }
}

type Answers = { [Name in DatapassEventName]?: (journey: Journey, detail: DatapassEvents[Name]) => unknown };

/** What the elements of the phases tell, and what is done then. */
const answers: Answers = {
  step(journey, { id }) {
    journey.memory.step = id;
    journey.keep();
  },
  save(journey, { id }) {
    journey.memory.request = id ?? journey.memory.request;
    journey.keep();
  },
  submit(journey, { id }) {
    journey.memory.request = id;
    return journey.go('follow-up');
  },
  resume: async (journey, detail) => (await returning()).reopen(journey, detail),
  open: async (journey, detail) => (await returning()).open(journey, detail),
};

/** The element of a phase: made once, then told what changes. Lit leaves alone a node that is already there. */
function inner(journey: Journey, tag: string, own: object): HTMLElement {
  const { definition, session, language, host } = journey;
  let node = journey.inner;
  if (!node?.isConnected || node.localName !== tag) {
    node = document.createElement(tag);
    node.setAttribute('exportparts', 'heading,button,field,label,hint,error,summary,step');
    for (const [name, answer] of Object.entries(answers)) {
      node.addEventListener(`datapass-${name}`, (event) =>
        answer(journey, (event as DatapassEvent).detail as never),
      );
    }
    journey.inner = node;
  }
  return Object.assign(node, { definition, session, language, headingLevel: host.headingLevel, ...own });
}
