/** The controls of a request: their verdicts, and who makes them. */
import { Hono } from 'hono';
import type { Control } from '../../catalogue/definition.ts';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Person } from '../accounts/person.ts';
import { verdicts } from '../acts/facts.ts';
import type { Call } from '../instruction/call.ts';
import type { Services } from '../services.ts';
import { absent, forbidden, type Opened, opened, press, receive, showForm } from './answering.ts';
import { type ControlInput, checkControl, entrust, examine, readControl } from './control.ts';
import { last } from './examination.ts';
import type { FormPage } from './form-page.ts';
import { type Form, type FormProblem, seenIn, textIn } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { byEmail, colleaguesOn } from './people.ts';
import { below } from './pieces.ts';
import { actingAs } from './rights.ts';

interface OpenedControl extends Opened {
  control: Control;
}

/** Mounted among the pages of the instruction. */
export function controlRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.get('/:number/controles/:control', async (c) => {
    const on = await openedControl(services, c);
    const { control, shown } = on;
    if (!shown.may.control(control)) throw forbidden(c);
    const act = last(shown.acts, 'examine', control.id);
    const { ticks = [], verdict } = act?.facts ?? {};
    const input = {
      seen: act?.sequence ?? 0,
      ticks,
      verdict: verdict ?? '',
      reason: act?.words.reason ?? '',
    };
    return showForm(services, c, on, verdictForm(on, input));
  });

  app.post('/:number/controles/:control', async (c) => {
    const on = await openedControl(services, c);
    const { control, shown, view } = on;
    if (!shown.may.control(control)) throw forbidden(c);
    const input = readControl(await c.req.parseBody({ all: true }));
    return receive(services, c, on, {
      form: verdictForm(on, input),
      problems: checkControl(control, input),
      run: () => examine(services, view.file.request.id, control, input, c.var.actor),
      anchor: `control-${control.id}`,
    });
  });

  app.get('/:number/controles/:control/charge', async (c) => {
    const on = await openedControl(services, c);
    mayEntrust(c, on);
    const seen = last(on.shown.acts, 'entrust', on.control.id)?.sequence ?? 0;
    return showForm(services, c, on, entrustForm(on, { seen, email: '' }, await holders(services, on)));
  });

  app.post('/:number/controles/:control/charge', async (c) => {
    const on = await openedControl(services, c);
    mayEntrust(c, on);
    const form: Form = await c.req.parseBody();
    const { control, shown, view } = on;
    const { actor } = c.var;
    const { request } = view.file;
    const seen = seenIn(form);
    const anchor = `control-${control.id}`;
    const may = shown.may.control(control);
    const by = { by: actor.userId, role: actingAs(request, actor, may ? control : undefined) };
    if (textIn(form, 'take') !== '') {
      if (!may) throw forbidden(c);
      return press(
        c,
        on,
        () => entrust(services, request.id, control, { seen, to: actor.userId }, by),
        anchor,
      );
    }
    const people = await holders(services, on);
    const email = textIn(form, 'email');
    const person = byEmail(people, email);
    return receive(services, c, on, {
      form: entrustForm(on, { seen, email }, people),
      problems: personProblems(email, person),
      run: () => entrust(services, request.id, control, { seen, to: person?.id ?? null }, by),
      anchor,
    });
  });
  return app;
}

/** An address that nobody among those who may be named has. */
export function personProblems(email: string, person: Person | undefined): FormProblem[] {
  if (email === '') return [{ field: 'email', code: 'required' }];
  return person ? [] : [{ field: 'email', code: 'unknown_person' }];
}

/** @throws {Problem} 404 for a control that the provider does not make */
export async function openedControl(services: Services, c: Call): Promise<OpenedControl> {
  const on = await opened(services, c);
  const control = on.shown.controls.find(({ id }) => id === c.req.param('control'));
  if (!control) throw absent(c);
  return { ...on, control };
}

function mayEntrust(c: Call, { shown, control }: OpenedControl): void {
  if (!shown.may.lead && !shown.may.control(control)) throw forbidden(c);
}

/** Who may make a control. */
const holders = ({ database }: Services, { view, control }: OpenedControl): Promise<Person[]> =>
  colleaguesOn(database, view.file.request, [control.role]);

function verdictForm({ view, control }: OpenedControl, input: ControlInput): FormPage {
  const words = examinationTexts[view.language];
  const t = words.controls;
  return {
    title: control.label,
    lead: words.private,
    action: below(view, `controles/${control.id}`),
    seen: input.seen,
    fields: [
      {
        ...{ kind: 'ticks', name: 'ticks', label: t.checklist, hint: t.checklistHint },
        ...{ values: input.ticks, options: control.checklist },
      },
      {
        ...{ kind: 'one_of', name: 'verdict', label: t.verdict, value: input.verdict },
        options: [...verdicts.map((id) => ({ id, label: words.verdict[id] })), { id: '', label: t.later }],
      },
      {
        ...{ kind: 'words', name: 'reason', label: t.reason, hint: t.reasonHint },
        ...{ value: input.reason, rows: 6, optional: true },
      },
    ],
    submit: t.submit,
  };
}

function entrustForm(
  { view, control }: OpenedControl,
  { seen, email }: { seen: number; email: string },
  people: Person[],
): FormPage {
  const t = examinationTexts[view.language].controls;
  return {
    title: t.entrustTitle(control.label),
    action: below(view, `controles/${control.id}/charge`),
    seen,
    fields: [{ kind: 'colleague', name: 'email', label: t.entrustEmail, value: email, people }],
    submit: t.entrustSubmit,
  };
}
