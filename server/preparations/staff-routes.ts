/** `/instruction/brouillons`: instructors prepare drafts for applicants of their APIs. HTTP only. */
import { Hono } from 'hono';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { mayInstruct } from '../accounts/roles.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { formOf } from '../invitations/door.ts';
import { errorsOf } from '../invitations/fill.ts';
import { changesIn, readStep, type Typed } from '../invitations/form/read.ts';
import { carryLanguage } from '../pages/layout.ts';
import { type Call, sendStaffPage } from '../pages/staff-page.ts';
import { merged } from '../requests/life/evolve.ts';
import type { Services } from '../services.ts';
import { contextOf } from './context.ts';
import {
  chooseMain,
  formMain,
  formTitle,
  type Purpose,
  type PurposeForm,
  purposeId,
  questionsOf,
  type StepForm,
  stepMain,
} from './form-page.ts';
import { checkInput, readInput } from './input.ts';
import { changeDraft, inviteToDraft, prepareDraft, removeDraft, withdrawDraft } from './prepare.ts';
import { type PreparedDraft, preparationsPath, startable, titleOf } from './rules.ts';
import { type DraftPage, draftMain, listMain } from './staff-page.ts';
import { type FoundDraft, findDraft, lastMail, listDrafts } from './store.ts';
import { preparationProblems, preparationWords } from './words.ts';

/** Bytes of a step without its documents. */
const longestForm = 400_000;

