/** `/brouillon/:id`: a draft that was prepared for somebody, who takes it up. HTTP only. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { Actor } from '../accounts/actor.ts';
import { visitor } from '../accounts/session.ts';
import { csrf } from '../http/csrf.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { formOf, keep, kept, withoutReferrer } from '../invitations/door.ts';
import { type Door, keyName, landingPage } from '../invitations/landing.ts';
import { keyHashOf, keyIn, same } from '../invitations/secrets.ts';
import { formTargets, type PageOptions, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { claimDraft, eligibilityOf } from './claim.ts';
import {
  askedName,
  type ClaimScene,
  claimMain,
  type Given,
  obstacleOf,
  pathOf,
  questionName,
  supportView,
} from './claim-page.ts';
import { claimWords } from './claim-words.ts';
import { claimPath, isOut, type PreparedDraft, stateOf } from './rules.ts';
import { type FoundDraft, findDraft, markOpened } from './store.ts';

const door: Door = {
  path: '/brouillon',
  words: { fr: claimWords.fr.landing, en: claimWords.en.landing },
};

/** Bytes of a form of ours. */
const longestForm = 20_000;

/** Why the draft is not for this person, or for nobody any more. */
type End = keyof (typeof claimWords)['fr']['ended'];

export function claimRoutes(services: Services): Hono {
  const { database, catalogue, config, now } = services;
  const app = new Hono();

  app.use('/brouillon/*', withoutReferrer, csrf(services, { withoutReferrer: true }));

  app.get('/brouillon/:id', async (c) => {
    const scene = await sceneFor(c);
    if (scene instanceof Response) return scene;
    await markOpened(database, scene.draft, now());
    return show(c, scene, { answers: {}, missing: undefined });
  });

  app.post('/brouillon/:id/ouvrir', async (c) => {
    const pasted = String((await formOf(c, longestForm)).get(keyName) ?? '');
    const id = /\/brouillon\/([0-9a-f-]{36})/i.exec(pasted)?.[1] ?? c.req.param('id');
    const key = keyIn(pasted);
    const found = key ? await findDraft(database, id) : undefined;
    if (!key || !found || !opens(found.draft, key)) return landingPage(c, id, true, door);
    keep(c, config, claimPath(found.draft.id), 'link', key);
    return c.redirect(pathOf({ draft: found.draft, language: languageOf(c) }), 303);
  });

  app.post('/brouillon/:id/reprendre', async (c) => {
    const scene = await sceneFor(c);
    if (scene instanceof Response) return scene;
    const { draft, definition, actor, language } = scene;
    const given = givenIn(await formOf(c, longestForm), scene);
    const { opens: eligible } = eligibilityOf(definition, draft.stage, given.answers);
    if (!actor || obstacleOf(scene)) return show(c, scene, given, actor ? 403 : 401);
    if (!eligible) return show(c, scene, given, 422);
    const outcome = await claimDraft(services, draft, definition, given.answers, actor);
    if (outcome === 'changed') return endedPage(c, scene, 'changed');
    if (typeof outcome !== 'string')
      return c.redirect(requestPath(draft.api, outcome.requestId, language), 303);
    const present = await sceneFor(c);
    return present instanceof Response ? present : show(c, present, given, 409);
  });

  /** An answer already where the person has neither link nor address, where it has ended, or is theirs already. */
  async function sceneFor(c: Context): Promise<ClaimScene | Response> {
    const id = c.req.param('id') ?? '';
    const language = languageOf(c);
    const found = await findDraft(database, id);
    const seen = await visitor(c, services);
    // Who acts for somebody takes nothing up in their place.
    const actor = seen?.behind ? undefined : seen;
    if (!found) return landingPage(c, id, c.req.method !== 'GET', door);
    const { draft } = found;
    if (draft.requestId && draft.claimedBy === actor?.userId) {
      return c.redirect(requestPath(draft.api, draft.requestId, language), 303);
    }
    if (!holds(c, found, actor)) {
      return actor ? strangerPage(c, actor, pathOf({ draft, language })) : landingPage(c, id, false, door);
    }
    const definition = catalogue.localised(draft.api, language);
    if (!definition?.stages.some((stage) => stage.id === draft.stage)) {
      throw new Problem(409, 'api-withdrawn', ...claimWords[language].withdrawnApi);
    }
    const scene = { ...found, definition, actor, language, now: now() };
    const state = stateOf(draft, now());
    return isOut(state) ? scene : endedPage(c, scene, state as Exclude<typeof state, 'sent' | 'opened'>);
  }

  /** The link's secret, or the address that the mail went to, as ProConnect vouches for it; who prepares sees too. */
  function holds(c: Context, { draft }: FoundDraft, actor: Actor | undefined): boolean {
    const key = kept(c, config, 'link');
    const theirs = actor && actor.email.trim().toLowerCase() === draft.email && draft.round > 0;
    return Boolean(theirs || actor?.userId === draft.preparedBy || (key && opens(draft, key)));
  }

  function show(
    c: Context,
    scene: ClaimScene,
    given: Given,
    status: ContentfulStatusCode = 200,
  ): Promise<Response> {
    const { definition, language, actor } = scene;
    const t = claimWords[language];
    const title = `${given.missing ? t.errorPrefix : ''}${t.title(definition.title)}`;
    return send(c, { title, language, main: claimMain(scene, given), user: actor }, status);
  }

  /** Signed in as somebody else: what is prepared, and for whom, is not theirs to learn. */
  function strangerPage(c: Context, actor: Actor, path: string): Promise<Response> {
    const language = languageOf(c);
    const t = claimWords[language].person;
    const retour = `/connexion?retour=${encodeURIComponent(path)}&nouvelle=1`;
    const main = html`<div class="problem"><h1>${t.title}</h1><p class="lead">${t.text}</p>
<p><a class="button" href="${retour}">${t.button}</a></p></div>`;
    return send(c, { title: t.title, language, main, user: actor }, 403);
  }

  function endedPage(c: Context, scene: ClaimScene, end: End): Promise<Response> {
    const t = claimWords[scene.language];
    const [title, text] = t.ended[end];
    const main = html`<div class="problem"><h1>${title}</h1><p class="lead">${text}</p>
${end === 'claimed' ? html`<p><a class="button" href="/mes-demandes?lang=${scene.language}">${t.requests}</a></p>` : supportView(scene)}</div>`;
    return send(
      c,
      { title, language: scene.language, main, user: scene.actor },
      end === 'changed' ? 409 : 410,
    );
  }

  function send(c: Context, options: PageOptions, status: ContentfulStatusCode): Promise<Response> {
    const address = c.req.method === 'GET' ? c.req.url : undefined;
    return sendPage(c, page({ ...options, address }), { status, formTargets: formTargets(config) });
  }

  return app;
}

/** Whether this is the key in the link. */
const opens = ({ keyHash }: PreparedDraft, key: string): boolean => same(keyHashOf(key), keyHash);

/** Where a draft is completed and submitted. */
const requestPath = (api: string, id: string, language: Language): string =>
  `/demande/${api}?demande=${id}&lang=${language}`;

/** The answers of the form: only those that there are. */
function givenIn(form: FormData, { draft, definition }: ClaimScene): Given {
  const answers: EligibilityAnswers = {};
  for (const [id, { options }] of Object.entries(definition.eligibility.questions)) {
    const answer = form.get(questionName(id));
    if (options.some((one) => one.id === answer)) answers[id] = String(answer);
  }
  const { question } = eligibilityOf(definition, draft.stage, answers);
  const missing = question && form.getAll(askedName).includes(question) ? question : undefined;
  return { answers, missing };
}
