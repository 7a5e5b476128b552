/** What an instructor does with a draft before it is somebody's request: each act in a chain, with its row. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Answers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { modelOf } from '../../catalogue/models.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record, type Transaction } from '../acts/acts.ts';
import type { Doing } from '../acts/facts.ts';
import { newId } from '../database/columns.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { mostPerDay } from '../invitations/rules.ts';
import { keyHashOf, linkKey } from '../invitations/secrets.ts';
import { mails } from '../notifications/tables.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { endOf } from '../privacy/rules.ts';
import { outbox } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { type PreparationInput, useCasesFor } from './input.ts';
import { mayDo, type PreparedDraft, stateOf, titleField } from './rules.ts';
import { sentSince } from './store.ts';
import { preparedDrafts } from './tables.ts';
import { preparationTopics } from './topics.ts';
import { preparationProblems } from './words.ts';

type PreparationServices = ActServices & Pick<Services, 'config'>;

/** The key of the link of one invitation. */
export const keyOf = (
  config: Services['config'],
  { id, round }: Pick<PreparedDraft, 'id' | 'round'>,
): string => linkKey(config, `${id}/${round}`);

/** @param input checked already @returns its id */
export async function prepareDraft(
  services: PreparationServices,
  { definition, stage }: { definition: ApiDefinition; stage: PreparedDraft['stage'] },
  input: PreparationInput,
  organisation: OrganisationRow,
  actor: Actor,
  language: Language,
): Promise<string> {
  const id = newId();
  const at = services.now();
  const useCase = useCasesFor(definition, stage).find((one) => one.id === input.useCase);
  const known = new Set(fieldsOf(definition, stage).map((field) => field.id));
  const model = Object.entries({ ...(useCase && modelOf(useCase)), [titleField]: input.title });
  const row: typeof preparedDrafts.$inferInsert & Facts & Pick<PreparedDraft, 'answers'> = {
    ...{ id, providerId: definition.provider.id, api: definition.id, stage, useCase: useCase?.id ?? '' },
    ...written(input, organisation),
    answers: Object.fromEntries(model.filter(([field]) => known.has(field))),
    ...{ language, preparedBy: actor.userId, createdAt: at, updatedAt: at },
  };
  await record(
    services,
    id,
    actor.userId,
    () => prepared(row, row.answers),
    (transaction) => transaction.insert(preparedDrafts).values(row),
  );
  return id;
}

const written = ({ email, text, note }: PreparationInput, { id }: OrganisationRow) => ({
  organisationId: id,
  email: email.toLowerCase(),
  text,
  note,
});

type Facts = Pick<PreparedDraft, 'id' | 'api' | 'stage' | 'useCase' | 'organisationId'>;

const prepared = ({ id, api, stage, useCase, organisationId }: Facts, answers: Answers): Doing => ({
  name: 'prepare_draft',
  subject: id,
  facts: { api, stage, useCase, organisation: organisationId, fields: Object.keys(answers) },
  role: 'instructor',
});

/** @throws {Problem} 409 it was changed or taken up meanwhile */
export async function changeDraft(
  services: PreparationServices,
  draft: PreparedDraft,
  changes: { input: PreparationInput; organisation: OrganisationRow } | { answers: Answers },
  actor: Actor,
  language: Language,
): Promise<void> {
  const values =
    'answers' in changes
      ? { answers: changes.answers }
      : {
          ...written(changes.input, changes.organisation),
          answers: { ...draft.answers, ...titled(draft, changes.input) },
        };
  // Whom the link was sent to is another person, whose link it is no more.
  const other = 'email' in values && values.email !== draft.email;
  const ends = other && mayDo(stateOf(draft, services.now())).withdraw;
  const after = { ...draft, ...values, ...(ends && { withdrawnAt: services.now() }) };
  await record(
    services,
    draft.id,
    actor.userId,
    () => prepared(after, after.answers),
    (transaction) => write(services, transaction, draft, after, language),
  );
}

