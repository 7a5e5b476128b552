/** People, organisations and requests for the instruction pages, made by the real commands on a real database. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import pino from 'pino';
import { afterAll } from 'vitest';
import type { Answers, DocumentReference } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { cookieName } from '../../../server/accounts/cookies.ts';
import { createSession } from '../../../server/accounts/sessions.ts';
import { users } from '../../../server/accounts/tables.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { readConfig } from '../../../server/config.ts';
import { newId } from '../../../server/database/columns.ts';
import type { Database } from '../../../server/database/connection.ts';
import { openStorage, storageKey } from '../../../server/documents/storage.ts';
import { documents } from '../../../server/documents/tables.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { instructionRoutes } from '../../../server/instruction/routes.ts';
import { createBell } from '../../../server/jobs/bell.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { organisationLinks, organisations } from '../../../server/organisations/tables.ts';
import { notFound, pagesForErrors } from '../../../server/pages/problem-page.ts';
import { pageRoutes } from '../../../server/pages/routes.ts';
import { decide } from '../../../server/requests/life/commands.ts';
import type { RequestRow } from '../../../server/requests/life/events.ts';
import { execute, save } from '../../../server/requests/store/execute.ts';
import type { Services } from '../../../server/services.ts';

export const publicUrl = 'http://localhost:4240';

export async function testServices(database: Database): Promise<Services> {
  const config = readConfig({
    NODE_ENV: 'test',
    PUBLIC_URL: publicUrl,
    SECRET_KEY: 'a key of 32 characters for tests',
    LOG_LEVEL: 'silent',
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'datapass-instruction-'));
  afterAll(() => rm(dataDir, { recursive: true, force: true }));
  return {
    config,
    storage: await openStorage({ dataDir }),
    database,
    catalogue: await loadCatalogue(join(import.meta.dirname, '../../../catalogue')),
    log: pino({ level: 'silent' }),
    mailer: createMailer('smtp://127.0.0.1:1', config.mailFrom),
    bell: createBell(),
    now: () => new Date(),
  } as Services;
}

/** Our pages as `app.ts` mounts them. */
export function pagesApp(services: Services): Hono {
  const app = new Hono();
  app.route('/', pageRoutes(services));
  app.route('/instruction', instructionRoutes(services));
  app.notFound(notFound);
  app.onError(pagesForErrors(errorHandler(services)));
  return app;
}

export interface Seeded {
  actor: Actor;
  /** Value of the `Cookie` header. */
  cookie: string;
}

export interface PersonSeed {
  givenName: string;
  familyName: string;
  roles?: string[];
  organisationId: string;
}

export async function person(services: Services, seed: PersonSeed): Promise<Seeded> {
  const { database, config } = services;
  const { givenName, familyName, roles = [], organisationId } = seed;
  const email = `${givenName}.${familyName}@exemple.example`.toLowerCase();
  const [row] = await database
    .insert(users)
    .values({ subject: newId(), email, givenName, familyName, roles })
    .returning();
  if (!row) throw new Error('no user');
  await database.insert(organisationLinks).values({ userId: row.id, organisationId, trust: 'verified' });
  const token = await createSession(services, {
    userId: row.id,
    organisationId,
    acr: 'eidas1-mfa',
    idToken: '',
    userAgent: 'test',
  });
  return {
    cookie: `${cookieName(config, 'datapass_session')}=${token}`,
    actor: {
      userId: row.id,
      email,
      givenName,
      familyName,
      phone: '',
      jobTitle: '',
      organisationId,
      organisationIds: [organisationId],
      roles,
      via: 'session',
    },
  };
}

export async function organisation(
  { database }: Services,
  values: Partial<typeof organisations.$inferInsert> & { siret: string; name: string },
): Promise<string> {
  const [row] = await database
    .insert(organisations)
    .values({
      legalCategory: '7210',
      department: '99',
      address: '1 place de la Mairie 99100 Exempleville',
      ...values,
    })
    .returning({ id: organisations.id });
  return row?.id ?? '';
}

/** A commune, with Camille who asks for it, and a provider with its staff. */
export async function offices(services: Services) {
  const town = await organisation(services, { siret: '21990001600011', name: 'Commune d’Exempleville' });
  const dgfip = await organisation(services, { siret: '13990001300018', name: 'DGFiP (exemple)' });
  return {
    town,
    camille: await person(services, { givenName: 'Camille', familyName: 'Exemple', organisationId: town }),
    staff: (givenName: string, ...roles: string[]) =>
      person(services, { givenName, familyName: 'Agent', roles, organisationId: dgfip }),
  };
}

