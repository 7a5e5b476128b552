/** Beside a request: the organisation, the answers to the eligibility questions and whether they agree, the history. */
import { html } from 'hono/html';
import { walk } from '../../catalogue/eligibility.ts';
import { agreement } from '../../catalogue/organisations.ts';
import type { DocumentAccess } from '../documents/accesses.ts';
import { organisationView } from '../organisations/view.ts';
import { dayAndTime } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import { eventLabel } from '../requests/life/event-words.ts';
import { words } from '../requests/view/words.ts';
import { type HistoryLine, spacedSiret, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';

export function organisationSheet({ file, language }: View): Content {
  const t = instructionTexts[language].request;
  const view = organisationView(file.organisation, language);
  const trust = file.trust ? t[file.trust] : t.noLink;
  return html`<section class="sheet" aria-labelledby="organisation">
<h2 id="organisation">${t.organisation}</h2>
<p><b>${view.name}</b></p>
<dl class="facts">
<div><dt>${t.siret}</dt><dd class="digits">${spacedSiret(view.siret)}</dd></div>
${view.address ? html`<div><dt>${t.address}</dt><dd>${view.address}</dd></div>` : ''}
<div><dt>${t.category}</dt><dd>${view.legal_category_label}${view.legal_category ? ` (${view.legal_category})` : ''}</dd></div>
<div><dt>${t.existence}</dt><dd>${view.open ? html`<span class="tag ok">${t.open}</span>` : html`<span class="tag no">${t.closed}</span>`}</dd></div>
<div><dt>${t.applicant}</dt><dd>${file.applicant.givenName} ${file.applicant.familyName}<br>${file.applicant.email}</dd></div>
<div><dt>${t.link}</dt><dd>${trust}</dd></div>
</dl>
</section>`;
}

export function eligibilitySheet({ file, definition, path, language }: View): Content {
  const t = instructionTexts[language].request;
  const { request, organisation } = file;
  const { asked, verdict } = walk(definition.eligibility, request.eligibility);
  const lines = asked.map((id) => {
    const question = definition.eligibility.questions[id];
    const option = question?.options.find((one) => one.id === request.eligibility[id]);
    return html`<div><dt>${question?.label ?? id}</dt><dd>${option?.label ?? ''}</dd></div>`;
  });
  const chosen = path.map(({ label, answer }) => html`<div><dt>${label}</dt><dd>${answer}</dd></div>`);
  const title = verdict && definition.eligibility.verdicts[verdict]?.title;
  const declared = request.eligibility[definition.eligibility.first];
  const check = declared ? agreement(declared, organisation) : undefined;
  return html`<section class="sheet" aria-labelledby="eligibility">
<h2 id="eligibility">${t.eligibility}</h2>
${
  lines.length === 0
    ? html`<p class="hint">${t.noEligibility}</p>`
    : html`<dl class="facts">${lines}${title ? html`<div><dt>${t.verdict}</dt><dd>${title}</dd></div>` : ''}${chosen}</dl>`
}
${check ? agreementView(check, request.eligibilityExplanation, language) : ''}
</section>`;
}

function agreementView(
  check: ReturnType<typeof agreement>,
  explanation: string,
  language: View['language'],
): Content {
  const { request: t, profiles } = instructionTexts[language];
  if (check.agrees) return html`<p><span class="tag ok">✓ ${t.agrees}</span></p>`;
  return html`<div class="callout warn">
<h3>${t.disagrees}</h3>
<p>${t.found(profiles[check.found])}</p>
${explanation ? html`<p><b>${t.explanation}</b><br><span class="said">${explanation}</span></p>` : html`<p>${t.noExplanation}</p>`}
</div>`;
}

/** People who say that they know of the request, or that a step of it is right; nothing where nobody has. */
export function confirmationsSheet({ confirmations = [], language }: View): Content | '' {
  if (confirmations.length === 0) return '';
  const t = instructionTexts[language].request;
  return html`<section class="sheet" aria-labelledby="confirmations">
<h2 id="confirmations">${t.confirmations}</h2>
<dl class="facts">${confirmations.map(
    ({ label, text, current }) =>
      html`<div><dt>${label}</dt><dd>${current ? html`<span class="tag ok">✓</span> ` : ''}${text}</dd></div>`,
  )}</dl>
</section>`;
}

export function historySheet({ file, language }: View): Content {
  const t = instructionTexts[language].request;
  return html`<section class="sheet" aria-labelledby="history">
<h2 id="history">${t.history}</h2>
<ol class="time">${file.history.map((line, index) => historyLine(line, language, index === 0))}</ol>
</section>`;
}

/** Who opened which document; nothing where nobody has. */
export function accessesSheet({ accesses = [], language }: View): Content | '' {
  const t = instructionTexts[language];
  if (accesses.length === 0) return '';
  const line = ({ at, by, role, kind, document }: DocumentAccess) => html`<li>${document || t.accesses.gone}
<p class="hint">${[dayAndTime(at, language), by || t.accesses.somebody, t.accesses.roles[role] ?? role, t.accesses.kinds[kind]].join(' · ')}</p></li>`;
  return html`<section class="sheet" aria-labelledby="accesses">
<h2 id="accesses">${t.accesses.title}</h2>
<ul class="bare">${accesses.map(line)}</ul>
</section>`;
}

/** Also what a lost race shows: who did what meanwhile. */
export function historyLine(line: HistoryLine, language: View['language'], current = false): Content {
  const label = eventLabel(line, language);
  return html`<li class="${current ? 'now' : ''}"><b>${line.about ? words[language].there(label, line.about) : label}</b>
<p class="hint">${dayAndTime(line.at, language)}${line.by ? ` · ${line.by}` : ''}</p>
${line.reason ? html`<p class="said quote">${line.reason}</p>` : ''}</li>`;
}
