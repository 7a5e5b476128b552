/** What stands of the controls and opinions, before a request is validated: told, never a bar. Who decides answers for it. */
import { html } from 'hono/html';
import type { Actor } from '../accounts/actor.ts';
import type { View } from '../instruction/file.ts';
import type { Content } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { isStale, last } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { examinationShown } from './shown.ts';

/** Nothing where the provider makes no control, or where nothing is left to say. */
export async function beforeValidating(
  services: Pick<Services, 'database' | 'catalogue' | 'now'>,
  { file, language }: View,
  actor: Actor,
): Promise<Content | undefined> {
  const { request } = file;
  const shown = await examinationShown(services, request, actor, language);
  if (!shown) return undefined;
  const { before: t, verdict: verdicts } = examinationTexts[language];
  const controls = shown.controls.flatMap(({ id, label }) => {
    const act = last(shown.acts, 'examine', id);
    const verdict = act?.facts.verdict;
    if (!verdict) return [t.missing(label)];
    if (verdict === 'not_conforming' || verdict === 'reserve') return [t.verdict(label, verdicts[verdict])];
    return isStale(act, request) ? [t.stale(label)] : [];
  });
  const waiting = shown.opinions.filter(({ given }) => !given);
  const lines = [...controls, ...waiting.map(({ asked }) => t.opinion(shown.nameOf(asked.facts.of)))];
  if (lines.length === 0) return undefined;
  return html`<section class="callout warn" aria-labelledby="before"><h3 id="before">${t.title}</h3>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;
}
