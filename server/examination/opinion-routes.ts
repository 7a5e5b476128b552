/** Opinions of colleagues, and private notes. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Person } from '../accounts/person.ts';
import { stances } from '../acts/facts.ts';
import type { Call } from '../instruction/call.ts';
import type { Services } from '../services.ts';
import { absent, forbidden, type Opened, opened, press, receive, showForm } from './answering.ts';
import { personProblems } from './control-routes.ts';
import type { FormPage } from './form-page.ts';
import { type Form, type FormProblem, textIn, wordsProblems } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { removeNote, writeNote } from './note.ts';
import {
  type AnswerInput,
  askOpinion,
  checkAnswer,
  giveOpinion,
  readAnswer,
  withdrawOpinion,
} from './opinion.ts';
import { byEmail, colleaguesOn } from './people.ts';
import { below } from './pieces.ts';
import { actingAs } from './rights.ts';

/** Mounted among the pages of the instruction. */
export function opinionRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const everybody = ({ view }: Opened) => colleaguesOn(services.database, view.file.request, ['reporter']);

  app.get('/:number/avis', async (c) => {
    const on = await leading(services, c);
    return showForm(services, c, on, askForm(on, { email: '', question: '' }, await everybody(on)));
  });

  app.post('/:number/avis', async (c) => {
    const on = await leading(services, c);
    const sent: Form = await c.req.parseBody();
    const input = { email: textIn(sent, 'email'), question: textIn(sent, 'question') };
    const people = await everybody(on);
    const person = byEmail(people, input.email);
    const own: FormProblem[] = person?.id === c.var.actor.userId ? [{ field: 'email', code: 'own' }] : [];
    return receive(services, c, on, {
      form: askForm(on, input, people),
      problems: [
        ...personProblems(input.email, person),
        ...own,
        ...wordsProblems('question', input.question, true),
      ],
      run: () =>
        askOpinion(
          services,
          on.view.file.request.id,
          { of: person?.id ?? '', question: input.question },
          c.var.actor,
        ),
      anchor: 'opinions',
    });
  });

  app.get('/:number/avis/:id', async (c) => {
    const on = await asked(services, c);
    const { given } = on.opinion;
    const input = {
      seen: given?.sequence ?? 0,
      stance: given?.facts.stance ?? '',
      text: given?.words.text ?? '',
    };
    return showForm(services, c, on, answerForm(on, on.opinion.id, input));
  });

  app.post('/:number/avis/:id', async (c) => {
    const on = await asked(services, c);
    const { opinion, view } = on;
    const { request } = view.file;
    const input = readAnswer(await c.req.parseBody());
    return receive(services, c, on, {
      form: answerForm(on, opinion.id, input),
      problems: checkAnswer(input),
      run: () =>
        giveOpinion(services, request.id, opinion.id, input, c.var.actor, actingAs(request, c.var.actor)),
      anchor: 'opinions',
    });
  });

  app.post('/:number/avis/:id/retrait', async (c) => {
    const on = await leading(services, c);
    const { id } = on.view.file.request;
    return press(c, on, () => withdrawOpinion(services, id, c.req.param('id'), c.var.actor), 'opinions');
  });

  app.get('/:number/notes', async (c) => {
    const on = await leading(services, c);
    return showForm(services, c, on, noteForm(on, ''));
  });

  app.post('/:number/notes', async (c) => {
    const on = await leading(services, c);
    const text = textIn(await c.req.parseBody(), 'text');
    return receive(services, c, on, {
      form: noteForm(on, text),
      problems: wordsProblems('text', text, true),
      run: () => writeNote(services, on.view.file.request.id, text, c.var.actor),
      anchor: 'notes',
    });
  });

  app.post('/:number/notes/:id/retrait', async (c) => {
    const on = await leading(services, c);
    const { id } = on.view.file.request;
    return press(c, on, () => removeNote(services, id, c.req.param('id'), c.var.actor), 'notes');
  });
  return app;
}

/** @throws {Problem} 403 for who does not instruct it */
export async function leading(services: Services, c: Call): Promise<Opened> {
  const on = await opened(services, c);
  if (!on.shown.may.lead) throw forbidden(c);
  return on;
}

/** @throws {Problem} 404 for an opinion that is not there, 403 for who was not asked */
async function asked(services: Services, c: Call) {
  const on = await opened(services, c);
  const opinion = on.shown.opinions.find(({ id }) => id === c.req.param('id'));
  if (!opinion) throw absent(c);
  if (!on.shown.may.answer(opinion)) throw forbidden(c);
  return { ...on, opinion };
}

function askForm(
  { view }: Opened,
  { email, question }: { email: string; question: string },
  people: Person[],
): FormPage {
  const t = examinationTexts[view.language].opinions;
  return {
    title: t.ask,
    lead: t.askLead,
    action: below(view, 'avis'),
    fields: [
      { kind: 'colleague', name: 'email', label: t.email, hint: t.emailHint, value: email, people },
      { kind: 'words', name: 'question', label: t.question, value: question, rows: 5 },
    ],
    submit: t.submitAsk,
  };
}

function answerForm({ view, shown }: Opened, id: string, { seen, stance, text }: AnswerInput): FormPage {
  const words = examinationTexts[view.language];
  const t = words.opinions;
  return {
    title: t.answerTitle,
    lead: shown.opinions.find((one) => one.id === id)?.asked.words.question ?? '',
    action: below(view, `avis/${id}`),
    seen,
    fields: [
      {
        ...{ kind: 'one_of', name: 'stance', label: t.stance, value: stance },
        options: stances.map((one) => ({ id: one, label: words.stance[one] })),
      },
      { kind: 'words', name: 'text', label: t.text, hint: words.private, value: text, rows: 8 },
    ],
    submit: t.submit,
  };
}

function noteForm({ view }: Opened, text: string): FormPage {
  const t = examinationTexts[view.language].notes;
  return {
    title: t.add,
    lead: t.lead,
    action: below(view, 'notes'),
    fields: [{ kind: 'words', name: 'text', label: t.text, value: text, rows: 6 }],
    submit: t.submit,
  };
}
