/** The checks that the applicant saw before sending, over what was sent, with what they explain. */
import { html } from 'hono/html';
import type { CheckResult } from '../../catalogue/checks.ts';
import type { Content } from '../pages/layout.ts';
import type { View } from './file.ts';
import { instructionTexts } from './messages/index.ts';

/** Nothing where the API has no check. What needs a look comes first. */
export function checksView({ readiness, language }: View): Content | '' {
  const checks = readiness?.checks ?? [];
  if (checks.length === 0) return '';
  const t = instructionTexts[language].checks;
  const order = ['failed', 'explained', 'unknown', 'passed'];
  const sorted = checks.toSorted((one, other) => order.indexOf(kindOf(one)) - order.indexOf(kindOf(other)));
  return html`<section class="frame" aria-labelledby="checks">
<h2 id="checks">${t.title}</h2>
<p class="hint">${t.caution}</p>
<ul class="bare">${sorted.map((check) => checkView(check, t))}</ul>
</section>`;
}

type Texts = (typeof instructionTexts)['fr']['checks'];

function checkView(check: CheckResult, t: Texts): Content {
  const { label, about, explanation } = check;
  const kind = kindOf(check);
  const tone = { failed: check.blocking ? 'no' : 'warn', explained: 'info', unknown: '', passed: 'ok' }[kind];
  return html`<li><span class="tag ${tone}">${kind === 'passed' ? '✓ ' : ''}${t[kind]}</span> ${label}
${about?.length ? html`<p class="hint">${t.about(about.join(', '))}</p>` : ''}
${explanation ? html`<p class="said quote">${explanation}</p>` : ''}
${kind === 'failed' && check.reason ? html`<p class="hint">${t.unexplained}</p>` : ''}</li>`;
}

const kindOf = ({ state, explanation }: CheckResult): 'failed' | 'explained' | 'unknown' | 'passed' =>
  state === 'passed' && explanation ? 'explained' : state;
