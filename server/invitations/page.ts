/** The page of an invitation: what is asked, who asks, and the step; works without scripts. */
import { html } from 'hono/html';
import { fieldsOf, visibleFields } from '../../catalogue/steps.ts';
import { fullName } from '../accounts/name.ts';
import { day, dayAndTime } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import { merged } from '../requests/life/evolve.ts';
import type { HistoryEntry } from '../requests/view/history.ts';
import { stateLabels } from '../requests/view/words.ts';
import type { Services } from '../services.ts';
import { actionName, type Errors, finishing } from './fill.ts';
import { stepAnswers } from './form/answers.ts';
import { type Filling, fieldView } from './form/fields.ts';
import { changesIn, type Typed } from './form/read.ts';
import { seenMark, seenName } from './form/seen.ts';
import { type ProofInput, proofView } from './proof-view.ts';
import { isStillNamed, type Scene } from './scene.ts';
import { guestTexts } from './words.ts';

/** What has just happened, if anything has. */
export interface Moment {
  done?: keyof (typeof guestTexts)['fr']['done'] | undefined;
  /** As typed, where it is not what the request says. */
  typed?: Typed;
  errors?: Errors;
  /** The answers with errors are kept nevertheless. */
  stored?: boolean;
  /** Somebody else has changed the step meanwhile. */
  conflict?: boolean;
  /** The session has ended while the form was open. */
  sessionEnded?: boolean;
  proof?: ProofInput;
  comment?: { text: string; problem: string };
}

export function pageTitle({ guest: { invitation }, steps, language }: Scene): string {
  const t = guestTexts[language].titles;
  if (invitation.kind === 'comment') return t.comment;
  return t[invitation.kind](steps[0]?.title ?? '');
}

export function guestMain(scene: Scene, moment: Moment, config: Services['config']): Content {
  const { guest, definition, loaded, inviter, language, isOpen } = scene;
  const { invitation, person } = guest;
  const t = guestTexts[language];
  const stage = definition.stages.find(({ id }) => id === loaded.row.stage)?.label ?? '';
  const request = t.request(`D${loaded.row.number}`, loaded.organisation.name, definition.title, stage);
  return html`<div class="narrow">
${moment.done ? html`<div class="callout ok" role="status"><p>${t.done[moment.done]}</p></div>` : ''}
${errorSummary(scene, moment)}
<h1>${pageTitle(scene)}</h1>
<p class="lead">${t.leads[invitation.kind](inviter, request)}</p>
<p class="hint">${t.until(day(invitation.expiresAt, language))}</p>
${isOpen ? (person ? identity(scene) : proofView(scene, moment.proof)) : closedView(scene)}
${body(scene, moment, config)}
${invitation.kind === 'comment' ? commentsView(scene, moment) : ''}
</div>`;
}

/** Own path of an action, in the language of the page. */
export function pathOf({ guest, language }: Pick<Scene, 'guest' | 'language'>, action = ''): string {
  return `/invitation/${guest.invitation.id}${action}?lang=${language}`;
}

function body(scene: Scene, moment: Moment, config: Services['config']): Content | '' {
  const { guest, isOpen } = scene;
  const writes = isOpen && (guest.person !== undefined || moment.sessionEnded);
  if (guest.invitation.kind === 'fill' && writes) return formView(scene, moment, config);
  const reading = readingOf(scene, moment);
  const steps = scene.steps.map((step) => stepAnswers(step, reading));
  return html`${moment.typed ? html`<p class="callout warn">${guestTexts[scene.language].form.unsaved}</p>` : ''}
${steps}${isOpen ? confirmView(scene) : ''}`;
}

/** What was typed stands in place of what the request says: it could not be kept. */
function readingOf(scene: Scene, { typed }: Moment) {
  const { definition, context, language } = scene;
  const answers = typed ? merged(context.answers, changesIn(typed, context.answers)) : context.answers;
  return { definition, language, context: { ...context, answers }, documentPath: documentPath(scene) };
}

const documentPath = (scene: Scene) =>
  scene.guest.person ? (id: string) => `/invitation/${scene.guest.invitation.id}/documents/${id}` : undefined;

function formView(scene: Scene, moment: Moment, config: Services['config']): Content | '' {
  const { definition, loaded, language } = scene;
  const [step] = scene.steps;
  if (!step) return '';
  const t = guestTexts[language].form;
  const reading = readingOf(scene, moment);
  const values = { ...loaded.row.answers, ...moment.typed };
  const filling: Filling = {
    ...reading,
    definition,
    values,
    errors: moment.errors ?? new Map(),
    documents: loaded.documents,
  };
  const fields = visibleFields(step, reading.context);
  const shown = fields.map(({ id }) => id);
  const follows = step.fields.some(({ visible }) => visible);
  return html`<form method="post" action="${pathOf(scene)}" enctype="multipart/form-data" class="frame" novalidate>
<button class="hidden" tabindex="-1" aria-hidden="true" name="${actionName}" value="enregistrer"></button>
<input type="hidden" name="${seenName}" value="${seenMark(config, shown, loaded.row.answers)}">
<div class="stack questions">
${step.introduction ? html`<p>${step.introduction}</p>` : ''}
${fields.map((field) => fieldView(field, filling))}
</div>
<div class="stack block">
${follows ? html`<p class="hint">${t.more}</p>` : ''}
<div class="row">
<button name="${actionName}" value="enregistrer" class="second">${t.save}</button>
<button name="${actionName}" value="${finishing}" aria-describedby="finish-hint">${t.finish}</button>
</div>
<p class="hint" id="finish-hint">${t.finishHint}</p>
</div>
</form>`;
}

