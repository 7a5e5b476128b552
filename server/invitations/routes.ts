/** Invitations, and the conversation about a draft, by the applicant's API. HTTP only. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { InvitationList, InvitationView } from '../http/api-people.ts';
import { readJson } from '../http/body.ts';
import { type Language, languageOf } from '../http/language.ts';
import { parsed } from '../requests/input.ts';
import { longestReason } from '../requests/life/commands.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { absent, invalid } from '../requests/problems.ts';
import { guard, type RequestServices } from '../requests/store/execute.ts';
import { executeLatest } from '../requests/store/latest.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { answerWith } from '../requests/view/answer.ts';
import { readWhole } from '../together/draft.ts';
import { InvitationBody, invite, mayInvite, peopleNamed } from './invite.ts';
import { openKinds } from './rules.ts';
import { listInvitations, revokeInvitation } from './store.ts';
import { invitationView } from './view.ts';

type Call = Context<ActorEnvironment>;

const CommentBody = v.object({ text: v.pipe(v.string(), v.maxLength(longestReason)) });

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function invitationRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database } = services;

  app.get('/:id/invitations', async (c) => {
    const loaded = await found(c);
    const definition = await definitionAt(services, loaded.row, languageOf(c));
    const isApplicant = rolesOn(loaded.row, c.var.actor).includes('applicant');
    const list: InvitationList = {
      invitations: await views(c, loaded),
      kinds: isApplicant && definition ? openKinds(loaded.row) : [],
      people: isApplicant
        ? peopleNamed(definition, loaded.row.stage, (await readWhole(services, loaded)).row.answers)
        : [],
    };
    return c.json(list, 200, { 'cache-control': 'private, no-cache' });
  });

  app.post('/:id/invitations', async (c) => {
    const language = languageOf(c);
    const input = parsed(InvitationBody, (await readJson(c)).value, language);
    const loaded = await found(c);
    const { row, created } = await invite(services, loaded, input, c.var.actor, language);
    const view = (await views(c, loaded)).find(({ id }) => id === row.id);
    return c.json(view, created ? 201 : 200);
  });

  app.delete('/:id/invitations/:invitationId', async (c) => {
    const { row } = await found(c);
    mayInvite(row, c.var.actor, languageOf(c));
    await revokeInvitation(database, row.id, c.req.param('invitationId'), services.now());
    return c.body(null, 204);
  });

  app.post('/:id/comments', async (c) => {
    const language = languageOf(c);
    const { text } = parsed(CommentBody, (await readJson(c)).value, language);
    if (!text.trim()) {
      throw invalid([{ field: 'text', code: 'required', message: emptyComment[language] }], language);
    }
    const { actor } = c.var;
    const intend = () => ({ name: 'comment' as const, text });
    const target = await executeLatest(services, c.req.param('id'), intend, actor, language);
    return answerWith(c, services, target, actor, 201);
  });

  async function views(c: Call, { row }: LoadedRequest): Promise<InvitationView[]> {
    const language = languageOf(c);
    const context = {
      definition: await definitionAt(services, row, language),
      stage: row.stage,
      now: services.now(),
      isApplicant: rolesOn(row, c.var.actor).includes('applicant'),
      language,
    };
    return (await listInvitations(database, row.id)).map((listed) => invitationView(listed, context));
  }

  /** The applicant and their colleagues: who else reads a request has nothing to do with who fills it. */
  async function found(c: Call): Promise<LoadedRequest> {
    const language = languageOf(c);
    const loaded = await loadRequest(database, c.req.param('id') ?? '');
    if (!loaded) throw absent(language);
    guard(loaded, c.var.actor, { language });
    const roles = rolesOn(loaded.row, c.var.actor);
    if (!roles.includes('applicant') && !roles.includes('colleague')) throw absent(language);
    return loaded;
  }

  return app;
}

const emptyComment: Record<Language, string> = {
  fr: 'Écrivez votre commentaire.',
  en: 'Write your comment.',
};
