/** `/instruction/:number/messages`: the provider reads and writes. HTTP only. */
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../../accounts/actor.ts';
import { newId } from '../../database/columns.ts';
import { Problem } from '../../http/problem.ts';
import { markRead, messageViews, type Thread, threadOf } from '../../messages/thread.ts';
import { textProblem, writeMessage } from '../../messages/write.ts';
import { typed } from '../../pages/form.ts';
import { carryLanguage } from '../../pages/layout.ts';
import { permitted } from '../../requests/life/lifecycle.ts';
import { rolesOn } from '../../requests/life/relation.ts';
import { refused } from '../../requests/problems.ts';
import { isUuid } from '../../requests/store/load.ts';
import type { Services } from '../../services.ts';
import { type Call, send, titleOf, viewOf } from '../call.ts';
import { numberOf, type View } from '../file.ts';
import { type ThreadScene, threadMain, threadPath } from './page.ts';
import { threadWords } from './words.ts';

/** Mounted at `/instruction`, behind the session. */
export function threadRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, now } = services;

  app.get(`/:number/${threadPath}`, async (c) => {
    const view = await viewOf(services, c);
    const { request } = view.file;
    const thread = await threadOf(database, request.id);
    // A reporter who looks does not read in the stead of those who answer.
    if (isInstructor(view, c.var.actor)) {
      const upTo = thread.messages.at(-1)?.sequence ?? 0;
      const { userId } = c.var.actor;
      await markRead(database, request.id, thread, { side: 'provider', upTo, userId, at: now() });
    }
    return shown(c, view, thread, { sent: c.req.query('fait') === 'message' && lastIsMine(thread, c) });
  });

  app.post(`/:number/${threadPath}`, async (c) => {
    const view = await viewOf(services, c);
    const { request } = view.file;
    const { actor } = c.var;
    const form = await c.req.parseBody();
    const text = typed(form.text);
    if (!isInstructor(view, actor)) throw refused('role', request.state, view.language);
    const key = typeof form.key === 'string' && isUuid(form.key) ? form.key : newId();
    const problem = textProblem(text);
    const again = { text, key };
    if (problem) return shown(c, view, await threadOf(database, request.id), { ...again, problem }, 422);
    try {
      const fingerprint = createHash('sha256').update(`message ${request.id}\n${text}`).digest('hex');
      await writeMessage(services, request.id, text, actor, { key, fingerprint }, view.language);
    } catch (error) {
      const over = error instanceof Problem && error.status === 409;
      if (!over) throw error;
      const present = await viewOf(services, c);
      const may = mayWrite(present, actor) ? 'write' : 'kept';
      return shown(c, present, await threadOf(database, request.id), { ...again, may }, 409);
    }
    const back = `/instruction/${numberOf(request)}/${threadPath}?fait=message#fin`;
    return c.redirect(carryLanguage(back, c.req.url), 303);
  });

  function shown(
    c: Call,
    view: View,
    thread: Thread,
    scene: Partial<ThreadScene>,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const { actor } = c.var;
    const t = threadWords[view.language];
    const may = mayWrite(view, actor) ? 'write' : isInstructor(view, actor) ? 'closed' : 'read';
    const main = threadMain({
      ...{ view, messages: messageViews(thread, readerOf(view, actor), 'provider') },
      ...{ text: '', problem: undefined, key: newId(), may, sent: false },
      ...scene,
    });
    const title = `${scene.problem ? t.errorPrefix : ''}${t.title} – ${titleOf(view)}`;
    return send(services, c, title, main, status);
  }

  return app;
}

/** What the page of the request shows of the messages. */
export async function threadShown(services: Services, view: View, actor: Actor): Promise<View['thread']> {
  const thread = await threadOf(services.database, view.file.request.id);
  const messages = messageViews(thread, readerOf(view, actor), 'provider');
  return { messages, mayWrite: mayWrite(view, actor) };
}

const readerOf = ({ file, language }: View, { userId }: Actor) => ({
  ...{ userId, staff: true, provider: file.request.providerId, language },
});

const isInstructor = ({ file }: View, actor: Actor): boolean =>
  rolesOn(file.request, actor).includes('instructor');

const mayWrite = (view: View, actor: Actor): boolean =>
  isInstructor(view, actor) && permitted(view.file.request, 'instructor').includes('message');

/** An address that somebody sends must not say that a message was sent. */
const lastIsMine = ({ messages }: Thread, c: Call): boolean =>
  messages.at(-1)?.actorId === c.var.actor.userId;
