/** The pages of the decisions: HTTP only. Mounted at `/instruction`, behind the session. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { wouldBeginEnded } from '../../clock/term.ts';
import { beforeValidating } from '../../examination/before-view.ts';
import { languageOf } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { carryLanguage } from '../../pages/layout.ts';
import { rolesOn } from '../../requests/life/relation.ts';
import { execute } from '../../requests/store/execute.ts';
import type { Services } from '../../services.ts';
import { type Call, pathOf, send, titleOf, viewOf } from '../call.ts';
import { type HistoryLine, numberOf, type View } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { type Offer, offerOn, valuesOf } from '../templates/offer.ts';
import { countUses, usesOf } from '../templates/store.ts';
import { checkForm, type FormProblem, hearingEnd } from './check.ts';
import { type Decision, decisionNames, decisionPaths, forFile } from './decisions.ts';
import { habilitationOf, membersFor } from './held.ts';
import { type DecisionForm, readForm } from './input.ts';
import { intentOf } from './intent.ts';
import { decisionsOn } from './links.ts';
import { inserted, takenOf } from './offered-texts.ts';
import { decisionMain } from './page.ts';
import { previewOf } from './preview.ts';
import { decisionTitle, type Scene } from './scene.ts';

/** How often an applicant's own saving may come between reading and writing before we give up. */
const attempts = 3;

export function decisionRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  for (const name of decisionNames) {
    const path = `/:number/${decisionPaths[name]}`;
    app.get(path, async (c) => {
      const view = await viewOf(services, c);
      if (!mayDecide(view, c) || !allows(services, view, c, name)) return c.redirect(pathOf(view), 303);
      const blank = { ...readForm({}), seen: view.file.history.length, due: hearingEnd(services.now()) };
      return shown(services, c, view, name, blank);
    });
    app.post(path, async (c) => decide(services, c, name, readForm(await c.req.parseBody({ all: true }))));
  }
  return app;
}

async function decide(services: Services, c: Call, name: Decision, input: DecisionForm): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const view = await viewOf(services, c);
    if (!mayDecide(view, c)) throw forbidden(c);
    const { history, request } = view.file;
    const meanwhile = history.slice(0, Math.max(0, history.length - input.seen));
    const permitted = allows(services, view, c, name);
    if (meanwhile.length > 0 || !permitted) {
      // Read now: what is sent next is decided on all of it.
      return shown(
        services,
        c,
        view,
        name,
        { ...input, seen: history.length },
        { meanwhile, permitted },
        409,
      );
    }
    if (input.insert !== undefined) {
      return shown(services, c, view, name, inserted(input, await offerOf(services, view, name)));
    }
    const problems = checkForm(name, input, view.definition, request, services.now());
    if (name === 'validate' && (await wouldBeginEnded(services, view.definition, request))) {
      problems.push({ field: 'words', code: 'over' });
    }
    if (problems.length > 0) return shown(services, c, view, name, input, { problems }, 422);
    if (input.preview) return shown(services, c, view, name, input);
    try {
      const intent = intentOf(name, input, view.definition, request);
      await execute(services, request.id, intent, c.var.actor, {
        seen: request.version,
        language: view.language,
      });
    } catch (error) {
      // Somebody was first: look again at what they did. The applicant's typing alone is no reason to refuse.
      const lost = error instanceof Problem && error.status === 409;
      if (!lost || attempt === attempts) throw error;
      continue;
    }
    const left = await decideAlso(services, c, view, name, input);
    const taken = takenOf(await offerOf(services, view, name), view.definition, name, input);
    await countUses(services.database, view.definition.id, taken);
    const query = new URLSearchParams({ fait: name, ...left });
    const back = `/instruction/${numberOf(request)}?${query}`;
    return c.redirect(carryLanguage(back, c.req.url), 303);
  }
}

/** The same decision on other requests of the file, each by its own command; one that has changed says so. */
async function decideAlso(
  services: Services,
  c: Call,
  view: View,
  name: Decision,
  input: DecisionForm,
): Promise<Record<string, string>> {
  if (!forFile.includes(name) || input.also.length === 0) return {};
  const { file, language } = view;
  const members = await membersFor(services, file.request, name, c.var.actor, language);
  const done: number[] = [];
  const left: number[] = [];
  for (const { id, version } of input.also) {
    const member = members.find((one) => one.id === id);
    if (!member) continue;
    try {
      const intent = intentOf(name, input, view.definition, file.request);
      await execute(services, id, intent, c.var.actor, { seen: version, language });
      done.push(member.number);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      left.push(member.number);
    }
  }
  return {
    ...(done.length > 0 && { aussi: done.join('.') }),
    ...(left.length > 0 && { sauf: left.join('.') }),
  };
}

const offerOf = async (services: Services, view: View, name: Decision): Promise<Offer | undefined> =>
  offerOn(services.database, view.definition, name, valuesOf(services.config, view.file.request));

interface Circumstances {
  problems?: FormProblem[];
  meanwhile?: HistoryLine[];
  permitted?: boolean;
}

async function shown(
  services: Services,
  c: Call,
  view: View,
  name: Decision,
  input: DecisionForm,
  { problems = [], meanwhile, permitted = true }: Circumstances = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { actor } = c.var;
  const { request } = view.file;
  const [held, members, offer, uses, before] = await Promise.all([
    habilitationOf(services.database, request.id),
    forFile.includes(name) ? membersFor(services, request, name, actor, view.language) : [],
    offerOf(services, view, name),
    name === 'refuse' ? usesOf(services.database, [view.definition.id], 'refuse') : new Map<string, number>(),
    name === 'validate' ? beforeValidating(services, view, actor) : undefined,
  ]);
  const preview =
    input.preview && status === 200 ? await previewOf(services, view, name, input, actor, held) : undefined;
  const action = carryLanguage(`/instruction/${numberOf(request)}/${decisionPaths[name]}`, view.address);
  const scene: Scene = {
    ...{
      view,
      actor,
      name,
      input,
      problems,
      action,
      meanwhile,
      permitted,
      offer,
      uses,
      held,
      members,
      preview,
      before,
    },
    now: services.now(),
  };
  const prefix = problems.length > 0 ? instructionTexts[view.language].decision.errorPrefix : '';
  const title = `${prefix}${decisionTitle(name, view)} – ${titleOf(view)}`;
  return send(services, c, title, decisionMain(scene), status);
}

const mayDecide = ({ file }: View, c: Call): boolean =>
  rolesOn(file.request, c.var.actor).includes('instructor');

const allows = (services: Services, view: View, c: Call, name: Decision): boolean =>
  decisionsOn(services, view, c.var.actor).includes(name);

function forbidden(c: Call): Problem {
  const t = instructionTexts[languageOf(c)];
  return new Problem(403, 'not-permitted', t.decision.forbidden, t.request.readOnly);
}
