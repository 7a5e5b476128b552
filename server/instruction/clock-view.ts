/** How long a request has waited and until when it may, and what a rule would have said of it. */
import { html } from 'hono/html';
import type { Condition, RuleVerdict } from '../clock/verdict.ts';
import { dateInWords, day } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import { clockWords } from './clock-words.ts';
import type { View } from './file.ts';

/** Nothing before the first submission. */
export function clockSheet({ clock, language }: View): Content | '' {
  const rounds = clock?.age.rounds ?? [];
  if (!clock || rounds.length === 0) return '';
  const t = clockWords[language];
  const { days, target, late, legal } = clock.age;
  const line = (label: string, value: Content | string) =>
    html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<section class="sheet" aria-labelledby="clock">
<h2 id="clock">${t.clock}</h2>
<dl class="facts">
${rounds.map(({ from, to, days: own }, index) =>
  line(
    t.round(index + 1),
    html`${t.days(own)} <span class="hint">${day(from, language)} – ${to ? day(to, language) : t.open}</span>`,
  ),
)}
${rounds.length > 1 ? line(t.total, t.days(days)) : ''}
${line(t.target, html`${t.days(target)}${late ? html` <span class="tag warn">${t.late}</span>` : ''}`)}
${
  legal
    ? line(
        t.legal,
        html`${dateInWords(legal.day, language)}${legal.state === 'far' ? '' : html` <span class="tag ${legal.state === 'over' ? 'no' : 'warn'}">${t.legalStates[legal.state]}</span>`}`,
      )
    : ''
}
</dl>
</section>`;
}

/** Nothing for an API without rules. */
export function ruleView({ clock, language }: View): Content | '' {
  if (clock?.verdict === undefined) return '';
  const t = clockWords[language];
  const { verdict } = clock;
  return html`<section class="frame" aria-labelledby="rule">
<h2 id="rule">${t.rule}</h2>
${
  verdict
    ? html`<p class="hint">${t.named(verdict.rule.label, verdict.rule.version)}. ${t.ruleHint}</p>
<p><b>${t.outcomes[outcomeOf(verdict)]}</b></p>
<ul class="bare">${verdict.conditions.map((condition) => conditionView(condition, language))}</ul>`
    : html`<p>${t.none}</p>`
}
</section>`;
}

function conditionView({ name, met, against }: Condition, language: View['language']): Content {
  const t = clockWords[language];
  return html`<li><span class="tag ${met ? 'ok' : 'warn'}">${met ? `✓ ${t.met}` : t.unmet}</span> ${t.conditions[name]}
${against.length > 0 ? html`<ul>${against.map((what) => html`<li class="hint">${what}</li>`)}</ul>` : ''}</li>`;
}

function outcomeOf({ green, drawn, decides }: RuleVerdict): 'decides' | 'drawn' | 'shown' | 'not' {
  if (decides) return 'decides';
  if (!green) return 'not';
  return drawn ? 'drawn' : 'shown';
}
