/** The examination on the page of a request: what was just done, who sees to it, the controls. Nothing for its applicant. */
import { html } from 'hono/html';
import type { Control } from '../../catalogue/definition.ts';
import { fullName } from '../accounts/name.ts';
import type { Verdict } from '../acts/facts.ts';
import type { View } from '../instruction/file.ts';
import { dateInWords } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { isStale, last } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { actionButton, below, byLine, recordedText } from './pieces.ts';
import { recommendationsView } from './recommendations-view.ts';
import type { RequestShown } from './shown.ts';

const verdictTones: Record<Verdict, string> = {
  conforming: 'ok',
  reserve: 'warn',
  not_conforming: 'no',
  not_applicable: '',
};

/** Below the heading: what was recorded, and who sees to the request. */
export function assignmentView(view: View): Content | '' {
  const shown = view.examination;
  if (!shown) return '';
  const words = examinationTexts[view.language];
  const t = words.assignment;
  const { assignee, assignment, may, done } = shown;
  const to = assignment?.facts.to ?? undefined;
  const seen = assignment?.sequence ?? 0;
  const away = assignee?.absence;
  const text = to
    ? html`${t.to(shown.nameOf(to))}${
        away
          ? html` <span class="tag warn">${t.away}</span> ${t.awayUntil(
              dateInWords(away.lastDay, view.language),
              fullName(away.substitute),
            )}`
          : ''
      }`
    : t.none;
  return html`${done ? html`<div class="callout ok" role="status"><p>${recordedText(done, view)}</p></div>` : ''}
<section class="assigned" aria-label="${t.title}"><p>${text}</p>
${
  may.lead
    ? html`<div class="row">${
        shown.nameOf(to ?? '') === words.you
          ? ''
          : actionButton(view, 'affectation', t.take, { seen, take: 1 }, 'plain')
      }<a class="plain" href="${below(view, 'affectation')}">${to ? t.handOver : t.assign}</a><a class="plain" href="${carryLanguage('/instruction/absences', view.address)}">${t.absences}</a></div>`
    : ''
}
${to && assignment?.words.text ? html`<p class="said quote"><span class="hidden">${t.word}</span>${assignment.words.text}</p>` : ''}
</section>`;
}

/** Nothing where the provider makes none. */
export function controlsView(view: View): Content | '' {
  const shown = view.examination;
  if (!shown || shown.controls.length === 0) return '';
  const t = examinationTexts[view.language];
  return html`<section class="frame" aria-labelledby="controls">
<h2 id="controls">${t.controls.title}</h2>
<p class="hint">${t.private}</p>
<ul class="bare controls">${shown.controls.map((control) => controlView(control, shown, view))}</ul>
</section>`;
}

function controlView(control: Control, shown: RequestShown, view: View): Content {
  const { controls: t, verdict: verdicts } = examinationTexts[view.language];
  const act = last(shown.acts, 'examine', control.id);
  const verdict = act?.facts.verdict;
  const tag = verdict
    ? html`<span class="tag ${verdictTones[verdict]}">${verdicts[verdict]}</span>`
    : html`<span class="tag">${act ? t.begun : t.pending}</span>`;
  const stale = act && isStale(act, view.file.request);
  return html`<li id="control-${control.id}">
<div class="row between"><h3>${control.label}</h3>${tag}</div>
${control.office ? html`<p class="hint">${t.office(control.office)}</p>` : ''}
${
  act
    ? html`<p class="hint">${t.ticked(act.facts.ticks.length, control.checklist.length)} · ${byLine(act, shown, view)}</p>
${act.words.reason ? html`<p class="said quote">${act.words.reason}</p>` : ''}
${stale ? html`<p><span class="tag warn">${t.stale}</span> ${t.staleHint}</p>` : ''}`
    : ''
}
${ownerView(control, shown, view)}
${
  shown.may.control(control)
    ? html`<p><a class="button second" href="${below(view, `controles/${control.id}`)}">${act ? t.amend : t.examine}<span class="hidden"> : ${control.label}</span></a></p>`
    : ''
}
${control.recommends ? recommendationsView(control, shown, view) : ''}
</li>`;
}

function ownerView(control: Control, shown: RequestShown, view: View): Content {
  const { controls: t, you } = examinationTexts[view.language];
  const act = last(shown.acts, 'entrust', control.id);
  const owner = act?.facts.to ? shown.nameOf(act.facts.to) : undefined;
  const path = `controles/${control.id}/charge`;
  const what = html`<span class="hidden"> : ${control.label}</span>`;
  const take =
    shown.may.control(control) && owner !== you
      ? actionButton(view, path, html`${t.take}${what}`, { seen: act?.sequence ?? 0, take: 1 }, 'plain')
      : '';
  const entrust =
    shown.may.lead || shown.may.control(control)
      ? html`<a class="plain" href="${below(view, path)}">${t.entrust}${what}</a>`
      : '';
  return html`<div class="row"><span>${owner ? t.owner(owner) : t.noOwner}</span>${take}${entrust}</div>`;
}
