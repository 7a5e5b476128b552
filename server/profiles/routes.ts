/** The profile of an organisation, for its own people. HTTP only. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { type JsonBody, readJson } from '../http/body.ts';
import { type Language, languageOf } from '../http/language.ts';
import { type FieldProblem, Problem } from '../http/problem.ts';
import { findOrganisation } from '../organisations/store.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { versionIn } from '../requests/etag.ts';
import type { RequestServices } from '../requests/execute.ts';
import { invalid, versionMissing } from '../requests/problems.ts';
import { type ProfileContent, ProfileInput } from './content.ts';
import { profileView } from './profile.ts';
import { writeProfile } from './store.ts';

type Call = Context<ActorEnvironment>;

/** Mounted at `/organisations`, behind the check that leaves the actor in the context. */
export function profileRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, catalogue } = services;

  app.get('/:siret/profile', async (c) => answer(c, await own(c)));

  app.put('/:siret/profile', async (c) => {
    const language = languageOf(c);
    const version = versionIn(c.req.header('if-match'));
    if (version === undefined) throw versionMissing(language);
    const content = read(await readJson(c), language);
    const organisation = await own(c);
    const writer = { userId: c.var.actor.userId, at: services.now() };
    const written = await writeProfile(database, organisation.id, version, content, writer);
    if (!written) throw new Problem(412, 'version-conflict', ...words[language].conflict);
    return answer(c, organisation);
  });

  async function answer(c: Call, organisation: OrganisationRow): Promise<Response> {
    const language = languageOf(c);
    const definition = catalogue.localised(c.req.query('api') ?? '', language);
    const stage = definition?.stages.find(({ id }) => id === c.req.query('stage'));
    const target = definition && stage ? { definition, stage: stage.id } : undefined;
    const view = await profileView(database, organisation, services.now(), language, target);
    return c.json(view, 200, { etag: `"${view.version}"`, 'cache-control': 'private, no-cache' });
  }

  /**
   * One of those that an identity provider vouches for.
   * @throws {Problem} 404, alike for what does not exist and what is not theirs
   */
  async function own(c: Call): Promise<OrganisationRow> {
    const siret = c.req.param('siret') ?? '';
    const organisation = /^\d{14}$/.test(siret) ? await findOrganisation(database, siret) : undefined;
    if (!organisation || !c.var.actor.organisationIds.includes(organisation.id)) {
      throw new Problem(404, 'not-found', ...words[languageOf(c)].absent);
    }
    return organisation;
  }

  return app;
}

/** @throws {Problem} 422 with what to do, by field: `officer.email` */
function read({ value }: JsonBody, language: Language): ProfileContent {
  const t = words[language];
  const result = v.safeParse(ProfileInput, value);
  if (!result.success) {
    const wrong = new Map<string, FieldProblem>();
    for (const issue of result.issues) {
      const path = (issue.path ?? []).map(({ key }) => String(key));
      // The keys of the schema only.
      const field = path.slice(0, 2).join('.');
      const last = path.at(-1) ?? '';
      const message = last === 'email' ? t.email : last === 'begin' || last === 'end' ? t.date : t.shape;
      wrong.set(field, { field, code: 'wrong', message });
    }
    throw invalid([...wrong.values()], language);
  }
  const { controller, officer, homologation } = result.output;
  const problems: FieldProblem[] = [];
  const address = (email: string | undefined) => email?.toLowerCase();
  if (officer && address(officer.email) === address(controller?.email)) {
    problems.push({ field: 'officer.email', code: 'same_person', message: t.same });
  }
  if (homologation?.begin && homologation.end && homologation.end <= homologation.begin) {
    problems.push({ field: 'homologation.end', code: 'order', message: t.order });
  }
  if (problems.length > 0) throw invalid(problems, language);
  return result.output;
}

interface Words {
  absent: [string, string];
  conflict: [string, string];
  shape: string;
  email: string;
  date: string;
  same: string;
  order: string;
}

const words: Record<Language, Words> = {
  fr: {
    absent: [
      'Profil introuvable',
      'Vérifiez le SIRET, ou connectez-vous pour cette organisation : seules les personnes dont le lien est vérifié voient son profil.',
    ],
    conflict: [
      'Le profil a changé ailleurs',
      'Un collègue l’a modifié entre-temps : rechargez-le, puis refaites vos changements.',
    ],
    shape: 'Ce champ manque, est trop long ou n’a pas la forme attendue.',
    email: 'Écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
    date: 'Choisissez une date qui existe.',
    same: 'Indiquez une autre personne que le responsable de traitement : nul ne contrôle ses propres décisions.',
    order: 'La fin vient après le début : corrigez l’une des deux dates.',
  },
  en: {
    absent: [
      'Profile not found',
      'Check the SIRET, or sign in for this organisation: only people whose link is verified see its profile.',
    ],
    conflict: [
      'The profile has changed elsewhere',
      'A colleague has changed it meanwhile: reload it, then make your changes again.',
    ],
    shape: 'This field is missing, too long or not of the expected form.',
    email: 'Write a whole e-mail address, such as prenom.nom@commune.example.',
    date: 'Choose a date that exists.',
    same: 'Name somebody else than the controller: nobody watches over their own decisions.',
    order: 'The end comes after the beginning: correct one of the dates.',
  },
};
