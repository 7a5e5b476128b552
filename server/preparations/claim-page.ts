/** The page of whom a draft was prepared for: what it is, what stands in the way, and taking it up; works without scripts. */
import { html } from 'hono/html';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import { spacedSiret } from '../instruction/file.ts';
import { stepAnswers } from '../invitations/form/answers.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { day } from '../pages/dates.ts';
import { errorList, fieldGroup, option } from '../pages/form.ts';
import type { Content } from '../pages/layout.ts';
import { type EligibilityShown, eligibilityOf } from './claim.ts';
import { claimWords } from './claim-words.ts';
import { contextOf } from './context.ts';
import { claimPath, type PreparedDraft, preparationsPath, titleOf } from './rules.ts';

/** What stands between this person and the draft. */
export type Obstacle = 'signIn' | 'own' | 'organisation' | 'closed';

export interface ClaimScene {
  draft: PreparedDraft;
  organisation: OrganisationRow;
  definition: ApiDefinition;
  actor: Actor | undefined;
  language: Language;
  now: Date;
}

export function obstacleOf({ draft, organisation, actor }: ClaimScene): Obstacle | undefined {
  if (!actor) return 'signIn';
  if (draft.preparedBy === actor.userId) return 'own';
  if (!actor.organisationIds.includes(draft.organisationId)) return 'organisation';
  return organisation.open ? undefined : 'closed';
}

/** Names of the form's own controls. */
export const questionName = (id: string): string => `question.${id}`;
export const askedName = 'demande';

export interface Given {
  answers: EligibilityAnswers;
  /** The question that was shown and not answered. */
  missing: string | undefined;
}

export const pathOf = ({ draft, language }: Pick<ClaimScene, 'draft' | 'language'>, action = ''): string =>
  `${claimPath(draft.id)}${action}?lang=${language}`;

export function claimMain(scene: ClaimScene, given: Given): Content {
  const { draft, organisation, definition, language } = scene;
  const t = claimWords[language];
  const obstacle = obstacleOf(scene);
  const stage = definition.stages.find(({ id }) => id === draft.stage)?.label;
  const fact = (label: string, value: Content | string) =>
    html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<div class="narrow">
<h1>${titleOf(draft) || t.untitled}</h1>
<p class="lead">${t.lead(definition.provider.acronym)}</p>
<dl class="facts frame">
${fact(t.facts.api, html`${definition.title}<br><span class="hint">${stage ?? ''}</span>`)}
${fact(t.facts.organisation, html`${organisation.name}<br><span class="hint">SIRET ${spacedSiret(organisation.siret)}</span>`)}
${draft.text ? fact(t.facts.text, html`<span class="said">${draft.text}</span>`) : ''}
${draft.expiresAt ? fact(t.facts.until, day(draft.expiresAt, language)) : ''}
</dl>
${obstacle ? obstacleView(obstacle, scene) : takingView(scene, given)}
${preparedView(scene)}
</div>`;
}

function obstacleView(obstacle: Obstacle, scene: ClaimScene): Content {
  const { draft, organisation, language } = scene;
  const t = claimWords[language];
  const signIn = `/connexion?retour=${encodeURIComponent(pathOf(scene))}`;
  switch (obstacle) {
    case 'signIn':
      return html`<section class="block" aria-labelledby="next"><h2 id="next">${t.signIn.title}</h2>
<p>${t.signIn.text(organisation.name)}</p>
<p><a class="button" href="${signIn}">${t.signIn.button}</a></p></section>`;
    case 'own':
      return html`<div class="callout warn"><h2>${t.own.title}</h2><p>${t.own.text}</p>
<p><a href="${preparationsPath}/${draft.id}?lang=${language}">${t.own.button}</a></p></div>`;
    case 'organisation':
      return html`<div class="callout warn"><h2>${t.organisation.title}</h2>
<p>${t.organisation.text(organisation.name, spacedSiret(organisation.siret))}</p>
<p><a class="button" href="${signIn}&nouvelle=1">${t.organisation.button}</a></p>
${supportView(scene)}</div>`;
    case 'closed':
      return html`<div class="callout warn"><h2>${t.closed.title}</h2><p>${t.closed.text(organisation.name)}</p>
${supportView(scene)}</div>`;
  }
}

export const supportView = ({ definition, language }: Pick<ClaimScene, 'definition' | 'language'>): Content =>
  html`<p>${claimWords[language].ask} <a href="mailto:${definition.provider.support}">${definition.provider.support}</a>.</p>`;

/** The questions that are the applicant's own to answer, one after the other, and the button. */
function takingView(scene: ClaimScene, given: Given): Content {
  const { draft, definition, language } = scene;
  const t = claimWords[language];
  const { questions } = definition.eligibility;
  const shown = eligibilityOf(definition, draft.stage, given.answers);
  const ids = [...shown.asked, ...(shown.question ? [shown.question] : [])];
  const problems = given.missing ? [{ field: questionName(given.missing), text: t.eligibility.missing }] : [];
  const fieldsets = ids.flatMap((id) => {
    const question = questions[id];
    if (!question) return [];
    const name = questionName(id);
    const options = question.options.map((one) => option('radio', name, one, given.answers[id] === one.id));
    const legend = { id: name, label: question.label, hint: question.hint, problems };
    const group = html`<input type="hidden" name="${askedName}" value="${id}">${fieldGroup(legend, options)}`;
    // What has just been added is where one goes on.
    const added = id === shown.question && shown.asked.length > 0 && !given.missing;
    return [added ? html`<div tabindex="-1" autofocus>${group}</div>` : group];
  });
  const ready = shown.opens || ids.length === 0;
  return html`<form method="post" action="${pathOf(scene, '/reprendre')}" class="frame stack block" novalidate>
${errorList(t.eligibility.errors, problems)}
${fieldsets.length > 0 ? html`<h2>${t.eligibility.title}</h2><p class="hint">${t.eligibility.hint}</p>${fieldsets}` : ''}
${verdictView(shown, language)}
<p><button>${ready ? t.claim : t.continue}</button></p>
</form>`;
}

function verdictView({ verdict, opens }: EligibilityShown, language: Language): Content | '' {
  if (!verdict || opens) return '';
  return html`<div class="callout no" tabindex="-1" autofocus><h3>${verdict.title}</h3>
${verdict.text.map((text) => html`<p>${text}</p>`)}
<p>${claimWords[language].eligibility.other}</p></div>`;
}

function preparedView({ draft, definition, language, now }: ClaimScene): Content {
  const t = claimWords[language];
  const context = contextOf(draft, now);
  const steps = stepsOf(definition, draft.stage)
    .map((step) => ({ ...step, fields: step.fields.filter(({ id }) => draft.answers[id] !== undefined) }))
    .filter(({ fields }) => fields.length > 0);
  return html`<section class="block" aria-labelledby="prepared"><h2 id="prepared">${t.prepared}</h2>
<p class="hint">${steps.length > 0 ? t.preparedHint : t.nothing}</p>
${steps.map((step) => stepAnswers(step, { definition, context, language }, 3))}</section>`;
}