/** Mounted at `/instruction/brouillons`, behind the session. */
export function preparationRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue, now } = services;

  app.use(async (c, next) => {
    const language = languageOf(c);
    if (purposesOf(c.var.actor, language).length > 0) return next();
    throw new Problem(403, 'not-permitted', ...preparationWords[language].noRole);
  });

  app.get('/', async (c) => {
    const language = languageOf(c);
    const apis = new Map(
      purposesOf(c.var.actor, language).map(({ definition }) => [definition.id, definition]),
    );
    const theirs = [...apis.values()].map(({ id, provider }) => ({ api: id, provider: provider.id }));
    const { drafts, next } = await listDrafts(database, theirs, c.req.query('apres') ?? '');
    const done = c.req.query('fait') === 'removed' ? 'removed' : undefined;
    const definitionOf = (api: string) => apis.get(api);
    const main = listMain({ drafts, next, definitionOf, done, language, address: c.req.url, now: now() });
    return sendStaffPage(services, c, preparationWords[language].title, main, { wide: true });
  });

  app.get('/nouveau', (c) => {
    const language = languageOf(c);
    const purposes = openTo(c.var.actor, language);
    const wanted = c.req.query('pour');
    const purpose = wanted === undefined && purposes[1] ? undefined : chosenIn(purposes, wanted);
    if (purpose) return showForm(c, purpose, { input: readInput({}), problems: [], draft: undefined });
    const main = chooseMain({ purposes, language, address: c.req.url });
    return sendStaffPage(services, c, preparationWords[language].choose.title, main, { wide: true });
  });

  app.post('/nouveau', async (c) => {
    const { actor } = c.var;
    const language = languageOf(c);
    const purpose = chosenIn(openTo(actor, language), c.req.query('pour'));
    if (!purpose) return c.redirect(carryLanguage(`${preparationsPath}/nouveau`, c.req.url), 303);
    const input = readInput(await c.req.parseBody());
    const { organisation, problems } = await checkInput(services, purpose, input, actor);
    if (!organisation) return showForm(c, purpose, { input, problems, draft: undefined });
    const id = await prepareDraft(services, purpose, input, organisation, actor, language);
    return back(c, id, 'saved');
  });

  app.get('/:id', async (c) => showDraft(c, await found(c)));

  app.get('/:id/modifier', async (c) => {
    const { draft, organisation, definition } = await foundOpen(c);
    const { useCase, email, text, note } = draft;
    const input = { useCase, email, text, note, siret: organisation.siret, title: titleOf(draft) };
    return showForm(c, { definition, stage: draft.stage }, { input, problems: [], draft });
  });

  app.post('/:id/modifier', async (c) => {
    const { draft, definition } = await foundOpen(c);
    const form = await c.req.parseBody();
    const seen = asSeen(draft, form.version);
    const input = { ...readInput(form), useCase: draft.useCase };
    const purpose = { definition, stage: draft.stage };
    const { organisation, problems } = await checkInput(services, purpose, input, c.var.actor);
    if (!organisation) return showForm(c, purpose, { input, problems, draft: seen });
    await changeDraft(services, seen, { input, organisation }, c.var.actor, languageOf(c));
    return back(c, draft.id, 'saved');
  });

  app.get('/:id/etapes/:step', async (c) => {
    const { draft, definition, step } = await foundStep(c);
    return showStep(c, { draft, definition, step, typed: {}, errors: new Map() });
  });

  app.post('/:id/etapes/:step', async (c) => {
    const { draft, definition, step } = await foundStep(c);
    const form = await formOf(c, longestForm);
    const seen = asSeen(draft, form.get('version'));
    const asked = questionsOf(step);
    const typed: Typed = readStep(form, asked, definition, contextOf(draft, now()));
    const answers = merged(draft.answers, changesIn(typed, draft.answers));
    const context = { ...contextOf(draft, now()), answers };
    const wrong = checkAnswers(definition, draft.stage, context, { step: step.id, draft: true }).filter(
      ({ field }) => field in typed,
    );
    if (wrong.length > 0) {
      return showStep(c, {
        draft: seen,
        definition,
        step,
        typed,
        errors: errorsOf(wrong, step, languageOf(c)),
      });
    }
    await changeDraft(services, seen, { answers }, c.var.actor, languageOf(c));
    return back(c, draft.id, 'saved');
  });

  app.post('/:id/inviter', async (c) => {
    const seen = await foundSeen(c);
    await inviteToDraft(services, seen, c.var.actor, languageOf(c));
    return back(c, seen.id, 'sent');
  });

  app.post('/:id/retirer', async (c) => {
    const seen = await foundSeen(c);
    await withdrawDraft(services, seen, c.var.actor, languageOf(c));
    return back(c, seen.id, 'withdrawn');
  });

  app.post('/:id/supprimer', async (c) => {
    await removeDraft(services, await foundSeen(c), c.var.actor, languageOf(c));
    return back(c, undefined, 'removed');
  });

  /** What somebody may prepare: the APIs that they instruct, at the stages that may be begun with. */
  function purposesOf(actor: Actor, language: Language): Purpose[] {
    return catalogue
      .list()
      .filter(({ id, provider }) => mayInstruct(actor, provider.id, id))
      .flatMap(({ id }) => catalogue.localised(id, language) ?? [])
      .flatMap((definition) => startable(definition).map(({ id }) => ({ definition, stage: id })));
  }

  /** A draft that could not be sent would be no help. @throws {Problem} 409 none of their APIs takes requests now */
  function openTo(actor: Actor, language: Language): Purpose[] {
    const open = purposesOf(actor, language).filter(({ definition }) => definition.accepting);
    if (open.length > 0) return open;
    throw new Problem(409, 'not-accepting', ...preparationWords[language].notAccepting);
  }

  /** @throws {Problem} 404, alike for what does not exist and what is not theirs */
  async function found(c: Call): Promise<FoundDraft & { definition: ApiDefinition }> {
    const language = languageOf(c);
    const one = await findDraft(database, c.req.param('id') ?? '');
    const definition = one && catalogue.localised(one.draft.api, language);
    if (!one || !definition || !mayInstruct(c.var.actor, one.draft.providerId, one.draft.api)) {
      throw new Problem(404, 'not-found', ...preparationWords[language].absent);
    }
    return { ...one, definition };
  }

  /** @throws {Problem} 409 it is somebody's request already */
  async function foundOpen(c: Call) {
    const one = await found(c);
    if (one.draft.claimedAt) throw changed(languageOf(c));
    return one;
  }

  async function foundStep(c: Call) {
    const one = await foundOpen(c);
    const step = stepsOf(one.definition, one.draft.stage).find(({ id }) => id === c.req.param('step'));
    if (!step) throw new Problem(404, 'not-found', ...preparationWords[languageOf(c)].absent);
    return { ...one, step };
  }

  async function foundSeen(c: Call): Promise<PreparedDraft> {
    const { draft } = await foundOpen(c);
    return asSeen(draft, (await c.req.parseBody()).version);
  }

  async function showDraft(c: Call, one: FoundDraft & { definition: ApiDefinition }): Promise<Response> {
    const language = languageOf(c);
    const { draft, definition } = one;
    const said = c.req.query('fait');
    const done = (['saved', 'sent', 'withdrawn'] as const).find((name) => name === said);
    const page: DraftPage = {
      ...{ found: one, definition, done, language, address: c.req.url, now: now() },
      mail: await lastMail(database, draft.id),
    };
    const title = titleOf(draft) || preparationWords[language].untitled;
    return sendStaffPage(services, c, title, draftMain(page), { wide: true });
  }

  function showForm(
    c: Call,
    purpose: Purpose,
    shown: Pick<PurposeForm, 'input' | 'problems' | 'draft'>,
  ): Promise<Response> {
    const language = languageOf(c);
    const others = openTo(c.var.actor, language).length > 1;
    const form = { ...shown, purpose, others, language, address: c.req.url, now: now() };
    const status = shown.problems.length > 0 ? 422 : 200;
    return sendStaffPage(services, c, formTitle(form), formMain(form), { status, wide: true });
  }

  function showStep(c: Call, shown: Omit<StepForm, 'language' | 'address' | 'now'>): Promise<Response> {
    const language = languageOf(c);
    const main = stepMain({ ...shown, language, address: c.req.url, now: now() });
    const wrong = shown.errors.size > 0;
    const title = `${wrong ? preparationWords[language].form.errorPrefix : ''}${shown.step.title}`;
    return sendStaffPage(services, c, title, main, { status: wrong ? 422 : 200, wide: true });
  }

  const back = (c: Call, id: string | undefined, done: string) =>
    c.redirect(carryLanguage(`${preparationsPath}${id ? `/${id}` : ''}?fait=${done}`, c.req.url), 303);

  return app;
}

const chosenIn = (purposes: readonly Purpose[], wanted: string | undefined): Purpose | undefined =>
  wanted === undefined ? purposes[0] : purposes.find((one) => purposeId(one) === wanted);

/** The version that the person had before them: writing on another one is refused. */
const asSeen = (draft: PreparedDraft, version: unknown): PreparedDraft => ({
  ...draft,
  version: Number.parseInt(String(version), 10) || 0,
});

const changed = (language: Language): Problem =>
  new Problem(409, 'draft-changed', ...preparationProblems[language].changed);
