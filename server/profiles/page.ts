/** `/organisations/:siret/profil`: the profile of an organisation, read and written by hand. HTTP only. */
import { type Context, Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { requireSession } from '../accounts/session.ts';
import { readBytes } from '../http/body.ts';
import { csrf } from '../http/csrf.ts';
import { languageOf } from '../http/language.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { carryLanguage, formTargets, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { checkProfile } from './input.ts';
import { ownOrganisation, profilePath } from './own.ts';
import { contentOf, formOf, readForm } from './page-form.ts';
import { type ProfilePage, profileMain } from './page-view.ts';
import { pageWords } from './page-words.ts';
import { entriesSaid, profileView, readProfile } from './profile.ts';
import { writeProfile } from './store.ts';

type Call = Context<ActorEnvironment>;

/** Bytes: twenty short texts. */
const formLimit = 32_768;

/** Mounted at `/organisations`, before the door of the applicant's API. */
export function profilePageRoutes(services: Services): Hono<ActorEnvironment> {
  const { database, config } = services;
  const app = new Hono<ActorEnvironment>();
  app.use('/:siret/profil', csrf(services), requireSession(services));

  app.get('/:siret/profil', async (c) => {
    const happened = c.req.query('enregistre') === undefined ? undefined : 'saved';
    return show(c, await own(c), { happened });
  });

  app.post('/:siret/profil', async (c) => {
    const organisation = await own(c);
    const sent = new URLSearchParams(new TextDecoder().decode(await readBytes(c, formLimit)));
    const form = readForm(sent);
    const { content, problems } = checkProfile(contentOf(form), languageOf(c));
    if (!content) return show(c, organisation, { form, problems });
    const writer = { userId: c.var.actor.userId, at: services.now() };
    const version = Number(sent.get('version'));
    if (!(await writeProfile(database, organisation.id, version, content, writer))) {
      return show(c, organisation, { form, happened: 'conflict' });
    }
    return c.redirect(carryLanguage(`${profilePath(organisation.siret)}?enregistre`, c.req.url), 303);
  });

  async function show(
    c: Call,
    organisation: OrganisationRow,
    more: Partial<Pick<ProfilePage, 'form' | 'problems' | 'happened'>>,
  ): Promise<Response> {
    const language = languageOf(c);
    const known = await readProfile(database, organisation);
    const view = profileView(known, services.now(), language);
    const { problems = [], happened, form = formOf(view) } = more;
    const main = profileMain({
      view,
      // Where somebody has written over it too: that is what « follow our requests » would say again.
      said: entriesSaid(known.said, language),
      form,
      problems,
      happened,
      language,
      back: carryLanguage('/mes-demandes', c.req.url),
    });
    const { title } = pageWords[language];
    const status = problems.length > 0 ? 422 : happened === 'conflict' ? 409 : 200;
    const content = page({ title, language, main, user: c.var.actor, address: c.req.url });
    return sendPage(c, content, { status, formTargets: formTargets(config) });
  }

  const own = (c: Call) => ownOrganisation(database, c.req.param('siret') ?? '', c.var.actor, languageOf(c));

  return app;
}
