/** Messages by the applicant's API. HTTP only. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { readJson } from '../http/body.ts';
import { idempotencyOf } from '../http/idempotency.ts';
import { type Language, languageOf } from '../http/language.ts';
import { parsed } from '../requests/input.ts';
import { longestReason } from '../requests/life/commands.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { absent, invalid, refused } from '../requests/problems.ts';
import { guard, type RequestServices } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { answerWith } from '../requests/view/answer.ts';
import { markRead, threadOf } from './thread.ts';
import { textProblem, writeMessage } from './write.ts';

/** `POST /requests/:id/messages` */
const MessageBody = v.object({ text: v.string() });

/** `POST /requests/:id/messages/read`: up to which message. */
const ReadBody = v.object({ sequence: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function messageRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, now } = services;

  app.post('/:id/messages', async (c) => {
    const language = languageOf(c);
    const body = await readJson(c);
    const idempotency = idempotencyOf(c, body.bytes);
    const { text } = parsed(MessageBody, body.value, language);
    const code = textProblem(text);
    if (code) throw invalid([{ field: 'text', code, message: messages[language][code] }], language);
    const { actor } = c.var;
    await writeMessage(services, c.req.param('id'), text, actor, idempotency, language);
    return answerWith(c, services, await found(c), actor, 201);
  });

  /** By the applicant: a colleague who looks does not read in their stead. */
  app.post('/:id/messages/read', async (c) => {
    const language = languageOf(c);
    const { sequence } = parsed(ReadBody, (await readJson(c)).value, language);
    const { row } = await found(c);
    const { actor } = c.var;
    if (!rolesOn(row, actor).includes('applicant')) throw refused('role', row.state, language);
    const thread = await threadOf(database, row.id);
    await markRead(database, row.id, thread, {
      ...{ side: 'applicant', upTo: sequence },
      ...{ userId: actor.userId, at: now() },
    });
    return c.body(null, 204);
  });

  /** @throws {Problem} 404 when there is none, or not for this actor */
  async function found(c: Context<ActorEnvironment>): Promise<LoadedRequest> {
    const language = languageOf(c);
    const loaded = await loadRequest(database, c.req.param('id') ?? '');
    if (!loaded) throw absent(language);
    guard(loaded, c.var.actor, { language });
    return loaded;
  }

  return app;
}

const messages: Record<Language, Record<NonNullable<ReturnType<typeof textProblem>>, string>> = {
  fr: {
    required: 'Écrivez votre message.',
    too_long: `Raccourcissez votre message à ${longestReason} caractères au plus.`,
    wrong_character: 'Retirez le caractère invisible de votre message, puis renvoyez-le.',
  },
  en: {
    required: 'Write your message.',
    too_long: `Shorten your message to ${longestReason} characters at most.`,
    wrong_character: 'Remove the invisible character from your message, then send it again.',
  },
};