const titled = ({ answers }: PreparedDraft, { title }: PreparationInput): Answers =>
  answers[titleField] === undefined && title === '' ? {} : { [titleField]: title };

/** Sends the link, or another one where the first has ended; the one before opens nothing any more. */
export async function inviteToDraft(
  services: PreparationServices,
  draft: PreparedDraft,
  actor: Actor,
  language: Language,
): Promise<void> {
  const at = services.now();
  const lately = await sentSince(services.database, actor.userId, new Date(at.getTime() - 86_400_000));
  if (lately >= mostPerDay) throw problem('often', language);
  const round = draft.round + 1;
  const expiresAt = endOf('invitation', at);
  const after: PreparedDraft = {
    ...draft,
    ...{ round, expiresAt, invitedAt: at, invitedBy: actor.userId },
    ...{ openedAt: null, withdrawnAt: null, keyHash: keyHashOf(keyOf(services.config, { ...draft, round })) },
  };
  await record(
    services,
    draft.id,
    actor.userId,
    () => ({
      name: 'invite_to_draft',
      subject: draft.id,
      facts: { round, until: expiresAt.toISOString() },
      role: 'instructor',
    }),
    async (transaction, act) => {
      await write(services, transaction, draft, after, language);
      await transaction.insert(outbox).values({
        ...{ requestId: draft.id, eventId: act.id, topic: preparationTopics.invitation, data: { round } },
      });
    },
  );
}

/** Its link opens nothing any more. @throws {Problem} 409 */
export async function withdrawDraft(
  services: PreparationServices,
  draft: PreparedDraft,
  actor: Actor,
  language: Language,
): Promise<void> {
  if (!mayDo(stateOf(draft, services.now())).withdraw) throw problem('changed', language);
  const after = { ...draft, withdrawnAt: services.now() };
  await record(
    services,
    draft.id,
    actor.userId,
    () => ({ name: 'withdraw_draft', subject: draft.id, facts: {}, role: 'instructor' }),
    (transaction) => write(services, transaction, draft, after, language),
  );
}

/** Away, with the mails that told of it. @throws {Problem} 409 it is out, or taken up */
export async function removeDraft(
  services: PreparationServices,
  draft: PreparedDraft,
  actor: Actor,
  language: Language,
): Promise<void> {
  if (!mayDo(stateOf(draft, services.now())).remove) throw problem('changed', language);
  await record(
    services,
    draft.id,
    actor.userId,
    () => ({ name: 'remove_draft', subject: draft.id, facts: {}, role: 'instructor' }),
    async (transaction) => {
      const gone = await transaction
        .delete(preparedDrafts)
        .where(unchanged(draft))
        .returning({ id: preparedDrafts.id });
      if (gone.length === 0) throw problem('changed', language);
      await transaction.delete(mails).where(eq(mails.requestId, draft.id));
    },
  );
}

const unchanged = ({ id, version }: PreparedDraft) =>
  and(eq(preparedDrafts.id, id), eq(preparedDrafts.version, version), isNull(preparedDrafts.claimedAt));

async function write(
  { now }: Pick<Services, 'now'>,
  transaction: Transaction,
  draft: PreparedDraft,
  after: PreparedDraft,
  language: Language,
): Promise<void> {
  const { id: _id, ...values } = { ...after, version: draft.version + 1, updatedAt: now() };
  const done = await transaction
    .update(preparedDrafts)
    .set(values)
    .where(unchanged(draft))
    .returning({ id: preparedDrafts.id });
  if (done.length === 0) throw problem('changed', language);
}

function problem(code: 'changed' | 'often', language: Language): Problem {
  const [title, detail] = preparationProblems[language][code];
  return code === 'often'
    ? new Problem(429, 'too-many-invitations', title, detail)
    : new Problem(409, 'draft-changed', title, detail);
}
