/** A form of the examination, sent: checked, recorded, or shown again with what to correct or what happened meanwhile. */
import { html } from 'hono/html';
import type { Act, Stance, Verdict } from '../acts/facts.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { type Call, pathOf, send, titleOf, viewOf } from '../instruction/call.ts';
import { numberOf, type View } from '../instruction/file.ts';
import { dayAndTime } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { Conflict } from './conflict.ts';
import { type FormPage, formMain } from './form-page.ts';
import type { FormProblem } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { type ExaminationShown, examinationShown } from './shown.ts';

/** The request that a page is about, and what stands of its examination. */
export interface Opened {
  view: View;
  shown: ExaminationShown;
}

/** @throws {Problem} 404 alike for what does not exist and is not theirs; 403 its applicant */
export async function opened(services: Services, c: Call): Promise<Opened> {
  const view = await viewOf(services, c);
  const shown = await examinationShown(services, view.file.request, c.var.actor, view.language);
  if (!shown) throw forbidden(c);
  return { view, shown };
}

export function forbidden(c: Call): Problem {
  const t = examinationTexts[languageOf(c)];
  return new Problem(403, 'not-permitted', t.forbidden, t.forbiddenText);
}

export function absent(c: Call): Problem {
  const t = examinationTexts[languageOf(c)];
  return new Problem(404, 'not-found', t.absent, t.absentText);
}

export function showForm(services: Services, c: Call, { view }: Opened, form: FormPage): Promise<Response> {
  return send(services, c, `${form.title} – ${titleOf(view)}`, formMain(view, form, { problems: [] }));
}

export interface Sent {
  form: FormPage;
  problems: FormProblem[];
  run: () => Promise<Act>;
  /** Of the page of the request, where what was recorded shows. */
  anchor: string;
}

export async function receive(
  services: Services,
  c: Call,
  { view, shown }: Opened,
  { form, problems, run, anchor }: Sent,
): Promise<Response> {
  const t = examinationTexts[view.language];
  if (problems.length > 0) {
    const title = `${t.errorPrefix}${form.title} – ${titleOf(view)}`;
    return send(services, c, title, formMain(view, form, { problems }), 422);
  }
  try {
    const act = await run();
    return c.redirect(carryLanguage(doneAt(view, act, anchor), c.req.url), 303);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    // Names of who has acted since are read anew.
    const now = (await examinationShown(services, view.file.request, c.var.actor, view.language)) ?? shown;
    const meanwhile = meanwhileView(error.meanwhile, now, view);
    // Sent again, it is sent by somebody who has read it.
    const again = { ...form, ...(form.seen !== undefined && { seen: error.meanwhile?.sequence ?? 0 }) };
    const title = `${t.meanwhile.title} – ${titleOf(view)}`;
    return send(services, c, title, formMain(view, again, { problems: [], meanwhile }), 409);
  }
}

/** A button without a form: what it does when somebody was first is to show the page as it is. */
export async function press(c: Call, { view }: Opened, run: () => Promise<Act | undefined>, anchor: string) {
  const act = await run().catch((error) => {
    if (!(error instanceof Conflict)) throw error;
    return undefined;
  });
  return c.redirect(
    act ? carryLanguage(doneAt(view, act, anchor), c.req.url) : `${pathOf(view)}#${anchor}`,
    303,
  );
}

const doneAt = (view: View, act: Act, anchor: string): string =>
  `/instruction/${numberOf(view.file.request)}?acte=${act.id}#${anchor}`;

function meanwhileView(act: Act | undefined, shown: ExaminationShown, view: View): Content {
  const { meanwhile: t } = examinationTexts[view.language];
  return html`<div class="callout warn" tabindex="-1" autofocus aria-labelledby="meanwhile">
<h3 id="meanwhile">${t.title}</h3>
${
  act
    ? html`<p>${t.wrote(shown.nameOf(act.by), dayAndTime(act.at, view.language))}</p>
${linesOf(act, shown, view).map((line) => html`<p class="said quote">${line}</p>`)}`
    : html`<p>${t.gone}</p>`
}
<p>${t.text}</p>
</div>`;
}

/** What an act said, line by line. */
function linesOf(act: Act, shown: ExaminationShown, view: View): string[] {
  const t = examinationTexts[view.language];
  const facts = act.facts as {
    verdict?: Verdict | null;
    stance?: Stance;
    to?: string | null;
    ticks?: string[];
  };
  const points = shown.controls
    .find(({ id }) => id === act.subject)
    ?.checklist.filter(({ id }) => facts.ticks?.includes(id))
    .map(({ label }) => `✓ ${label}`);
  return [
    facts.verdict && t.verdict[facts.verdict],
    facts.stance && t.stance[facts.stance],
    facts.to && t.assignment.to(shown.nameOf(facts.to)),
    facts.to === null && t.assignment.none,
    ...(points ?? []),
    ...Object.values(act.words),
  ].filter((line): line is string => Boolean(line));
}