function confirmView(scene: Scene): Content | '' {
  const { guest, definition, loaded, language, confirming, context } = scene;
  if (!confirming) return '';
  const { digest, before } = confirming;
  const { invitation } = guest;
  const { stage } = loaded.row;
  const t = guestTexts[language].confirm;
  const who = applicantName(scene);
  const { field } = invitation;
  const as = fieldsOf(definition, stage).find(({ id }) => id === field)?.label ?? '';
  if (!isStillNamed(invitation, context.answers))
    return html`<p class="callout warn">${t.replaced(as, who)}</p>`;
  if (before?.current) {
    return html`<p class="callout ok">${t.done(day(before.at, language))}</p>`;
  }
  return html`<form method="post" action="${pathOf(scene, '/confirmer')}" class="frame stack">
${before ? html`<p>${t.changed(day(before.at, language))}</p>` : ''}
<p><b>${field ? t.informed(as) : t.right}</b></p>
<p><input type="hidden" name="${seenName}" value="${digest}">
<button>${t.button}</button></p>
<p class="hint">${t.otherwise(who)} <a href="mailto:${loaded.applicant.email}">${loaded.applicant.email}</a></p>
</form>`;
}

function commentsView(scene: Scene, { comment }: Moment): Content {
  const { guest, comments, language, isOpen } = scene;
  const t = guestTexts[language].comments;
  return html`<section aria-labelledby="comments" class="block">
<h2 id="comments">${t.title}</h2>
${comments.length === 0 ? html`<p class="hint">${t.empty}</p>` : html`<ol class="time">${comments.map((one) => commentLine(one, scene))}</ol>`}
${
  isOpen && (guest.person || comment)
    ? html`<form method="post" action="${pathOf(scene, '/commentaires')}" class="stack" novalidate>
<div class="${comment ? 'bad' : ''}">
<label class="label" for="commentaire">${t.label}</label>
<p class="hint" id="comment-hint">${t.hint}</p>
${comment ? html`<p class="message" id="comment-error">${comment.problem}</p>` : ''}
<textarea id="commentaire" name="commentaire" rows="5" required maxlength="10000" aria-describedby="comment-hint${comment ? ' comment-error' : ''}"
${comment ? html`aria-invalid="true"` : ''}>
${comment?.text ?? ''}</textarea></div>
<p><button>${t.button}</button></p>
</form>`
    : ''
}
</section>`;
}

function commentLine(entry: HistoryEntry, { guest, language }: Scene): Content {
  const t = guestTexts[language].comments;
  const name = [entry.givenName, entry.familyName].filter(Boolean).join(' ') || t.somebody;
  const who = entry.actorId === guest.person?.userId ? `${name} (${t.you})` : name;
  return html`<li><b>${who}</b> <span class="hint">${dayAndTime(entry.at, language)}</span>
<p class="said">${entry.reason}</p></li>`;
}

function identity(scene: Scene): Content | '' {
  const { guest, language } = scene;
  const { person } = guest;
  if (!person) return '';
  const t = guestTexts[language].proof;
  return html`<form method="post" action="${pathOf(scene, '/fermer')}" class="row between">
<p class="hint">${t.by[person.by](fullName(person))}</p>
${person.by === 'code' ? html`<button class="plain">${t.leave}</button>` : ''}</form>`;
}

function closedView(scene: Scene): Content {
  const { loaded, language } = scene;
  const t = guestTexts[language].closed;
  const { state } = loaded.row;
  const who = applicantName(scene);
  return html`<div class="callout info"><h2>${t.title}</h2>
<p>${state === 'archived' ? t.archived(who) : t.text(stateLabels[language][state], who)}</p></div>`;
}

function errorSummary(scene: Scene, moment: Moment): Content | '' {
  const t = guestTexts[scene.language];
  const { errors, conflict, sessionEnded, stored } = moment;
  const box = (title: string, inner: Content) =>
    html`<div class="callout ${errors ? 'no' : 'warn'}" tabindex="-1" autofocus role="group" aria-labelledby="errors">
<h2 id="errors">${title}</h2>${inner}</div>`;
  if (sessionEnded) {
    const link = html`<a href="${pathOf(scene)}" target="_blank">${t.refusals.sessionLink}</a>`;
    return box(t.refusals.session, html`<p>${t.refusals.sessionText}</p><p>${link}</p>`);
  }
  if (conflict)
    return box(t.form.conflict, html`<p>${t.form.conflictText}</p>${presentAnswers(scene, moment)}`);
  if (!errors || errors.size === 0) return '';
  const lines = [...errors].flatMap(([name, texts]) => texts.map((text) => ({ name, text })));
  return box(
    t.form.errors(lines.length),
    html`${stored ? html`<p>${t.form.stored}</p>` : ''}
<ul>${lines.map(({ name, text }) => html`<li><a href="#${name}">${text}</a></li>`)}</ul>`,
  );
}

/** Of what the guest typed otherwise, what the request says now. */
function presentAnswers(scene: Scene, { typed = {} }: Moment): Content[] {
  const { context } = scene;
  const different = Object.keys(changesIn(typed, context.answers));
  const reading = readingOf(scene, {});
  return scene.steps.map((step) => {
    const fields = step.fields.filter(({ id }) => different.includes(id));
    return stepAnswers({ ...step, id: `${step.id}-present`, fields }, reading, 3);
  });
}

const applicantName = ({ loaded }: Scene): string => fullName(loaded.applicant);
