/** The page of an invitation, `/invitation/:id`. HTTP only. */
import { type Context, Hono } from 'hono';
import { absentDocument } from '../documents/problems.ts';
import { documentResponse } from '../documents/serve.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import { formTargets, page, sendPage } from '../pages/layout.ts';
import { longestReason } from '../requests/life/commands.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { Services } from '../services.ts';
import { confirm } from './confirm.ts';
import { formOf, keep, withoutReferrer } from './door.ts';
import { fill } from './fill.ts';
import { readStep } from './form/read.ts';
import { seenName } from './form/seen.ts';
import { type Guest, guestActor, guestOf, leave, markOpened, opens, pageOf } from './guest.ts';
import { endedPage, keyName, landingPage, openingScript } from './landing.ts';
import { guestMain, type Moment, pageTitle, pathOf } from './page.ts';
import { prove, sendCode } from './proof.ts';
import type { ProofInput } from './proof-view.ts';
import { endOf, type InvitationKind } from './rules.ts';
import { type Scene, sceneOf } from './scene.ts';
import { keyIn } from './secrets.ts';
import { findInvitation, markDone } from './store.ts';
import { guestTexts } from './words.ts';

/** Bytes: a few documents at once; words alone for whoever has not shown who they are. */
const longestForm = 25_000_000;
const longestWords = 400_000;

