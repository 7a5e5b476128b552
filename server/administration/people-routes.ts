/** `/administration/personnes`. HTTP only. */
import { Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { readCookie } from '../accounts/cookies.ts';
import { fullName } from '../accounts/name.ts';
import { sessionCookie } from '../accounts/session.ts';
import { sessionIdOf } from '../accounts/sessions.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { type FormProblem, typed } from '../pages/form.ts';
import { carryLanguage } from '../pages/layout.ts';
import { isUuid } from '../requests/store/load.ts';
import type { Services } from '../services.ts';
import { actFor, actingRefusal } from './acting.ts';
import { type Call, send } from './call.ts';
import { ban, linksOf, Overtaken, personByEmail, personById, setTrust, unban } from './people.ts';
import { peoplePath, personMain, searchMain } from './people-page.ts';
import { reasonProblem } from './reason.ts';
import { administrationWords } from './words.ts';

/** Mounted at `/administration/personnes`, behind the session of an administrator. */
export function peopleRoutes(services: Services): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database } = services;

  app.get('/', async (c) => {
    const language = languageOf(c);
    const words = administrationWords[language];
    const email = c.req.query('email')?.slice(0, 200) ?? '';
    const person = email ? await personByEmail(database, email) : undefined;
    if (person) return c.redirect(carryLanguage(`${peoplePath}/${person.id}`, c.req.url), 303);
    const problems = email === '' ? [] : [{ field: 'email', text: words.people.nobody }];
    const main = searchMain({ language, address: c.req.url }, email, problems);
    return send(services, c, words.people.title, main, problems.length > 0 ? 422 : 200);
  });

  app.get('/:id', (c) => answer(c, '', []));

  app.post('/:id', async (c) => {
    const form = await c.req.parseBody();
    const t = administrationWords[languageOf(c)].people;
    const reason = typed(form.reason);
    const [act = '', organisationId = ''] = typed(form.act).split(':');
    const person = await found(c);
    const own = person.id === c.var.actor.userId;
    const wrong = own ? t.own : reasonProblem(reason, languageOf(c));
    if (wrong) return answer(c, reason, [{ field: 'reason', text: wrong }], 422);
    try {
      if (act === 'ban') await ban(services, person.id, reason, c.var.actor);
      else if (act === 'unban') await unban(services, person.id, reason, c.var.actor);
      else if (act === 'act_for') {
        const refusal = await actingRefusal(services, person);
        if (refusal) return answer(c, reason, [{ field: 'reason', text: t.acting.refusals[refusal] }], 422);
        const cookie = readCookie(c, services.config, sessionCookie) ?? '';
        await actFor(services, person, reason, c.var.actor, sessionIdOf(cookie));
        return c.redirect(carryLanguage('/mes-demandes', c.req.url), 303);
      } else if ((act === 'verify' || act === 'unverify') && isUuid(organisationId)) {
        const trust = act === 'verify' ? 'verified' : 'declared';
        await setTrust(services, { userId: person.id, organisationId, trust }, reason, c.var.actor);
      } else throw new Overtaken();
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      const { overtaken } = administrationWords[languageOf(c)];
      return answer(c, reason, [{ field: 'reason', text: overtaken }], 409);
    }
    return c.redirect(carryLanguage(`${peoplePath}/${person.id}?fait=1`, c.req.url), 303);
  });

  /** @throws {Problem} 404 */
  async function found(c: Call) {
    const t = administrationWords[languageOf(c)];
    const id = c.req.param('id') ?? '';
    const person = isUuid(id) ? await personById(database, id) : undefined;
    if (!person) throw new Problem(404, 'not-found', t.absent, t.absentText);
    return person;
  }

  async function answer(
    c: Call,
    reason: string,
    problems: FormProblem[],
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> {
    const person = await found(c);
    const words = administrationWords[languageOf(c)];
    const main = personMain({
      ...{ person, reason, problems, language: languageOf(c), address: c.req.url },
      links: await linksOf(database, person.id),
      own: person.id === c.var.actor.userId,
      done: c.req.query('fait') === '1',
    });
    const prefix = problems.length > 0 ? words.errorPrefix : '';
    return send(services, c, prefix + fullName(person), main, status);
  }

  return app;
}