/** What a town asks for its school canteen. */
export const canteen: Answers = {
  intitule: 'Tarification de la cantine scolaire',
  description: 'Calculer le quotient familial des familles sans leur demander leur avis d’imposition.',
  donnees_et_regle_de_gestion: 'Quotient = revenu fiscal de référence ÷ nombre de parts.',
  technical_team_type: 'internal_team',
  avancement: 'pret',
  cadre_juridique_nature: 'CRPA, article L. 114-8 ; délibération du 3 mars.',
  cadre_juridique_url: 'https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000045213315',
  scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_nbpart', 'dgfip_aft'],
  modalities: ['with_spi'],
  destinataire_donnees_caractere_personnel: 'Agents instructeurs des inscriptions à la cantine.',
  duree_conservation_donnees_caractere_personnel: 60,
  duree_conservation_donnees_caractere_personnel_justification: 'Durée de la scolarité.',
  responsable_traitement: someone('Rachel', 'Responsable'),
  delegue_protection_donnees: someone('Denis', 'Délégué'),
  contact_technique: someone('Tristan', 'Technique'),
};

function someone(given_name: string, family_name: string) {
  const email = `${given_name}.${family_name}@commune.example`
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return { given_name, family_name, email, phone: '01 99 00 00 00', job_title: 'Agent' };
}

export interface RequestSeed {
  applicant: Actor;
  answers?: Answers;
  eligibility?: Record<string, string>;
  explanation?: string;
  useCase?: string;
  at?: Date;
  /** API Impôt particulier, in the sandbox, when absent. */
  api?: string;
  stage?: RequestRow['stage'];
  /** Stays a draft. */
  draft?: boolean;
}

/** A request, submitted unless it is to stay a draft. */
export async function request(services: Services, seed: RequestSeed): Promise<RequestRow> {
  const {
    applicant,
    answers = canteen,
    eligibility = { profil: 'administration', identification: 'numero_fiscal' },
    explanation = '',
    useCase = 'cantine_scolaire',
    at = services.now(),
    api = 'impot-particulier',
    stage = 'sandbox',
  } = seed;
  const then = { ...services, now: () => at };
  const decision = decide(
    undefined,
    {
      name: 'create',
      id: newId(),
      fileId: newId(),
      parentId: null,
      providerId: services.catalogue.get(api)?.provider.id ?? '',
      api,
      stage,
      definitionVersion: 1,
      organisationId: applicant.organisationId,
      useCase,
      answers,
      eligibility,
      explanation,
      steps: [],
    },
    { id: applicant.userId, role: 'applicant' },
    at,
  );
  if ('refusal' in decision) throw new Error(decision.refusal);
  const row = await save(then, undefined, decision.events, applicant, {});
  if (!row) throw new Error('not created');
  return seed.draft ? row : submit(then, row, applicant);
}

/** Submits what the request holds, with changes typed before. */
export async function submit(
  services: Services,
  row: RequestRow,
  applicant: Actor,
  changes?: Answers,
  attached: Record<string, DocumentReference[]> = {},
): Promise<RequestRow> {
  if (changes) await execute(services, row.id, { name: 'save', answers: changes }, applicant);
  const answers = { ...row.answers, ...changes };
  return execute(
    services,
    row.id,
    { name: 'submit', answers, documents: attached, termsVersion: '2.6', commitments: [] },
    applicant,
  );
}

/** A PDF that a request holds, as the upload leaves it. */
export async function document(
  { database, storage }: Services,
  row: RequestRow,
  name: string,
  scan: 'pending' | 'clean' | 'infected' = 'clean',
  field = 'cadre_juridique_document',
): Promise<DocumentReference> {
  const content = `%PDF-1.4 ${newId()}`;
  const sha256 = createHash('sha256').update(content).digest('hex');
  await storage.put(storageKey(sha256), content);
  const [stored] = await database
    .insert(documents)
    .values({
      requestId: row.id,
      field,
      name,
      mediaType: 'application/pdf',
      size: content.length,
      sha256,
      scan,
      uploadedBy: row.applicantId,
    })
    .returning();
  return { id: stored?.id ?? '', name, size: content.length };
}
