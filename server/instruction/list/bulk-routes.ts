/** One decision for several requests: HTTP only. The list's ticks lead here; nothing is decided before the form is sent. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { languageOf } from '../../http/language.ts';
import type { Call } from '../../pages/staff-page.ts';
import type { Services } from '../../services.ts';
import { checkDecision } from '../decision.ts';
import { readForm } from '../decisions/input.ts';
import { findFile } from '../store.ts';
import { type ActName, acts, alike, hindranceOf, mostAtOnce, readAct, readNumbers } from './bulk.ts';
import { type BulkInput, decideAll, type Outcome, wantsTwo } from './bulk-decide.ts';
import { type BulkScene, bulkMain } from './bulk-page.ts';
import { send } from './send.ts';
import { listTexts } from './words/index.ts';

/** Mounted at `/instruction/ensemble`. */
export function bulkRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.get('/', async (c) => {
    const { searchParams } = new URL(c.req.url);
    const act = readAct(searchParams.get('acte')) ?? 'validation';
    const scene = await sceneOf(services, c, act, searchParams.getAll('d'), searchParams.get('liste') ?? '');
    return shown(services, c, scene);
  });

  app.post('/', async (c) => {
    const form = await c.req.parseBody({ all: true });
    const act = readAct(form.acte) ?? 'validation';
    const chosen = [form.d].flat().filter((one) => typeof one === 'string');
    const list = typeof form.liste === 'string' ? form.liste : '';
    const input = readForm(form);
    const seen = seenIn(form);
    // Those of the form that were unticked stay in it when it is sent back.
    const offered = [...new Set([...chosen, ...[...seen.keys()].map(String)])];
    const ticked = new Set(readNumbers(chosen));
    const scene = { ...(await sceneOf(services, c, act, offered, list)), input, ticked };
    const problems = problemsOf(scene, ticked.size);
    if (problems.length > 0 || scene.groups.length > 1)
      return shown(services, c, { ...scene, problems }, 422);
    const bulk: BulkInput = { form: input, act, seen };
    const numbers = readNumbers(chosen).slice(0, mostAtOnce);
    const outcomes = await decideAll(services, numbers, bulk, c.var.actor, scene.language);
    const rest = outcomes.filter(undecided).map(({ number }) => String(number));
    const after = await sceneOf(services, c, act, rest, list);
    // Their own outcome says already what keeps them out.
    return shown(services, c, { ...after, left: [], input, outcomes, cut: scene.cut });
  });
  return app;
}

/** Lines of history seen, by number of the request: hidden fields of the form. */
function seenIn(form: Record<string, unknown>): Map<number, number> {
  return new Map(
    Object.entries(form).flatMap(([name, value]): [number, number][] => {
      const number = /^vu\.(\d{1,12})$/.exec(name)?.[1];
      return number ? [[Number(number), Number.parseInt(String(value), 10) || 0]] : [];
    }),
  );
}

/** Could still be decided, by who reads it again. */
const undecided = (outcome: Outcome) => outcome.kind === 'meanwhile' && outcome.possible;

async function sceneOf(
  services: Services,
  c: Call,
  act: ActName,
  chosen: readonly string[],
  list: string,
): Promise<BulkScene> {
  const language = languageOf(c);
  const { actor } = c.var;
  const all = readNumbers(chosen);
  const looked = await Promise.all(
    all.slice(0, mostAtOnce).map(async (number) => {
      const file = await findFile(services, `D${number}`, actor, language);
      return { number, file, why: hindranceOf(file, act, actor, wantsTwo(services, file)) };
    }),
  );
  const ready = looked.flatMap(({ file, why }) => (file && !why ? [file] : []));
  const left = looked.flatMap(({ number, file, why }) => (why ? [{ number, file, why }] : []));
  const api = ready[0]?.request.api;
  return {
    act,
    groups: alike(ready),
    left,
    definition: api === undefined ? undefined : services.catalogue.localised(api, language),
    apiTitle: (id) => services.catalogue.localised(id, language)?.title ?? id,
    input: readForm({}),
    problems: [],
    outcomes: [],
    cut: all.length > mostAtOnce,
    list: new URLSearchParams(list).toString(),
    language,
    address: c.req.url,
  };
}

/** Of the words, by the rules of one decision; those who are decided already are told so by their outcome. */
function problemsOf({ act, definition, groups, input }: BulkScene, count: number): BulkScene['problems'] {
  if (count === 0) return [{ field: 'requests', code: 'required' }];
  const stage = groups[0]?.[0]?.request.stage;
  if (!definition || !stage) return [];
  return checkDecision(acts[act], input, definition, stage);
}

function shown(services: Services, c: Call, scene: BulkScene, status: 200 | 422 = 200): Promise<Response> {
  return send(services, c, listTexts[scene.language].bulk.titles[scene.act], bulkMain(scene), status);
}
