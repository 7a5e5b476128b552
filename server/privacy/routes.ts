/** `/mes-donnees`, and the erasure of somebody by an administrator. HTTP only. */
import { type Context, Hono } from 'hono';
import { fullName } from '../accounts/name.ts';
import { requireSession, type SessionEnvironment } from '../accounts/session.ts';
import { endSession, listSessions } from '../accounts/sessions.ts';
import { type Person, personById } from '../administration/people.ts';
import { reasonProblem } from '../administration/reason.ts';
import { isAdministrator } from '../administration/rights.ts';
import { readBytes } from '../http/body.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { type FormProblem, typed } from '../pages/form.ts';
import { type Content, carryLanguage, formTargets, page, sendPage } from '../pages/layout.ts';
import { parisDay } from '../requests/dates.ts';
import { isUuid } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { administratorMain, erasurePath } from './administrator-view.ts';
import { heldRequests } from './held.ts';
import { outcomeOf } from './kept.ts';
import { personalData } from './mine.ts';
import { erasedMain, type Frame, myDataMain, myDataPath } from './page-view.ts';
import { forget, waitingFor } from './person.ts';
import { privacyWords } from './words.ts';

type Call = Context<SessionEnvironment>;

/** Bytes: a box and a reason. */
const formLimit = 16_384;

export function privacyRoutes(services: Services): Hono<SessionEnvironment> {
  const { database } = services;
  const app = new Hono<SessionEnvironment>();
  app.use(myDataPath, csrf(services), requireSession(services, { personAlone: true }));
  app.use(`${myDataPath}/*`, csrf(services), requireSession(services, { personAlone: true }));
  app.use(`${erasurePath}/*`, csrf(services), requireSession(services, { role: 'administrator' }));

  app.get(myDataPath, (c) => show(c, []));

  app.get(`${myDataPath}/export.json`, async (c) => {
    const { userId } = c.var.actor;
    const data = await personalData(services, userId, await heldRequests(database, userId));
    const name = `datapass-${parisDay(services.now())}.json`;
    return c.body(JSON.stringify(data, null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  app.post(`${myDataPath}/effacement`, async (c) => {
    const t = privacyWords[languageOf(c)];
    const sent = await form(c);
    if (sent.get('confirme') !== 'oui') return show(c, [{ field: 'confirme', text: t.unconfirmed }]);
    const { userId, roles } = c.var.actor;
    const gone = await forget(services, { userId });
    const { kept } = outcomeOf(await heldRequests(database, userId), roles);
    const texts = { all: t.allGone, allText: t.allGoneText, partly: t.partly, partlyText: t.partlyText };
    const main = erasedMain(gone, kept, texts, frame(c));
    return send(c, gone ? t.allGone : t.partly, main, { signedOut: true });
  });

  app.post(`${myDataPath}/sessions`, async (c) => {
    await endSession(services, c.var.actor.userId, typed((await form(c)).get('session')));
    return c.redirect(carryLanguage(`${myDataPath}#sessions`, c.req.url), 303);
  });

  app.get(`${erasurePath}/:userId`, async (c) => administrator(c, await other(c), []));

  app.post(`${erasurePath}/:userId`, async (c) => {
    const person = await other(c);
    const t = privacyWords[languageOf(c)].admin;
    const sent = await form(c);
    const reason = typed(sent.get('motif'));
    const problems: FormProblem[] = [];
    const wrong = reasonProblem(reason, languageOf(c), t.noReason);
    if (wrong) problems.push({ field: 'motif', text: wrong });
    if (sent.get('confirme') !== 'oui') {
      problems.push({ field: 'confirme', text: privacyWords[languageOf(c)].unconfirmed });
    }
    if (problems.length > 0) return administrator(c, person, problems, reason);
    const { id } = person;
    const gone = await forget(services, { userId: id, by: { userId: c.var.actor.userId, reason } });
    const { kept } = outcomeOf(await heldRequests(database, id), person.roles);
    const texts = { all: t.done, allText: t.doneText, partly: t.partly, partlyText: t.partlyText };
    return send(c, gone ? t.done : t.partly, erasedMain(gone, kept, texts, frame(c)));
  });

  async function show(c: Call, problems: FormProblem[]): Promise<Response> {
    const { userId, roles } = c.var.actor;
    const held = await heldRequests(database, userId);
    const data = await personalData(services, userId, held);
    if (!data) throw unknown(c);
    const sessions = await listSessions(services, userId);
    const main = myDataMain({
      ...{ ...frame(c), data, sessions, problems, here: c.var.session.id },
      outcome: outcomeOf(held, roles),
      asked: await waitingFor(services, userId),
    });
    return send(c, privacyWords[languageOf(c)].title, main, { status: problems.length > 0 ? 422 : 200 });
  }

  async function administrator(
    c: Call,
    { id, email, roles, ...person }: Person,
    problems: FormProblem[],
    reason = '',
  ): Promise<Response> {
    const name = fullName(person);
    const outcome = outcomeOf(await heldRequests(database, id), roles);
    const main = administratorMain({ ...frame(c), id, name, email, outcome, problems, reason });
    const title = privacyWords[languageOf(c)].admin.title(name);
    return send(c, title, main, { status: problems.length > 0 ? 422 : 200 });
  }

  /** @throws {Problem} 403 not on every provider's behalf, or oneself; 404 nobody */
  async function other(c: Call): Promise<Person> {
    const { actor } = c.var;
    const t = privacyWords[languageOf(c)].admin;
    const id = c.req.param('userId') ?? '';
    if (!isAdministrator(actor)) throw unknown(c);
    if (id === actor.userId) throw new Problem(403, 'own-data', t.own, t.own);
    const person = isUuid(id) ? await personById(database, id) : undefined;
    if (!person) throw unknown(c);
    return person;
  }

  const unknown = (c: Call) => {
    const t = privacyWords[languageOf(c)].admin;
    return new Problem(404, 'unknown-person', t.unknown, t.unknownText);
  };

  const form = async (c: Call) =>
    new URLSearchParams(new TextDecoder().decode(await readBytes(c, formLimit)));

  const frame = (c: Call): Frame => {
    const language = languageOf(c);
    const titleOf = (api: string) => services.catalogue.localised(api, language)?.title ?? api;
    return { language, address: c.req.url, titleOf };
  };

  function send(
    c: Call,
    title: string,
    main: Content,
    { status = 200, signedOut = false }: { status?: 200 | 422; signedOut?: boolean } = {},
  ): Promise<Response> {
    // The address of what was sent by a form shows nothing when it is asked for again.
    const address = c.req.method === 'GET' ? c.req.url : undefined;
    const content = page({
      title,
      language: languageOf(c),
      main,
      user: signedOut ? undefined : c.var.actor,
      address,
    });
    return sendPage(c, content, { status, formTargets: formTargets(services.config) });
  }

  return app;
}
