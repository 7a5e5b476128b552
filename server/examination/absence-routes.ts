/** « Mes absences »: when one is away, and who replaces one. */

import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { fullName } from '../accounts/name.ts';
import type { Person } from '../accounts/person.ts';
import { grants } from '../accounts/roles.ts';
import { languageOf } from '../http/language.ts';
import { type Call, send } from '../instruction/call.ts';
import { dateInWords } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { parisDay } from '../requests/dates.ts';
import type { Services } from '../services.ts';
import { type Absence, absencesOf, announceAbsence, endAbsence } from './absence.ts';
import { type Act, actsOf } from './acts.ts';
import { forbidden } from './answering.ts';
import { Conflict } from './conflict.ts';
import { personProblems } from './control-routes.ts';
import { type FormPage, type FormState, formBody } from './form-page.ts';
import { dayProblems, type Form, type FormProblem, textIn } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { byEmail, fellowInstructors } from './people.ts';
import { recordedText } from './pieces.ts';

const path = '/instruction/absences';

interface AbsenceInput {
  first: string;
  last: string;
  email: string;
}

/** Mounted among the pages of the instruction, before those of requests. */
export function absenceRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, now } = services;

  const show = async (c: Call, input: AbsenceInput, state: FormState, people?: Person[]) => {
    const language = languageOf(c);
    const t = examinationTexts[language];
    const today = parisDay(now());
    const [absences, fellows, acts] = await Promise.all([
      absencesOf(database, c.var.actor.userId, today),
      people ?? fellowInstructors(database, c.var.actor),
      actsOf(database, c.var.actor.userId),
    ]);
    const done = acts.find(({ id }) => id === c.req.query('acte'));
    const main = absencesMain(c, { absences, done }, announceForm(c, input, today, fellows), state);
    const prefix = state.problems.length > 0 ? t.errorPrefix : '';
    return send(services, c, prefix + t.absences.title, main, prefix ? 422 : 200);
  };

  app.use('/absences/*', async (c, next) => {
    if (grants(c.var.actor, 'instructor').length === 0) throw forbidden(c);
    return next();
  });

  app.get('/absences', (c) => show(c, { first: '', last: '', email: '' }, { problems: [] }));

  app.post('/absences', async (c) => {
    const sent: Form = await c.req.parseBody();
    const input = { first: textIn(sent, 'first'), last: textIn(sent, 'last'), email: textIn(sent, 'email') };
    const people = await fellowInstructors(database, c.var.actor);
    const person = byEmail(people, input.email);
    const problems = [...daysProblems(input, parisDay(now())), ...personProblems(input.email, person)];
    if (problems.length > 0 || !person) return show(c, input, { problems }, people);
    const { first, last } = input;
    const act = await announceAbsence(services, c.var.actor, { first, last, substitute: person.id });
    return c.redirect(carryLanguage(`${path}?acte=${act.id}`, c.req.url), 303);
  });

  app.post('/absences/:id/fin', async (c) => {
    const act = await endAbsence(services, c.var.actor, c.req.param('id')).catch((error) => {
      if (!(error instanceof Conflict)) throw error;
      return undefined;
    });
    return c.redirect(carryLanguage(act ? `${path}?acte=${act.id}` : path, c.req.url), 303);
  });
  return app;
}

/** One that has begun may be announced late: its last day alone is still to come. */
function daysProblems({ first, last }: AbsenceInput, today: string): FormProblem[] {
  const problems = [...dayProblems('first', first, '0001-01-01'), ...dayProblems('last', last, today)];
  return problems.length === 0 && last < first ? [{ field: 'last', code: 'order' }] : problems;
}

function announceForm(c: Call, input: AbsenceInput, today: string, people: Person[]): FormPage {
  const t = examinationTexts[languageOf(c)].absences;
  return {
    title: t.add,
    action: path,
    fields: [
      { kind: 'day', name: 'first', label: t.first, value: input.first, from: '' },
      { kind: 'day', name: 'last', label: t.last, value: input.last, from: today },
      { kind: 'colleague', name: 'email', label: t.email, hint: t.emailHint, value: input.email, people },
    ],
    submit: t.submit,
  };
}

function absencesMain(
  c: Call,
  { absences, done }: { absences: Absence[]; done: Act | undefined },
  form: FormPage,
  state: FormState,
): Content {
  const language = languageOf(c);
  const t = examinationTexts[language].absences;
  const back = carryLanguage('/instruction', c.req.url);
  const line = ({ id, firstDay, lastDay, substitute }: Absence) => {
    const text = t.line(
      dateInWords(firstDay, language),
      dateInWords(lastDay, language),
      fullName(substitute),
    );
    return html`<li class="row between"><span>${text}</span>
<form method="post" action="${carryLanguage(`${path}/${id}/fin`, c.req.url)}"><button class="plain">${t.remove}<span class="hidden"> : ${text}</span></button></form></li>`;
  };
  return html`${done ? html`<div class="callout ok" role="status"><p>${recordedText(done, { language })}</p></div>` : ''}
<p><a href="${back}">← ${t.back}</a></p>
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<div class="narrow">
${absences.length === 0 ? html`<p class="hint">${t.none}</p>` : html`<ul class="bare">${absences.map(line)}</ul>`}
<h2 class="decision">${t.add}</h2>
${formBody({ language, address: c.req.url }, back, form, state)}
</div>`;
}
