/** The recommendations of a control, as the provider writes and closes them. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { Call } from '../instruction/call.ts';
import type { Services } from '../services.ts';
import { absent, forbidden, type Opened, opened, press, receive, showForm } from './answering.ts';
import { openedControl } from './control-routes.ts';
import type { FormPage } from './form-page.ts';
import { textIn } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import { below } from './pieces.ts';
import {
  checkRecommendation,
  complete,
  type RecommendationInput,
  readRecommendation,
  recommend,
} from './recommendation.ts';

/** Mounted among the pages of the instruction. */
export function recommendationRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const anchor = 'recommendations';

  app.get('/:number/controles/:control/recommandation', async (c) => {
    const on = await openedForNew(services, c);
    const empty = { seen: 0, text: '', owner: '', planned: '' };
    return showForm(services, c, on, form(on, newPath(on.control.id), empty));
  });

  app.post('/:number/controles/:control/recommandation', async (c) => {
    const on = await openedForNew(services, c);
    const { control, view, shown } = on;
    const input = { ...readRecommendation(await c.req.parseBody()), seen: 0 };
    return receive(services, c, on, {
      form: form(on, newPath(control.id), input),
      problems: checkRecommendation(input, shown.today),
      run: () => recommend(services, view.file.request.id, control.id, input, c.var.actor),
      anchor,
    });
  });

  app.get('/:number/recommandations/:id', async (c) => {
    const on = await openedOne(services, c);
    const { facts, words, sequence } = on.one.said;
    const input = {
      seen: sequence,
      text: words.text ?? '',
      owner: words.owner ?? '',
      planned: facts.planned,
    };
    return showForm(services, c, on, form(on, `recommandations/${on.one.id}`, input, true));
  });

  app.post('/:number/recommandations/:id', async (c) => {
    const on = await openedOne(services, c);
    const { one, view, shown } = on;
    const { control, planned } = one.said.facts;
    const input = readRecommendation(await c.req.parseBody());
    // A day that stands may be past by now.
    const from = planned < shown.today ? planned : shown.today;
    return receive(services, c, on, {
      form: form(on, `recommandations/${one.id}`, input, true),
      problems: checkRecommendation(input, from),
      run: () => recommend(services, view.file.request.id, control, input, c.var.actor, one),
      anchor,
    });
  });

  app.post('/:number/recommandations/:id/etat', async (c) => {
    const on = await openedOne(services, c);
    const done = textIn(await c.req.parseBody(), 'done') === '1';
    const { id } = on.view.file.request;
    return press(c, on, () => complete(services, id, on.one.id, done, c.var.actor, on.control.role), anchor);
  });
  return app;
}

const newPath = (control: string): string => `controles/${control}/recommandation`;

async function openedForNew(services: Services, c: Call) {
  const on = await openedControl(services, c);
  if (!on.control.recommends) throw absent(c);
  if (!on.shown.may.control(on.control)) throw forbidden(c);
  return on;
}

/** @throws {Problem} 404 for one that is not there, 403 for who does not make its control */
async function openedOne(services: Services, c: Call) {
  const on = await opened(services, c);
  const one = on.shown.recommendations.find(({ id }) => id === c.req.param('id'));
  const control = on.shown.controls.find(({ id }) => id === one?.said.facts.control);
  if (!one || !control) throw absent(c);
  if (!on.shown.may.control(control)) throw forbidden(c);
  return { ...on, one, control };
}

function form({ view, shown }: Opened, path: string, input: RecommendationInput, exists = false): FormPage {
  const t = examinationTexts[view.language].recommendations;
  return {
    title: exists ? t.edit : t.add,
    lead: t.lead,
    action: below(view, path),
    seen: input.seen,
    fields: [
      { kind: 'words', name: 'text', label: t.text, value: input.text, rows: 5 },
      { kind: 'line', name: 'owner', label: t.owner, value: input.owner },
      {
        ...{ kind: 'day', name: 'planned', label: t.planned, hint: t.plannedHint },
        ...{ value: input.planned, from: shown.today },
      },
    ],
    submit: t.submit,
  };
}
