/** A questionnaire that a publisher lends to a request: that it is given, its dates, and for the role « security » itself. */
import { html } from 'hono/html';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import { holdsRole } from '../accounts/roles.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { Content } from '../pages/layout.ts';
import { isLending, type Lending, type Lent, lentDates, lentTo } from '../requests/view/lent.ts';
import { habilitationNumber } from '../requests/view/surroundings.ts';
import type { Services } from '../services.ts';
import { contextOf, type LentShown, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';
import { questionsOf } from './questions.ts';

/** Those that the answers last sent name, by field. */
export async function lentShown(
  services: Pick<Services, 'database' | 'catalogue' | 'now'>,
  { file: { request }, definition, language }: View,
  actor: Actor,
): Promise<ReadonlyMap<string, LentShown>> {
  const { answers } = contextOf(request);
  const shown = new Map<string, LentShown>();
  for (const field of fieldsOf(definition, request.stage).filter(isLending)) {
    const number = habilitationNumber(answers[field.id]);
    if (number === undefined) continue;
    const query = { providerId: request.providerId, number, at: services.now() };
    const [lent] = await lentTo(services.database, field, query);
    if (lent) shown.set(field.id, await withAnswers(services, field, lent, actor, language));
  }
  return shown;
}

async function withAnswers(
  services: Pick<Services, 'database' | 'catalogue'>,
  { lent: { questionnaire } }: Lending,
  { answers, ...lent }: Lent,
  actor: Actor,
  language: View['language'],
): Promise<LentShown> {
  const { api, providerId, definitionVersion } = lent.request;
  // Whose it is decides who reads it, not who names it.
  const definition = holdsRole(actor, 'security', providerId, api)
    ? await definitionAt(services, { api, definitionVersion }, language)
    : undefined;
  const field = definition?.steps.flatMap(({ fields }) => fields).find(({ id }) => id === questionnaire);
  return { ...lent, answers: field?.kind === 'questionnaire' ? questionsOf(field, answers) : undefined };
}

/** @param number as it was answered */
export function lentView(number: string, lent: LentShown | undefined, { language }: View): Content {
  const t = instructionTexts[language].lent;
  if (!lent) return html`<span class="said">${number}</span> <span class="hint">${t.ended}</span>`;
  const request = `D${lent.request.number}`;
  return html`<span class="said">${`H${lent.number}`}, ${lent.publisher}</span>
<p class="hint">${lentDates(lent, language)}</p>
${
  lent.answers
    ? html`<details><summary>${t.open}</summary>
<dl class="facts">${lent.answers.map(({ label, text }) => html`<div><dt>${label}</dt><dd><span class="said">${text}</span></dd></div>`)}</dl>
<p><a href="/instruction/${request}">${t.request(request)}</a></p></details>`
    : html`<p class="hint">${t.given}</p>`
}`;
}
