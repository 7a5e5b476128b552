/** `/administration/effacement/<person>`: an administrator erases somebody who has asked for it, with the reason. */
import { html } from 'hono/html';
import { errorList, type FormProblem, textArea } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { Outcome } from './kept.ts';
import { confirmation, type Frame, outcomeView } from './page-view.ts';
import { privacyWords } from './words.ts';

export const erasurePath = '/administration/effacement';

interface AdministratorPage extends Frame {
  id: string;
  name: string;
  email: string;
  outcome: Outcome;
  problems: readonly FormProblem[];
  reason: string;
}

export function administratorMain(view: AdministratorPage): Content {
  const { id, name, email, outcome, problems, reason, language, address } = view;
  const words = privacyWords[language];
  const t = words.admin;
  return html`<h1>${t.title(name)}</h1>
<p>${email}</p>
<p class="lead">${t.lead}</p>
${errorList(words.errors(problems.length), problems)}
<section class="frame stack">${outcomeView(outcome, view, t.goes)}
<form method="post" action="${carryLanguage(`${erasurePath}/${id}`, address)}" class="stack" novalidate>
${textArea({ id: 'motif', label: t.reason, hint: t.reasonHint, value: reason, problems })}
${confirmation(t.confirm, problems)}
<button class="danger">${t.submit}</button></form></section>`;
}
