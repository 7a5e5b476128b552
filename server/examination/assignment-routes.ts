/** Who sees to a request: taken over, handed over, given up. */

import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Person } from '../accounts/person.ts';
import type { Services } from '../services.ts';
import { type Opened, press, receive, showForm } from './answering.ts';
import { assign } from './assignment.ts';
import { personProblems } from './control-routes.ts';
import type { FormPage } from './form-page.ts';
import { type Form, seenIn, textIn, wordsProblems } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { leading } from './opinion-routes.ts';
import { byEmail, colleaguesOn } from './people.ts';
import { actionButton, below } from './pieces.ts';

interface AssignmentInput {
  seen: number;
  email: string;
  text: string;
}

/** Mounted among the pages of the instruction. */
export function assignmentRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const instructors = ({ view }: Opened) =>
    colleaguesOn(services.database, view.file.request, ['instructor']);

  app.get('/:number/affectation', async (c) => {
    const on = await leading(services, c);
    const input = { seen: on.shown.assignment?.sequence ?? 0, email: '', text: '' };
    return showForm(services, c, on, form(on, input, await instructors(on)));
  });

  app.post('/:number/affectation', async (c) => {
    const on = await leading(services, c);
    const sent: Form = await c.req.parseBody();
    const { actor } = c.var;
    const { id } = on.view.file.request;
    const seen = seenIn(sent);
    const to = textIn(sent, 'take') !== '' ? actor.userId : null;
    if (to !== null || textIn(sent, 'release') !== '') {
      return press(c, on, () => assign(services, id, actor, { to, text: '', seen }), 'contenu');
    }
    const input = { seen, email: textIn(sent, 'email'), text: textIn(sent, 'text') };
    const people = await instructors(on);
    const person = byEmail(people, input.email);
    return receive(services, c, on, {
      form: form(on, input, people),
      problems: [...personProblems(input.email, person), ...wordsProblems('text', input.text, false)],
      run: () => assign(services, id, actor, { to: person?.id ?? null, text: input.text, seen }),
      anchor: 'contenu',
    });
  });
  return app;
}

function form({ view, shown }: Opened, { seen, email, text }: AssignmentInput, people: Person[]): FormPage {
  const t = examinationTexts[view.language].assignment;
  const assigned = Boolean(shown.assignment?.facts.to);
  return {
    title: assigned ? t.handOver : t.assign,
    lead: t.lead,
    action: below(view, 'affectation'),
    seen,
    fields: [
      { kind: 'colleague', name: 'email', label: t.email, value: email, people },
      { kind: 'words', name: 'text', label: t.text, value: text, rows: 4, optional: true },
    ],
    submit: t.submit,
    ...(assigned && {
      after: html`<div class="after">${actionButton(view, 'affectation', t.release, { seen, release: 1 }, 'plain')}</div>`,
    }),
  };
}
