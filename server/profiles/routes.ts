/** The profile of an organisation, for its own people, by the applicant's API. HTTP only. */
import { type Context, Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import type { ProfileView } from '../http/api-people.ts';
import { readJson } from '../http/body.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { neededVersion } from '../requests/etag.ts';
import { invalid } from '../requests/problems.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { checkProfile } from './input.ts';
import { ownOrganisation, profilePath } from './own.ts';
import { profileView, readProfile } from './profile.ts';
import { writeProfile } from './store.ts';

type Call = Context<ActorEnvironment>;

/** Mounted at `/organisations`, behind the check that leaves the actor in the context. */
export function profileRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue, config } = services;

  app.get('/:siret/profile', async (c) => answer(c, await own(c)));

  app.put('/:siret/profile', async (c) => {
    const language = languageOf(c);
    const version = neededVersion(c);
    const { content, problems } = checkProfile((await readJson(c)).value, language);
    if (!content) throw invalid(problems, language);
    const organisation = await own(c);
    const writer = { userId: c.var.actor.userId, at: services.now() };
    const written = await writeProfile(database, organisation.id, version, content, writer);
    if (!written) throw new Problem(412, 'version-conflict', ...conflict[language]);
    return answer(c, organisation);
  });

  async function answer(c: Call, organisation: OrganisationRow): Promise<Response> {
    const language = languageOf(c);
    const definition = catalogue.localised(c.req.query('api') ?? '', language);
    const stage = definition?.stages.find(({ id }) => id === c.req.query('stage'));
    const target = definition && stage ? { definition, stage: stage.id } : undefined;
    const view: ProfileView = {
      ...profileView(await readProfile(database, organisation), services.now(), language, target),
      url: `${config.publicUrl}${profilePath(organisation.siret)}`,
    };
    return c.json(view, 200, { etag: `"${view.version}"`, 'cache-control': 'private, no-cache' });
  }

  const own = (c: Call): Promise<OrganisationRow> =>
    ownOrganisation(database, c.req.param('siret') ?? '', c.var.actor, languageOf(c));

  return app;
}

const conflict: Record<Language, [string, string]> = {
  fr: [
    'Le profil a changé ailleurs',
    'Un collègue l’a modifié entre-temps : rechargez-le, puis refaites vos changements.',
  ],
  en: [
    'The profile has changed elsewhere',
    'A colleague has changed it meanwhile: reload it, then make your changes again.',
  ],
};
