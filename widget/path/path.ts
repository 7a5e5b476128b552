/**
 * « Par où commencer »: where one stage follows another, who develops and with which publisher decide the stage to ask
 * for, and why. A chunk of its own, loaded for those APIs alone.
 */
import { html, nothing } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { EligibilityPart } from '../../catalogue/definition.ts';
import type { PathPart, PathQuestion } from '../../catalogue/path-part.ts';
import { type Path, pathOf } from '../../catalogue/paths.ts';
import type { Journey } from '../request/journey.ts';
import { printed } from '../request/preparations.ts';
import { heading } from '../shared/heading.ts';
import { button, callout } from '../shared/parts.ts';
import { jsonOf, unreachable } from '../shared/problems.ts';
import { rich } from '../shared/rich.ts';
import { adopt } from '../shared/styles.ts';
import { wordsIn } from '../words/index.ts';
import { pathStyles } from './path.styles.ts';
import { pathWords } from './words.ts';

const tones: Partial<Record<NonNullable<Path['reason']>, string>> = {
  acceptance_done: 'ok',
  already_integrated: 'ok',
};

/**
 * What the path shows, once its questions have come. @returns the template of the phase
 * @throws {ProblemError} when they do not come
 */
export async function readPath(journey: Journey, tree: EligibilityPart): Promise<() => unknown> {
  const { client, language, host } = journey;
  const address = `${client.base}/catalogue/${encodeURIComponent(tree.id)}/path?lang=${language}`;
  const answer = await fetch(address).catch(() => {
    throw unreachable();
  });
  const part = await jsonOf<PathPart>(answer);
  adopt(host, pathStyles);
  return () => pathTemplate(journey, part, tree);
}

function pathTemplate(journey: Journey, part: PathPart, tree: EligibilityPart): unknown {
  const { memory, host, language } = journey;
  const t = wordsIn(language);
  const own = pathWords[language];
  const level = host.headingLevel;
  const path = pathOf({ ...part, eligibility: tree.eligibility }, part.editors, memory.answers);
  const { reason, noRequestNeeded } = path;
  const outcome = reason && part.outcomes[reason];
  return html`<div><p class="hint">${tree.title}</p>${heading(level, own.title, 'title')}<p>${own.introduction}</p></div>
${reason === 'first_stage_only' ? nothing : questionsTemplate(journey, part)}
<div role="status">${
    outcome
      ? callout(
          (reason && tones[reason]) ?? 'info',
          outcome.text.map((text) => html`<p>${rich(text)}</p>`),
          level + 1,
          outcome.title,
        )
      : nothing
  }</div>
${memory.answers.developpement === 'editeur' && reason !== 'first_stage_only' ? checklist(journey, part) : nothing}
<div class="row between">${button(t.previous, () => journey.go('eligibility'), 'second')}${
    outcome
      ? button(
          noRequestNeeded ? own.anyway : t.next,
          () => proceed(journey, part, path),
          noRequestNeeded && 'second',
        )
      : nothing
  }</div>`;
}

/** The second question waits for the first. */
function questionsTemplate(journey: Journey, { questions }: PathPart): unknown {
  const { memory, language } = journey;
  const answer = (id: string, option: string) => {
    memory.answers = { ...memory.answers, [id]: option };
    journey.keep();
  };
  const [who, which] = questions as [PathQuestion, PathQuestion];
  const chosen = memory.answers[which.id];
  return html`<fieldset part="question"><legend>${who.label}</legend><span class="hint">${who.hint}</span>${who.options.map(
    ({ id, label, hint }) =>
      html`<label class="choice"><input type="radio" name=${who.id} value=${id} .checked=${memory.answers[who.id] === id} @change=${() =>
        answer(who.id, id)}><span><b>${label}</b><span class="hint">${hint}</span></span></label>`,
  )}</fieldset>${
    memory.answers[who.id] === 'editeur'
      ? html`<div part="question"><label class="label" for="publisher">${which.label}</label><div class="hint" id="publisher-hint">${which.hint}</div><select id="publisher" aria-describedby="publisher-hint" @change=${(
          event: Event,
        ) => answer(which.id, (event.target as HTMLSelectElement).value)}>${
          which.options.some(({ id }) => id === chosen)
            ? nothing
            : html`<option value="" selected disabled>${pathWords[language].choose}</option>`
        }${which.options.map(
          ({ id, label }) => html`<option value=${id} .selected=${id === chosen}>${label}</option>`,
        )}</select></div>`
      : nothing
  }`;
}

/** What to ask one's publisher: to tick, and to print. */
function checklist(journey: Journey, { checklist: { title, introduction, questions } }: PathPart): unknown {
  const { memory, language } = journey;
  const done = memory.asked ?? [];
  const tick = (id: string): void => {
    memory.asked = done.includes(id) ? done.filter((other) => other !== id) : [...done, id];
    journey.keep();
  };
  const lines = questions.map((line) => ({ ...line, ticked: done.includes(line.id) }));
  return html`<details><summary>${`${title} (${done.length}/${questions.length})`}</summary><p>${introduction}</p><fieldset><legend class="sr">${title}</legend>${lines.map(
    ({ id, label, hint, ticked }) =>
      html`<label class="choice"><input type="checkbox" .checked=${ticked} @change=${() => tick(id)}><span><b>${label}</b>${
        hint ? html`<span class="hint">${rich(hint)}</span>` : nothing
      }</span></label>`,
  )}</fieldset><p>${button(wordsIn(language).print, () => printed(title, lines), 'plain')}</p></details>`;
}

/** To what the stage needs, with the answers that the path has given to the form. */
function proceed(journey: Journey, { questions }: PathPart, { stage }: Path): Promise<void> {
  const { memory } = journey;
  // A publisher named before the person changed their mind is not part of the request.
  const answers: EligibilityAnswers = { ...memory.answers };
  if (answers.developpement !== 'editeur') delete answers.editeur;
  const chosen = questions.flatMap(
    ({ id, options }) => options.find((option) => option.id === answers[id]) ?? [],
  );
  const now = Object.assign({}, ...chosen.map(({ prefill }) => prefill));
  memory.answers = answers;
  memory.stage = stage;
  memory.fromPath = { now, before: memory.fromPath?.now ?? {} };
  return journey.go('preparations');
}
