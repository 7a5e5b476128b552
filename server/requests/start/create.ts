/** Makes a request: a draft of somebody, for one of their organisations, once per idempotency key. */
import { inArray } from 'drizzle-orm';
import type * as v from 'valibot';
import type { Actor } from '../../accounts/actor.ts';
import { definitionAt } from '../../catalogue/versions.ts';
import { newId } from '../../database/columns.ts';
import type { Database } from '../../database/connection.ts';
import { type Idempotency, keyReused } from '../../http/idempotency.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { organisations } from '../../organisations/tables.ts';
import type { OrganisationRow } from '../../organisations/view.ts';
import { apart, leadFor } from '../../together/join.ts';
import { cannotJoin } from '../../together/problems.ts';
import { asAnswers, type Creation, checkedDraft, stepsWritten, withoutDocuments } from '../input.ts';
import { type Command, decide } from '../life/commands.ts';
import type { RequestRow } from '../life/events.ts';
import { absent, invalid, refused } from '../problems.ts';
import { type RequestServices, save } from '../store/execute.ts';
import { findReplay, loadRequest } from '../store/load.ts';
import { checkStart, continuationOf, precedentOf } from './follow.ts';
import { alreadyContinued } from './follow-problems.ts';

/**
 * @throws {Problem} 422 unknown API, stage, organisation or answers that may never be stored; the key reused
 */
export async function createRequest(
  services: RequestServices,
  input: v.InferOutput<typeof Creation>,
  actor: Actor,
  idempotency: Idempotency,
  language: Language,
): Promise<RequestRow> {
  const before = await replayed(services, actor, idempotency, language);
  if (before) return before;
  try {
    return await begun(services, input, actor, idempotency, language);
  } catch (error) {
    // The same key, a moment before: what it made may be just what stands in the way, and is the answer.
    const twin = error instanceof Problem && (await replayed(services, actor, idempotency, language));
    if (twin) return twin;
    throw error;
  }
}

async function begun(
  services: RequestServices,
  input: v.InferOutput<typeof Creation>,
  actor: Actor,
  idempotency: Idempotency,
  language: Language,
): Promise<RequestRow> {
  const filled = { api: input.api, definitionVersion: input.definition_version };
  const definition = await definitionAt(services, filled, language);
  const stage = definition?.stages.find(({ id }) => id === input.stage);
  if (!definition || !stage) {
    const field = definition ? 'stage' : 'api';
    throw invalid([{ field, code: 'unknown_option', message: unknownApi[language] }], language);
  }
  const asked = { definition, stage };
  if (input.with !== undefined && input.follows !== undefined) throw cannotJoin('continues', language);
  const leading = () =>
    input.with === undefined
      ? undefined
      : leadFor(services, input.with, definition.id, input.siret, actor, language);
  const lead = await leading();
  const precedent =
    input.follows === undefined
      ? undefined
      : await precedentOf(services, input.follows, asked, actor, input.siret, language);
  const organisation =
    precedent?.organisation ??
    lead?.organisation ??
    (await organisationFor(services.database, actor, input.siret, language));
  const sent = withoutDocuments(definition, input.stage, input.answers);
  const given = { ...precedent?.answers, ...asAnswers(sent) };
  const { eligibility, useCase, explanation } = precedent ?? { ...input, useCase: input.use_case };
  const filledIn = {
    definition,
    stage: stage.id,
    context: { answers: given, eligibility, use_case: useCase },
  };
  const { own: answers, context } = lead
    ? await apart(services, lead, filledIn, language)
    : { own: given, context: filledIn.context };
  checkedDraft(definition, input.stage, Object.keys(sent), context, language);
  if (!precedent) await checkStart(services, asked, eligibility, organisation.id, language);

  const command: Command = {
    name: 'create',
    id: newId(),
    fileId: precedent?.fileId ?? lead?.row.fileId ?? newId(),
    parentId: precedent?.parentId ?? null,
    withId: lead?.row.id ?? null,
    providerId: definition.provider.id,
    api: definition.id,
    stage: input.stage,
    definitionVersion: definition.version,
    organisationId: organisation.id,
    useCase,
    answers,
    eligibility,
    explanation,
    steps: stepsWritten(definition, input.stage, Object.keys(sent)),
  };
  const decision = decide(undefined, command, { id: actor.userId, role: 'applicant' }, services.now());
  if ('refusal' in decision) throw refused(decision.refusal, 'draft', language);
  const row = await save(services, undefined, decision.events, actor, {
    idempotency: { ...idempotency, status: 201 },
    documents: precedent?.documents ?? [],
    ...(lead && { lead: lead.row }),
  });
  if (row) return row;
  // The draft that leads has been sent, or has got this API, a moment before.
  if (await leading()) throw cannotJoin('not_draft', language, `D${lead?.row.number}`);
  // Or somebody has continued the same request, a moment before.
  const child = precedent && (await continuationOf(services.database, { id: precedent.parentId }));
  throw child ? alreadyContinued(child, language) : absent(language);
}

/** What this key has made already, if anything. */
export async function replayed(
  { database }: RequestServices,
  actor: Actor,
  { key, fingerprint }: Idempotency,
  language: Language,
): Promise<RequestRow | undefined> {
  const replay = await findReplay(database, { userId: actor.userId, key });
  if (!replay) return undefined;
  if (replay.fingerprint !== fingerprint) throw keyReused(language);
  const loaded = await loadRequest(database, replay.requestId);
  if (!loaded) throw absent(language);
  return loaded.row;
}

/**
 * The organisation that a request is made for: the one of this sign-in, or another that the identity provider vouches
 * for.
 * @throws {Problem} 422
 */
export async function organisationFor(
  database: Database,
  actor: Actor,
  siret: string | undefined,
  language: Language,
): Promise<OrganisationRow> {
  const ids = [...new Set([actor.organisationId, ...actor.organisationIds])].filter(Boolean);
  const rows = ids.length
    ? await database.select().from(organisations).where(inArray(organisations.id, ids))
    : [];
  const found = rows.find((row) =>
    siret === undefined ? row.id === actor.organisationId : row.siret === siret,
  );
  if (!found) throw invalid([{ field: 'siret', code: 'not_yours', message: notYours[language] }], language);
  return found;
}

const unknownApi: Record<Language, string> = {
  fr: 'Cette API, ou cette étape, n’est pas au catalogue : vérifiez son nom.',
  en: 'This API, or this stage, is not in the catalogue: check its name.',
};

const notYours: Record<Language, string> = {
  fr: 'Choisissez une organisation pour laquelle vous vous êtes connecté.',
  en: 'Choose an organisation that you have signed in for.',
};