export function guestRoutes(services: Services): Hono {
  const { database, config, now } = services;
  const app = new Hono();

  app.get('/assets/:name{invitation-[A-Za-z0-9_-]+\\.js}', openingScript);
  app.use('/invitation/*', withoutReferrer, csrf(services, { withoutReferrer: true }));

  app.get('/invitation/:id', async (c) => {
    const guest = await guestOf(c, services, c.req.param('id'));
    if (!guest) return landingPage(c, c.req.param('id'));
    const scene = await sceneOf(services, guest, languageOf(c));
    const end = endOf(guest.invitation, now());
    if (end) return endedPage(c, scene, end);
    await markOpened(services, guest.invitation);
    const said = c.req.query('fait') ?? '';
    const done = Object.keys(guestTexts.fr.done).find((name) => name === said) as Moment['done'];
    return show(c, scene, { done, proof: { sent: said === 'code' } });
  });

  app.post('/invitation/:id/ouvrir', async (c) => {
    const form = await formOf(c, 10_000);
    const pasted = String(form.get(keyName) ?? '');
    const id = /\/invitation\/([0-9a-f-]{36})/i.exec(pasted)?.[1] ?? c.req.param('id');
    const key = keyIn(pasted);
    const invitation = key ? await findInvitation(database, id) : undefined;
    if (!key || !invitation || !opens(invitation, key)) return landingPage(c, id, true);
    keep(c, config, pageOf(invitation.id), 'link', key);
    return c.redirect(`/invitation/${invitation.id}?lang=${languageOf(c)}`, 303);
  });

  app.post('/invitation/:id/code', async (c) => {
    const scene = await sceneFor(c);
    if (scene instanceof Response) return scene;
    if (scene.guest.person || !scene.isOpen) return c.redirect(pathOf(scene), 303);
    const outcome = await sendCode(services, scene.guest.invitation);
    if (outcome === 'sent') return c.redirect(`${pathOf(scene)}&fait=code#preuve`, 303);
    const refusal = guestTexts[scene.language].refusals[outcome];
    return show(c, scene, { proof: { refusal } }, 429);
  });

  app.post('/invitation/:id/preuve', async (c) => {
    const scene = await sceneFor(c);
    if (scene instanceof Response) return scene;
    if (scene.guest.person || !scene.isOpen) return c.redirect(pathOf(scene), 303);
    const form = await formOf(c, 10_000);
    const t = guestTexts[scene.language].refusals;
    const { code, givenName, familyName, problems } = readProof(form, scene, t);
    const again = (more: ProofInput) => show(c, scene, { proof: { givenName, familyName, ...more } }, 422);
    if (problems.length > 0) return again({ problems });
    const proof = await prove(services, scene.guest.invitation, code, { givenName, familyName });
    if (proof === 'wrong') return again({ problems: [{ field: 'code', text: t.wrong }] });
    if (typeof proof === 'string') {
      const present = await sceneOf(services, scene.guest, scene.language);
      return show(c, present, { proof: { givenName, familyName, refusal: t[proof] } }, 422);
    }
    keep(c, config, pageOf(scene.guest.invitation.id), 'session', proof.session);
    await markOpened(services, scene.guest.invitation);
    return c.redirect(`${pathOf(scene)}&fait=proof`, 303);
  });

  app.post('/invitation/:id', async (c) => {
    const scene = await sceneFor(c, 'fill');
    if (scene instanceof Response) return scene;
    const { person } = scene.guest;
    const form = await formOf(c, person ? longestForm : longestWords);
    if (!person) {
      const [step] = scene.steps;
      const typed = step ? readStep(form, step, scene.definition, scene.context) : {};
      return show(c, scene, { typed, sessionEnded: scene.isOpen }, 401);
    }
    const filled = await fill(services, scene, person, form);
    if (filled.outcome === 'saved' || filled.outcome === 'finished') {
      const done = filled.outcome === 'saved' ? 'save' : 'finish';
      return c.redirect(`${pathOf(scene)}&fait=${done}`, 303);
    }
    const present = await sceneOf(services, scene.guest, scene.language);
    const { outcome, ...moment } = filled;
    if (outcome === 'wrong') return show(c, present, moment, 422);
    return show(c, present, { ...moment, conflict: outcome === 'conflict' }, 409);
  });

  app.post('/invitation/:id/confirmer', async (c) => {
    const scene = await sceneFor(c, 'confirm');
    if (scene instanceof Response) return scene;
    const form = await formOf(c, 10_000);
    const confirmed = await confirm(services, scene, String(form.get(seenName) ?? ''));
    if (confirmed) return c.redirect(`${pathOf(scene)}&fait=confirm`, 303);
    const present = await sceneOf(services, scene.guest, scene.language);
    return show(c, present, { conflict: scene.isOpen && scene.guest.person !== undefined }, 409);
  });

  app.post('/invitation/:id/commentaires', async (c) => {
    const scene = await sceneFor(c, 'comment');
    if (scene instanceof Response) return scene;
    const form = await formOf(c, longestWords);
    const text = String(form.get('commentaire') ?? '').replaceAll('\r\n', '\n');
    const { person, invitation } = scene.guest;
    const t = guestTexts[scene.language];
    const problem = !scene.isOpen
      ? t.closed.title
      : !person
        ? t.proof.titles.comment
        : !text.trim()
          ? t.comments.missing
          : text.length > longestReason
            ? t.comments.tooLong
            : text.includes('\0')
              ? t.comments.unreadable
              : undefined;
    if (problem || !person) {
      return show(c, scene, { comment: { text, problem: problem ?? '' } }, person ? 422 : 401);
    }
    const actor = guestActor(scene.guest, person);
    const comment = () => ({ name: 'comment' as const, text });
    await executeLatest(services, invitation.requestId, comment, actor, scene.language);
    await markDone(database, invitation, person.userId, now(), false);
    return c.redirect(`${pathOf(scene)}&fait=comment#comments`, 303);
  });

  app.get('/invitation/:id/documents/:documentId', async (c) => {
    const scene = await sceneFor(c);
    if (scene instanceof Response) return scene;
    const { person } = scene.guest;
    const id = c.req.param('documentId');
    const fields = scene.steps.flatMap((step) => step.fields.map((field) => field.id));
    const document = scene.loaded.documents.find((one) => one.id === id);
    if (!person || !document || !fields.includes(document.field)) throw absentDocument(scene.language);
    return documentResponse(services, scene.loaded, id, guestActor(scene.guest, person), scene.language);
  });

  app.post('/invitation/:id/fermer', async (c) => {
    await leave(c, services, c.req.param('id'));
    return c.redirect(`/invitation/${encodeURIComponent(c.req.param('id'))}?lang=${languageOf(c)}`, 303);
  });

  /**
   * For what a guest does: an answer already where they have neither link nor address, or it has ended.
   * @param kind what the action is for: that of another invitation is not found
   */
  async function sceneFor(c: Context, kind?: InvitationKind): Promise<Scene | Response> {
    const id = c.req.param('id') ?? '';
    const guest: Guest | undefined = await guestOf(c, services, id);
    if (!guest) return landingPage(c, id, true);
    const scene = await sceneOf(services, guest, languageOf(c));
    const end = endOf(guest.invitation, now());
    if (end) return endedPage(c, scene, end);
    return kind && guest.invitation.kind !== kind ? c.redirect(pathOf(scene), 303) : scene;
  }

  async function show(
    c: Context,
    scene: Scene,
    moment: Moment,
    status: 200 | 401 | 409 | 422 | 429 = 200,
  ): Promise<Response> {
    const { language, guest } = scene;
    const wrong = moment.errors?.size || moment.proof?.problems?.length || moment.comment?.problem;
    const title = `${wrong ? guestTexts[language].form.errorPrefix : ''}${pageTitle(scene)}`;
    const content = page({
      title,
      language,
      main: guestMain(scene, moment, config),
      user: guest.signedIn,
      address: c.req.method === 'GET' ? c.req.url : undefined,
    });
    return sendPage(c, content, { status, formTargets: guest.signedIn ? formTargets(config) : [] });
  }

  return app;
}

type Refusals = (typeof guestTexts)['fr']['refusals'];

function readProof(form: FormData, { known }: Scene, t: Refusals) {
  const read = (name: string) => String(form.get(name) ?? '').trim();
  const code = read('code').replace(/[\s\u00a0\u202f-]/g, '');
  const [givenName, familyName] = known ? [known.givenName, known.familyName] : [read('prenom'), read('nom')];
  const isName = (text: string) => text !== '' && text.length <= 100 && !/\p{Cc}/u.test(text);
  const problems: NonNullable<ProofInput['problems']> = [];
  if (!/^\d{6}$/.test(code)) problems.push({ field: 'code', text: t.code });
  if (!isName(givenName)) problems.push({ field: 'prenom', text: t.givenName });
  if (!isName(familyName)) problems.push({ field: 'nom', text: t.familyName });
  return { code, givenName, familyName, problems };
}
