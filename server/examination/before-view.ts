/** What stands of the controls and opinions, before requests are validated: told, never a bar. Who decides answers for it. */
import { html } from 'hono/html';
import type { Actor } from '../accounts/actor.ts';
import { actsOfAll } from '../acts/acts.ts';
import type { Language } from '../http/language.ts';
import type { View } from '../instruction/file.ts';
import type { Content } from '../pages/layout.ts';
import type { RequestRow } from '../requests/life/events.ts';
import type { Services } from '../services.ts';
import { examinationOf, isStale, last } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { peopleNamed } from './people.ts';
import { maySeeExamination } from './rights.ts';
import { namesOf } from './shown.ts';

/** Nothing where the provider makes no control, or where nothing is left to say. */
export async function beforeValidating(
  services: Pick<Services, 'database' | 'catalogue'>,
  { file, language }: View,
  actor: Actor,
): Promise<Content | undefined> {
  const lines = (await linesBefore(services, [file.request], actor, language)).get(file.request.id) ?? [];
  return lines.length > 0 ? beforeView(examinationTexts[language].before.title, lines) : undefined;
}

export const beforeView = (title: string, lines: readonly string[]): Content =>
  html`<section class="callout warn" aria-labelledby="before"><h3 id="before">${title}</h3>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;

/** Of several requests at once, by id. */
export async function linesBefore(
  { database, catalogue }: Pick<Services, 'database' | 'catalogue'>,
  requests: readonly RequestRow[],
  actor: Actor,
  language: Language,
): Promise<ReadonlyMap<string, string[]>> {
  const { before: t, verdict: verdicts } = examinationTexts[language];
  const seen = requests.filter((request) => maySeeExamination(request, actor));
  const acts = await actsOfAll(
    database,
    seen.map(({ id }) => id),
  );
  const each = seen.map((request) => {
    const { opinions, acts: own } = examinationOf(acts.get(request.id) ?? []);
    const waiting = opinions.filter(({ given }) => !given).map(({ asked }) => asked.facts.of);
    return { request, own, waiting };
  });
  const people = await peopleNamed(
    database,
    each.flatMap(({ waiting }) => waiting),
  );
  const nameOf = namesOf(people, actor, language);
  return new Map(
    each.map(({ request, own, waiting }) => {
      const controls = (catalogue.localised(request.api, language)?.controls ?? []).flatMap(
        ({ id, label }) => {
          const act = last(own, 'examine', id);
          const verdict = act?.facts.verdict;
          if (!verdict) return [t.missing(label)];
          if (verdict === 'not_conforming' || verdict === 'reserve')
            return [t.verdict(label, verdicts[verdict])];
          return isStale(act, request) ? [t.stale(label)] : [];
        },
      );
      return [request.id, [...controls, ...waiting.map((of) => t.opinion(nameOf(of)))]];
    }),
  );
}
