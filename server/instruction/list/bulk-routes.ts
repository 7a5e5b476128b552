/** One decision for several requests: HTTP only. The list's ticks lead here; nothing is decided before the form is sent. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { wouldBeginEnded } from '../../clock/term.ts';
import { linesBefore } from '../../examination/before-view.ts';
import { languageOf } from '../../http/language.ts';
import { carryLanguage } from '../../pages/layout.ts';
import type { Call } from '../../pages/staff-page.ts';
import { readsOf } from '../../requests/view/confidential.ts';
import type { Services } from '../../services.ts';
import { checkForm } from '../decisions/check.ts';
import { habilitationOf } from '../decisions/held.ts';
import { type DecisionForm, readForm } from '../decisions/input.ts';
import { inserted, takenOf } from '../decisions/offered-texts.ts';
import { previewOf } from '../decisions/preview.ts';
import type { InstructionFile } from '../file.ts';
import { findFile } from '../store.ts';
import { offerOn } from '../templates/offer.ts';
import { countUses, usesOf } from '../templates/store.ts';
import { askedTogether, ownForm } from './alike.ts';
import { type ActName, acts, alike, hindranceOf, mostAtOnce, readAct, readNumbers } from './bulk.ts';
import { type BulkInput, decideAll, type Outcome } from './bulk-decide.ts';
import { type BulkScene, bulkMain } from './bulk-page.ts';
import { send } from './send.ts';
import { listTexts } from './words/index.ts';

/** Mounted at `/instruction/ensemble`. */
export function bulkRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.get('/', async (c) => {
    const { searchParams } = new URL(c.req.url);
    const act = readAct(searchParams.get('acte')) ?? 'validation';
    const list = searchParams.get('liste') ?? '';
    return shown(services, c, await sceneOf(services, c, { act, chosen: searchParams.getAll('d'), list }));
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
    const scene = await sceneOf(services, c, { act, chosen: offered, list, input, ticked });
    const { decision } = scene;
    if (decision && input.insert !== undefined) {
      const withText = { ...decision, input: inserted(input, decision.offer) };
      return shown(services, c, { ...scene, decision: withText });
    }
    if (ticked.size === 0 || scene.groups.length > 1) return shown(services, c, scene, 422);
    const checked = decision && (await withProblems(services, decision));
    if (checked && checked.problems.length > 0) {
      return shown(services, c, { ...scene, decision: checked }, 422);
    }
    if (decision && input.preview) {
      return shown(services, c, { ...scene, decision: await withPreview(services, decision) });
    }
    const bulk: BulkInput = { form: input, act, seen };
    const numbers = readNumbers(chosen).slice(0, mostAtOnce);
    const outcomes = await decideAll(services, numbers, bulk, c.var.actor, scene.language);
    if (decision) {
      const { view, name, offer } = decision;
      const times = outcomes.filter(({ kind }) => kind === 'done').length;
      const taken = takenOf(offer, view.definition, name, input);
      await countUses(services.database, view.definition.id, taken, times);
    }
    const rest = outcomes.filter(undecided).map(({ number }) => String(number));
    const after = await sceneOf(services, c, { act, chosen: rest, list, input });
    // Their own outcome says already what keeps them out.
    return shown(services, c, { ...after, left: [], outcomes, cut: scene.cut });
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

interface Chosen {
  act: ActName;
  /** Numbers of requests, as boxes send them. */
  chosen: readonly string[];
  list: string;
  input?: DecisionForm;
  ticked?: ReadonlySet<number>;
}

async function sceneOf(
  services: Services,
  c: Call,
  { act, chosen, list, input = readForm({}), ticked }: Chosen,
): Promise<BulkScene> {
  const language = languageOf(c);
  const { actor } = c.var;
  const all = readNumbers(chosen);
  const looked = await Promise.all(
    all.slice(0, mostAtOnce).map(async (number) => {
      const file = await findFile(services, `D${number}`, actor, language);
      return { number, file, why: hindranceOf(services, file, act, actor) };
    }),
  );
  const ready = looked.flatMap(({ file, why }) => (file && !why ? [file] : []));
  const left = looked.flatMap(({ number, file, why }) => (why ? [{ number, file, why }] : []));
  const groups = alike(ready);
  return {
    ...{ act, groups, left, ticked },
    decision: groups.length === 1 ? await decisionOf(services, c, act, ready, input, ticked) : undefined,
    apiTitle: (id) => services.catalogue.localised(id, language)?.title ?? id,
    outcomes: [],
    cut: all.length > mostAtOnce,
    list: new URLSearchParams(list).toString(),
    language,
    address: c.req.url,
  };
}

/** The decision as its page for one request draws it: that one, where it has to show one, is the first to be decided. */
async function decisionOf(
  services: Services,
  c: Call,
  act: ActName,
  group: readonly InstructionFile[],
  input: DecisionForm,
  ticked: ReadonlySet<number> | undefined,
): Promise<BulkScene['decision']> {
  const language = languageOf(c);
  const { actor } = c.var;
  const file = group.find(({ request }) => ticked?.has(request.number)) ?? group[0];
  const definition = file && services.catalogue.localised(file.request.api, language);
  if (!definition) return undefined;
  const name = acts[act];
  const reads = readsOf(definition, file.request, actor);
  const requests = group.map(({ request }) => request);
  const [offer, uses, lacking] = await Promise.all([
    offerOn(services.database, definition, name),
    name === 'refuse' ? usesOf(services.database, [definition.id], name) : new Map<string, number>(),
    name === 'validate' ? linesBefore(services, requests, actor, language) : new Map<string, string[]>(),
  ]);
  return {
    view: { file, definition, reads, path: [], language, address: c.req.url },
    ...{ actor, name, input, offer, uses },
    action: carryLanguage('/instruction/ensemble', c.req.url),
    now: services.now(),
    ...{ asked: askedTogether(definition, requests), lacking },
    ...{ problems: [], permitted: true, members: [] },
    ...{ held: undefined, preview: undefined, before: undefined },
  };
}

type BulkDecision = NonNullable<BulkScene['decision']>;

/** Of the words, by the rules of one decision; those who are decided already are told so by their outcome. */
async function withProblems(services: Services, decision: BulkDecision): Promise<BulkDecision> {
  const { name, input, view, now, asked } = decision;
  const { definition, file } = view;
  const problems = checkForm(name, input, definition, file.request, now, asked);
  const ended = input.preview && name === 'validate';
  if (ended && (await wouldBeginEnded(services, definition, file.request))) {
    problems.push({ field: 'words', code: 'over' });
  }
  return { ...decision, problems };
}

/** What the applicant of one of them will read. */
async function withPreview(services: Services, decision: BulkDecision): Promise<BulkDecision> {
  const { view, name, input, actor } = decision;
  const { request } = view.file;
  const own = ownForm(services.config, input, view.definition, request);
  const held = await habilitationOf(services.database, request.id);
  return { ...decision, held, preview: await previewOf(services, view, name, own, actor, held) };
}

function shown(services: Services, c: Call, scene: BulkScene, status: 200 | 422 = 200): Promise<Response> {
  return send(
    services,
    c,
    listTexts[scene.language].bulk.titles[scene.act],
    bulkMain(scene, status === 422),
    status,
  );
}
