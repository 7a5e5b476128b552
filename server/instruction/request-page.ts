/** One request, as its instructor reads it. */
import { html } from 'hono/html';
import type { Step } from '../../catalogue/definition.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { duplicatesView, relatedSheet } from '../examination/related-view.ts';
import { assignmentView, controlsView } from '../examination/section-view.ts';
import { notesSheet, opinionsSheet } from '../examination/sheets-view.ts';
import { templateView } from '../examination/template-view.ts';
import { day } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { answerView } from './answer-view.ts';
import { changesView } from './changes-view.ts';
import { checksView } from './checks-view.ts';
import { clockSheet, ruleView } from './clock-view.ts';
import { decisionLinks, doneView, habilitationSheet, pendingView } from './decisions/links.ts';
import { contextOf, numberOf, type View } from './file.ts';
import { mailsSheet } from './mails-view.ts';
import { instructionTexts } from './messages/index.ts';
import {
  accessesSheet,
  confirmationsSheet,
  eligibilitySheet,
  historySheet,
  organisationSheet,
} from './sheets-view.ts';
import { stateView } from './state-view.ts';
import { messagesSheet } from './thread/page.ts';
import { togetherView } from './together-view.ts';
import { updateTag, updateView } from './update-view.ts';

export interface RequestPageOptions {
  /** Why they may do nothing: their own request, or a reporter's role. */
  reader: 'instructor' | 'reporter' | 'applicant';
  /** They may put an answer right, or give the request to another organisation. */
  administers: boolean;
}

export function requestMain(view: View, { reader, administers }: RequestPageOptions): Content {
  const { file, definition, language } = view;
  const t = instructionTexts[language].request;
  const { request } = file;
  const { decisions } = view;
  return html`${decisions ? doneView(view, decisions) : ''}
<p><a href="${carryLanguage('/instruction', view.address)}">← ${t.back}</a></p>
${requestHeading(view)}
${reader === 'applicant' ? html`<p class="callout info">${t.own}</p>` : ''}
${reader === 'reporter' ? html`<p class="hint">${t.readOnly}</p>` : ''}
${administers ? html`<p><a href="${carryLanguage(`/administration/demandes/${numberOf(request)}`, view.address)}">${t.putRight}</a></p>` : ''}
${decisions ? html`${decisionLinks(view, decisions)}${pendingView(view, decisions)}` : ''}
${assignmentView(view)}
<div class="two">
<div>
${duplicatesView(view)}
${updateView(view)}
${changesView(view)}
${templateView(view)}
${togetherView(view)}
${checksView(view)}
${ruleView(view)}
${controlsView(view)}
<section aria-labelledby="form">
<h2 id="form">${t.form}</h2>
${stepsOf(definition, request.stage).map((step) => stepView(step, view))}
</section>
</div>
<aside>
${decisions ? habilitationSheet(view, decisions) : ''}
${clockSheet(view)}
${messagesSheet(view)}
${organisationSheet(view)}
${opinionsSheet(view)}
${notesSheet(view)}
${eligibilitySheet(view)}
${relatedSheet(view)}
${confirmationsSheet(view)}
${historySheet(view)}
${accessesSheet(view)}
${mailsSheet(view)}
</aside>
</div>`;
}

/** Title and identity of a request: also at the top of each decision's page. */
export function requestHeading({ file, definition, language }: View): Content {
  const t = instructionTexts[language];
  const { request, organisation } = file;
  const stage = definition.stages.find(({ id }) => id === request.stage)?.label ?? request.stage;
  const useCase = definition.use_cases.find(({ id }) => id === request.useCase)?.label;
  const received = request.lastSubmittedAt
    ? t.request.received(day(request.lastSubmittedAt, language))
    : undefined;
  return html`<div class="heading">
<p class="hint">${[numberOf(request), organisation.name, received].filter(Boolean).join(' · ')}</p>
<h1>${request.title || t.list.untitled}</h1>
<p class="row">${stateView(request.state, language)}${updateTag({ file, language })}
<span>${[definition.title, stage, useCase ?? t.request.freeUseCase].join(' · ')}</span></p>
${neighboursView(file.neighbours, t.request)}
</div>`;
}

/** The requests that this one continues, and that continues it: the instructor compares them. */
function neighboursView(
  { parent, child }: View['file']['neighbours'],
  t: (typeof instructionTexts)['fr']['request'],
): Content | '' {
  const link = (request: { number: number }) =>
    html`<a href="/instruction/${numberOf(request)}">${numberOf(request)}</a>`;
  // A draft is not the provider's to know of.
  const sent = child?.firstSubmittedAt ? child : undefined;
  if (!parent && !sent) return '';
  return html`<p>${parent ? html`${t.continues} ${link(parent)}` : ''}${sent ? html`${t.continuedBy} ${link(sent)}` : ''}</p>`;
}

function stepView(step: Step, view: View): Content | '' {
  const { request } = view.file;
  const context = contextOf(request);
  const fields = visibleFields(step, context).filter((field) => field.kind !== 'message');
  if (fields.length === 0) return '';
  return html`<section class="step" aria-labelledby="step-${step.id}">
<h3 id="step-${step.id}">${step.title}</h3>
<dl class="answers">${fields.map(
    (field) =>
      html`<div><dt>${field.label}</dt><dd>${answerView(field, context.answers[field.id], view)}</dd></div>`,
  )}</dl>
</section>`;
}
