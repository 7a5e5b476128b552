/** The notice to people: for the element on a catalogue's page, and on a page of ours that mails lead to. */
import { desc, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { Database } from '../database/connection.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { formTargets, page, sendPage } from '../pages/layout.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { absent, invalid } from '../requests/problems.ts';
import { guard } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { type Notice, noticeHtml, noticeOf, noticeText } from './notice.ts';
import { noticeMain } from './notice-page.ts';
import { noticeWords } from './notice-words.ts';
import { habilitations } from './tables.ts';

type NoticeServices = Pick<Services, 'database' | 'catalogue'>;

/** `GET /requests/:id/notice?format=`. Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function noticeRoutes(services: NoticeServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  app.get('/:id/notice', async (c) => {
    const language = languageOf(c);
    const loaded = await loadRequest(services.database, c.req.param('id'));
    // Who is invited sees one step, and nothing else.
    if (!loaded || c.var.actor.via === 'invitation') throw absent(language);
    guard(loaded, c.var.actor, { language });
    const format = c.req.query('format') ?? 'html';
    if (format !== 'html' && format !== 'text') {
      const message = noticeWords[language].format;
      throw invalid([{ field: 'format', code: 'unknown_option', message }], language);
    }
    const notice = await noticeFor(services, loaded, language);
    const { title, detail } = noticeWords[language].unvalidated;
    if (!notice) throw new Problem(409, 'not-validated', title, detail);
    const headers = { 'cache-control': 'private, no-cache', 'content-language': language };
    return format === 'html'
      ? c.html(noticeHtml(notice, language), 200, headers)
      : c.text(noticeText(notice), 200, headers);
  });
  return app;
}

/** « Informer les usagers », mounted at `/information`: a session, and to be the applicant or a colleague. */
export function informationRoutes(services: Services): Hono<ActorEnvironment> {
  const { database, config } = services;
  const app = new Hono<ActorEnvironment>();
  app.get('/:number{[Hh][0-9]{1,15}}', requireSession(services), async (c) => {
    const language = languageOf(c);
    const t = noticeWords[language].page;
    const { actor } = c.var;
    const loaded = await findByHabilitation(database, Number(c.req.param('number').slice(1)));
    const notice = loaded && isOurs(loaded, actor) ? await noticeFor(services, loaded, language) : undefined;
    if (!notice) throw absent(language);
    const main = await noticeMain(notice, language);
    return sendPage(
      c,
      page({ title: t.title, language, main, user: actor, address: c.req.url, wide: true }),
      {
        formTargets: formTargets(config),
      },
    );
  });
  return app;
}

/** The technical contact is of another organisation, and instructors publish nothing. */
const isOurs = ({ row }: LoadedRequest, actor: Actor): boolean =>
  rolesOn(row, { ...actor, roles: [] }).some((role) => role === 'applicant' || role === 'colleague');

async function findByHabilitation(database: Database, number: number): Promise<LoadedRequest | undefined> {
  const [row] = await database
    .select({ requestId: habilitations.requestId })
    .from(habilitations)
    .where(eq(habilitations.number, number));
  return row && loadRequest(database, row.requestId);
}

/** By the last habilitation of a request: what was validated, not what has been typed since. */
async function noticeFor(
  { database, catalogue }: NoticeServices,
  { row, organisation }: LoadedRequest,
  language: Language,
): Promise<Notice | undefined> {
  const [habilitation] = await database
    .select()
    .from(habilitations)
    .where(eq(habilitations.requestId, row.id))
    .orderBy(desc(habilitations.number))
    .limit(1);
  const definition = habilitation && (await definitionAt({ database, catalogue }, habilitation, language));
  if (!definition) return undefined;
  const { answers, stage } = habilitation;
  const context = { answers, eligibility: row.eligibility, use_case: row.useCase };
  return noticeOf({ definition, stage, habilitation, organisation: organisation.name, context }, language);
}
