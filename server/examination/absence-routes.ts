/** « Mes absences »: when one is away, and who replaces one; and the same of a colleague, for who manages them. */
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { fullName } from '../accounts/name.ts';
import type { Person } from '../accounts/person.ts';
import { grants } from '../accounts/roles.ts';
import { actsOf } from '../acts/acts.ts';
import { languageOf } from '../http/language.ts';
import { type Call, send } from '../instruction/call.ts';
import { carryLanguage } from '../pages/layout.ts';
import { parisDay } from '../requests/dates.ts';
import type { Services } from '../services.ts';
import { absencesOf, announceAbsence, endAbsence } from './absence.ts';
import { absencesMain, pathOfAbsences, titleOfAbsences } from './absence-view.ts';
import { absent, forbidden } from './answering.ts';
import { Conflict } from './conflict.ts';
import { personProblems } from './control-routes.ts';
import type { FormPage, FormState } from './form-page.ts';
import { dayProblems, type Form, type FormProblem, textIn } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { byEmail, fellowInstructors, peopleNamed, rolesOf } from './people.ts';

interface AbsenceInput {
  first: string;
  last: string;
  email: string;
}

/** Somebody whose absences the reader may announce. */
interface Absentee {
  id: string;
  /** Undefined: the reader. */
  colleague: Person | undefined;
  /** Who may stand in for them. */
  fellows: Person[];
}

const blank: AbsenceInput = { first: '', last: '', email: '' };

/** Mounted among the pages of the instruction, before those of requests. */
export function absenceRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, now } = services;

  app.use('/absences/*', async (c, next) => {
    if (grants(c.var.actor, 'instructor').length === 0) throw forbidden(c);
    return next();
  });

  const own = async (c: Call): Promise<Absentee> => {
    const { actor } = c.var;
    return { id: actor.userId, colleague: undefined, fellows: await fellowInstructors(database, actor) };
  };

  /** @throws {Problem} 404, alike for who is not there and whom the reader does not manage */
  const managed = async (c: Call): Promise<Absentee> => {
    const team = await teamOf(c.var.actor);
    const colleague = team?.find(({ id }) => id === c.req.param('person'));
    if (!colleague) throw absent(c);
    const { id } = colleague;
    const roles = await rolesOf(database, id);
    return {
      id,
      colleague,
      fellows: await fellowInstructors(database, { userId: id, roles, via: 'session' }),
    };
  };

  for (const [path, whose] of [
    ['/absences', own],
    ['/absences/equipe/:person', managed],
  ] as const) {
    app.get(path, async (c) => show(c, await whose(c), blank, { problems: [] }));

    app.post(path, async (c) => {
      const absentee = await whose(c);
      const sent: Form = await c.req.parseBody();
      const input = {
        first: textIn(sent, 'first'),
        last: textIn(sent, 'last'),
        email: textIn(sent, 'email'),
      };
      const person = byEmail(absentee.fellows, input.email);
      const problems = [...daysProblems(input, parisDay(now())), ...personProblems(input.email, person)];
      if (problems.length > 0 || !person) return show(c, absentee, input, { problems });
      const { first, last } = input;
      const days = { first, last, substitute: person.id };
      const act = await announceAbsence(services, c.var.actor, absentee.id, days);
      return c.redirect(doneAt(c, absentee, act.id), 303);
    });

    app.post(`${path}/:id/fin`, async (c) => {
      const absentee = await whose(c);
      const ended = endAbsence(services, c.var.actor, absentee.id, c.req.param('id') ?? '');
      const act = await ended.catch((error) => {
        if (!(error instanceof Conflict)) throw error;
        return undefined;
      });
      return c.redirect(doneAt(c, absentee, act?.id), 303);
    });
  }

  async function show(c: Call, absentee: Absentee, input: AbsenceInput, state: FormState): Promise<Response> {
    const language = languageOf(c);
    const { actor } = c.var;
    const { id, colleague } = absentee;
    const today = parisDay(now());
    const team = colleague ? undefined : await teamOf(actor);
    const [coming, acts] = await Promise.all([
      absencesOf(database, [id, ...(team ?? []).map((person) => person.id)], today),
      actsOf(database, id),
    ]);
    const of = (userId: string) => coming.filter((absence) => absence.userId === userId);
    const byOthers = acts.filter(({ name, by }) => name === 'absence' && by !== id);
    const names = await peopleNamed(
      database,
      byOthers.map(({ by }) => by),
    );
    const { somebody } = examinationTexts[language];
    const nameOf = (person: Person | undefined) => (person ? fullName(person) : somebody);
    const page = {
      ...{ colleague, absences: of(id), language, address: c.req.url },
      announcedBy: new Map(byOthers.map(({ subject, by }) => [subject, nameOf(names.get(by))])),
      // Only what the chain confirms: an address that somebody sends must not invent an act.
      done: acts.find((act) => act.id === c.req.query('acte') && act.by === actor.userId),
      team: team?.map((person) => ({ person, absences: of(person.id) })),
      ...{ form: announceForm(c, absentee, input, today), state },
    };
    const prefix = state.problems.length > 0 ? examinationTexts[language].errorPrefix : '';
    return send(services, c, prefix + titleOfAbsences(page), absencesMain(page), prefix ? 422 : 200);
  }

  /** Whom somebody manages; undefined for who is no manager. */
  const teamOf = async (actor: Actor): Promise<Person[] | undefined> =>
    grants(actor, 'manager').length > 0 ? fellowInstructors(database, actor, 'manager') : undefined;

  return app;
}

function doneAt(c: Call, { colleague }: Absentee, act: string | undefined): string {
  const path = pathOfAbsences(colleague);
  return carryLanguage(act ? `${path}?acte=${act}` : path, c.req.url);
}

/** One that has begun may be announced late: its last day alone is still to come. */
function daysProblems({ first, last }: AbsenceInput, today: string): FormProblem[] {
  const problems = [...dayProblems('first', first, '0001-01-01'), ...dayProblems('last', last, today)];
  return problems.length === 0 && last < first ? [{ field: 'last', code: 'order' }] : problems;
}

function announceForm(
  c: Call,
  { colleague, fellows }: Absentee,
  input: AbsenceInput,
  today: string,
): FormPage {
  const t = examinationTexts[languageOf(c)].absences;
  const email = colleague ? { label: t.emailOf, hint: t.emailOfHint } : { label: t.email, hint: t.emailHint };
  return {
    title: t.add,
    action: pathOfAbsences(colleague),
    fields: [
      { kind: 'day', name: 'first', label: t.first, value: input.first, from: '' },
      { kind: 'day', name: 'last', label: t.last, value: input.last, from: today },
      { kind: 'colleague', name: 'email', ...email, value: input.email, people: fellows },
    ],
    submit: t.submit,
  };
}
