/** What the tests of requests share: services on a real database, people, a complete form, the API without its door. */
import { Hono, type MiddlewareHandler } from 'hono';
import pino from 'pino';
import type { Answers, Person } from '../../../catalogue/answers.ts';
import type { Actor, ActorEnvironment } from '../../../server/accounts/actor.ts';
import { users } from '../../../server/accounts/tables.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { readConfig } from '../../../server/config.ts';
import { newId } from '../../../server/database/columns.ts';
import type { Database } from '../../../server/database/connection.ts';
import type { DocumentServices } from '../../../server/documents/receive.ts';
import { documentRoutes } from '../../../server/documents/routes.ts';
import { openStorage } from '../../../server/documents/storage.ts';
import { heldRoutes } from '../../../server/habilitations/mine.ts';
import { handoverRoutes } from '../../../server/handovers/routes.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { invitationRoutes } from '../../../server/invitations/routes.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import { messageRoutes } from '../../../server/messages/routes.ts';
import { organisationLinks, organisations } from '../../../server/organisations/tables.ts';
import { copyRoutes } from '../../../server/profiles/copy.ts';
import { profileRoutes } from '../../../server/profiles/routes.ts';
import { lifeRoutes } from '../../../server/requests/life-routes.ts';
import { requestRoutes } from '../../../server/requests/routes.ts';
import type { RequestServices } from '../../../server/requests/store/execute.ts';
import type { Services } from '../../../server/services.ts';

export type World = RequestServices & DocumentServices;

/** @param folder where documents are kept */
export async function servicesOn(
  database: Database,
  folder: string,
  changes: Partial<World['config']> = {},
): Promise<World> {
  const config = {
    ...readConfig({ SECRET_KEY: 'a key of the tests, more than long enough' }),
    dataDir: folder,
    ...changes,
  };
  return {
    config,
    database,
    catalogue: await loadCatalogue('catalogue'),
    storage: await openStorage(config),
    bell: createBell(),
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
    now: () => new Date(),
  };
}

let sirets = 0;

export async function createOrganisation(
  database: Database,
  facts: Partial<typeof organisations.$inferInsert> = {},
): Promise<{ id: string; siret: string }> {
  const siret = String(21000000000000 + ++sirets * 7919);
  const [row] = await database
    .insert(organisations)
    .values({ siret, name: 'Commune d’Exempleville', legalCategory: '7210', activity: '84.11Z', ...facts })
    .returning();
  return { id: String(row?.id), siret: String(row?.siret) };
}

/** Somebody signed in, for the first of these organisations. */
export async function createActor(
  database: Database,
  organisationIds: string[],
  changes: Partial<Actor> = {},
): Promise<Actor> {
  const email = changes.email ?? `prenom.nom.${newId()}@commune.example`;
  const person = { email, givenName: 'Camille', familyName: 'Martin', ...changes };
  const [row] = await database
    .insert(users)
    .values({
      subject: newId(),
      email,
      givenName: person.givenName,
      familyName: person.familyName,
      roles: changes.roles ?? [],
    })
    .returning();
  const userId = String(row?.id);
  for (const organisationId of organisationIds) {
    await database.insert(organisationLinks).values({ userId, organisationId, trust: 'verified' });
  }
  return {
    phone: '',
    jobTitle: '',
    organisationId: organisationIds[0] ?? '',
    organisationIds,
    roles: [],
    via: 'widget',
    ...person,
    userId,
  };
}

/** A commune, and two of its people. */
export async function createTown(database: Database) {
  const commune = await createOrganisation(database);
  return {
    commune,
    camille: await createActor(database, [commune.id]),
    dominique: await createActor(database, [commune.id], { givenName: 'Dominique', familyName: 'Petit' }),
  };
}

export async function createInstructor(database: Database, familyName = 'Durand'): Promise<Actor> {
  return createActor(database, [], {
    givenName: 'Dominique',
    familyName,
    roles: ['dgfip:*:instructor'],
    via: 'session',
  });
}

export interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** The applicant's API, called as somebody: the door is checked elsewhere, here the actor is given. */
export function createApi(services: World) {
  const actors = new Map<string, Actor>();
  const authenticate: MiddlewareHandler<ActorEnvironment> = async (c, next) => {
    const actor = actors.get(c.req.header('x-actor') ?? '');
    if (!actor) return c.body(null, 401);
    c.set('actor', actor);
    return next();
  };
  const app = new Hono();
  app.use('/requests/*', authenticate);
  app.use('/habilitations/*', authenticate);
  app.route('/habilitations', heldRoutes(services));
  app.route('/requests', requestRoutes(services));
  app.route('/requests', lifeRoutes(services));
  app.route('/requests', messageRoutes(services));
  app.route('/requests', documentRoutes(services));
  app.route('/requests', handoverRoutes(services));
  app.route('/requests', invitationRoutes(services));
  app.route('/requests', copyRoutes(services));
  app.use('/organisations/*', authenticate);
  app.route('/organisations', profileRoutes(services));
  app.onError(errorHandler(services as unknown as Services));

  /** JSON unless the body is bytes or text already. */
  async function call<T = RequestView>(actor: Actor, path: string, options: Call = {}): Promise<Answer<T>> {
    actors.set(actor.userId, actor);
    const raw = typeof options.body === 'string' || options.body instanceof Uint8Array;
    const body = raw || options.body === undefined ? options.body : JSON.stringify(options.body);
    const response = await app.request(path, {
      method: options.method ?? 'GET',
      headers: {
        'x-actor': actor.userId,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(body !== undefined && { body: body as BodyInit }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (json ? JSON.parse(text) : text) as T,
    };
  }

  const created = async (actor: Actor, changes: object = {}) =>
    (
      await call(actor, '/requests', {
        method: 'POST',
        body: { ...complete(), ...changes },
        headers: { 'idempotency-key': newId() },
      })
    ).body;

  const submitted = async (actor: Actor, view: RequestView, key = newId(), body: object = promises) =>
    call(actor, `/requests/${view.id}/submit`, {
      method: 'POST',
      body,
      headers: { 'if-match': `"${view.version}"`, 'idempotency-key': key },
    });

  /** Saves on the version that is shown. */
  const patched = (actor: Actor, { id, version }: Pick<RequestView, 'id' | 'version'>, body: object) =>
    call(actor, `/requests/${id}`, { method: 'PATCH', body, headers: { 'if-match': `"${version}"` } });

  /** A PDF that `text` tells apart from others. @returns its id */
  async function attached(
    actor: Actor,
    { id }: { id: string },
    field: string,
    text = field,
  ): Promise<string> {
    const { status, body } = await call<{ id: string }>(
      actor,
      `/requests/${id}/documents/${field}?name=${encodeURIComponent(text)}.pdf`,
      {
        method: 'PUT',
        body: Buffer.from(`%PDF-1.4\n%${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`, 'latin1'),
        headers: { 'content-type': 'application/pdf' },
      },
    );
    if (status !== 201) throw new Error(`« ${field} » is not attached: ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  return { app, actors, call, created, patched, submitted, attached };
}

export const person = (given_name: string, email: string): Person => ({
  given_name,
  family_name: 'Bernard',
  email,
  phone: '01 23 45 67 89',
  job_title: 'Agent',
});

export const promises = {
  commitments: [
    'delegue_informe',
    'donnees_strictement_necessaires',
    'simplification',
    'information_des_personnes',
    'dpd_homologation_checkbox',
    'exactitude',
  ],
  terms_version: '2.6',
};

/** Everything that « API Impôt particulier » asks of an administration. */
export function complete() {
  const answers: Answers = {
    intitule: 'Tarification de la cantine scolaire',
    description:
      'Calculer le tarif de la cantine selon les revenus, sans demander de justificatif aux familles.',
    donnees_et_regle_de_gestion:
      'Le revenu fiscal de référence divisé par le nombre de parts donne la tranche.',
    technical_team_type: 'internal_team',
    avancement: 'developpement',
    cadre_juridique_textes: ['crpa_l114_8'],
    cadre_juridique_nature: 'Code des relations entre le public et l’administration, article L. 114-8',
    cadre_juridique_url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045213315',
    scopes: ['dgfip_annee_n_moins_1', 'dgfip_nbpart', 'dgfip_rfr'],
    modalities: ['with_spi'],
    destinataire_donnees_caractere_personnel: 'Les agents du service Enfance',
    duree_conservation_donnees_caractere_personnel: 12,
    responsable_traitement: person('Alix', 'alix.bernard@commune.example'),
    delegue_protection_donnees: person('Sacha', 'sacha.bernard@commune.example'),
    contact_technique: person('Lou', 'Lou.Bernard@editeur.example'),
  };
  return {
    api: 'impot-particulier',
    stage: 'sandbox',
    use_case: 'demande_libre',
    eligibility: { profil: 'administration', identification: 'numero_fiscal' },
    answers,
  };
}
