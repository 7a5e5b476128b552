/** A request as its applicant and their colleagues see it: the JSON of the applicant's API. */
import type { Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../accounts/actor.ts';
import type { NewerDefinition } from '../../catalogue/versions.ts';
import type { Config } from '../../config.ts';
import { over } from '../../examination/examination.ts';
import { examinationTexts } from '../../examination/messages/index.ts';
import { mayRenewSoon } from '../../habilitations/ending.ts';
import { stateAt } from '../../habilitations/in-force.ts';
import type { DocumentView, HabilitationView, HistoryView, RequestView } from '../../http/api.ts';
import type { CommentView } from '../../http/api-people.ts';
import type { Language } from '../../http/language.ts';
import { messageViews, noThread, type Thread, unreadBy } from '../../messages/thread.ts';
import { organisationView } from '../../organisations/view.ts';
import { dayAndTime } from '../../pages/dates.ts';
import type { KeySource } from '../../secret.ts';
import type { FileView } from '../../together/view.ts';
import { emailCheck, organisationCheck } from '../checks.ts';
import { confirmationViews } from '../confirmations.ts';
import { answerBy } from '../dates.ts';
import { openActions, takeOverView } from '../handover.ts';
import { aftermathOf } from '../life/aftermath.ts';
import { eventLabel } from '../life/event-words.ts';
import type { RequestRow } from '../life/events.ts';
import { grantsHabilitation } from '../life/grants.ts';
import { permitted } from '../life/lifecycle.ts';
import { rolesOn } from '../life/relation.ts';
import type { StagesView } from '../start/stages.ts';
import type { LoadedRequest } from '../store/load.ts';
import { readable, readsOf } from './confidential.ts';
import { grantedView } from './granted.ts';
import { type HistoryEntry, type HistoryLine, linesFor, type Reader, whoDid } from './history.ts';
import { standingLabel } from './life-situation.ts';
import { lineOf, linePoint } from './line.ts';
import { situationOf } from './situation.ts';
import { words } from './words.ts';

/** What the view shows besides the request itself. */
export interface ViewContext {
  actor: Actor;
  definition: ApiDefinition | undefined;
  /** A later version than the one it was filled under. */
  newer: NewerDefinition | undefined;
  history: HistoryEntry[];
  /** None before it was sent. */
  thread?: Thread;
  /** Of the people that the request knows by their ids alone, by user id. */
  names: ReadonlyMap<string, string>;
  habilitation: (Summarised & Parameters<typeof grantedView>[0]) | undefined;
  config: Pick<Config, 'publicUrl'> & KeySource;
  stages: StagesView;
  file: FileView;
  now: Date;
  language: Language;
}

type Summarised = { number: number; children?: { number: number; api_title: string }[] } & Parameters<
  typeof stateAt
>[0];

export function requestView(loaded: LoadedRequest, context: ViewContext): RequestView {
  const { row, organisation, applicant } = loaded;
  const { actor, definition, language, thread = noThread } = context;
  const reads = readsOf(definition, row, actor);
  const documents = loaded.documents.filter(({ field }) => reads(field));
  const roles = rolesOn(row, actor);
  const reader: Reader = {
    userId: actor.userId,
    staff: roles.includes('instructor') || roles.includes('reporter'),
    provider: definition?.provider.acronym ?? row.providerId,
    language,
  };
  const mayChange = roles.includes('applicant');
  const answers = readable(withDocuments(row.answers, documents), reads);
  const history = linesFor(context.history, reader);
  const { habilitation: issued } = context;
  const granted = context.habilitation && grantedView(context.habilitation, row, definition);
  const facts = {
    state: row.state,
    stage: row.stage,
    actions: openActions(row, actor.userId, [
      ...new Set(roles.flatMap((role) => permitted(row, role))),
    ]).filter((name) => name !== 'renew' || !issued || mayRenewSoon(issued.expiresAt, context.now)),
    reason: row.reason || null,
    ...aftermathOf(row, context.history),
    submitted_at: row.lastSubmittedAt?.toISOString() ?? null,
    requested_fields: row.requestedFields,
    ...context.stages,
    mine: row.applicantId === actor.userId,
    applicant: {
      given_name: applicant.givenName,
      family_name: applicant.familyName,
      email: applicant.email,
    },
    ...(row.state === 'submitted' && row.lastSubmittedAt && { answer_by: answerBy(row.lastSubmittedAt) }),
    ...(context.habilitation && {
      habilitation: { ...habilitationSummary(context.habilitation, context), ...(granted && { granted }) },
      notice_url: `${context.config.publicUrl}/information/H${context.habilitation.number}`,
    }),
  };
  return {
    ...facts,
    id: row.id,
    number: `D${row.number}`,
    file_id: row.fileId,
    ...context.file,
    api: row.api,
    version: row.version,
    definition_version: row.definitionVersion,
    ...(context.newer && facts.actions.includes('save') && { newer_definition: context.newer }),
    use_case: row.useCase || null,
    organisation: organisationView(organisation, language),
    answers,
    documents,
    eligibility: row.eligibility,
    explanation: row.eligibilityExplanation || null,
    organisation_check:
      (definition && organisationCheck(definition, row.eligibility, organisation, language)) ?? null,
    email_check: definition
      ? emailCheck(definition, mayChange ? actor.email : applicant.email, language)
      : { accepted: true, kind: 'personal' },
    state_label: standingLabel(facts, language),
    situation: situationOf(facts, definition, language),
    history: history.map((entry) => historyLine(entry, reader)),
    confirmations: confirmationViews(
      context.config,
      row,
      definition,
      { answers, eligibility: row.eligibility, use_case: row.useCase },
      language,
    ),
    comments: history.flatMap((entry) => commentView(entry, reader)),
    messages: messageViews(thread, reader, 'applicant'),
    unread: unreadBy(thread, 'applicant'),
    ...(!reader.staff && recommendedView(loaded, context)),
    written_by: writtenBy(row, context.names),
    ...(row.takeOver && { take_over: takeOverView(row.takeOver, mayChange, context) }),
    line: lineOf(row, definition && grantsHabilitation(definition, row.stage)).map((point) =>
      linePoint(point, language),
    ),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The way to our page of what a verdict recommends, while some of it is to be done. */
function recommendedView(
  { row, recommended = 0 }: LoadedRequest,
  { config, language }: Pick<ViewContext, 'config' | 'language'>,
): Pick<RequestView, 'recommended'> {
  if (recommended === 0 || over.includes(row.state)) return {};
  const text = examinationTexts[language].applicant.link(recommended);
  return { recommended: { text, url: `${config.publicUrl}/recommandations/D${row.number}` } };
}

function historyLine(entry: HistoryLine, reader: Reader): HistoryView {
  const { by, there } = words[reader.language];
  const label = eventLabel(entry, reader.language);
  const who = whoDid(entry, reader);
  return {
    name: entry.name,
    at: entry.at.toISOString(),
    by: who,
    role: entry.role,
    // Messages have a place of their own.
    ...(entry.reason && entry.name !== 'message' && { reason: entry.reason }),
    text: by(entry.about ? there(label, entry.about) : label, who),
    when: dayAndTime(entry.at, reader.language),
  };
}

function commentView(entry: HistoryEntry, reader: Reader): CommentView[] {
  // One whose words were erased says nothing more.
  if (entry.name !== 'comment' || !entry.reason) return [];
  return [
    {
      by: whoDid(entry, reader),
      mine: entry.actorId === reader.userId,
      at: entry.at.toISOString(),
      text: entry.reason,
      when: dayAndTime(entry.at, reader.language),
    },
  ];
}

/** Steps that somebody else than the applicant wrote last. */
function writtenBy(
  { authorship, applicantId }: Pick<RequestRow, 'authorship' | 'applicantId'>,
  names: ReadonlyMap<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(authorship).flatMap(([step, userId]) => {
      const name = userId === applicantId ? undefined : names.get(userId);
      return name ? [[step, name]] : [];
    }),
  );
}

/** The answers with the documents in their fields, as the checker and the summary read them. */
export function withDocuments(answers: Answers, documents: DocumentView[]): Answers {
  const filled = { ...answers };
  for (const field of new Set(documents.map((document) => document.field))) {
    filled[field] = documents
      .filter((document) => document.field === field)
      .map(({ id, name, size }) => ({ id, name, size }));
  }
  return filled;
}

export function habilitationSummary(
  { number, children = [], ...issued }: Summarised,
  { config, now }: Pick<ViewContext, 'config' | 'now'>,
): HabilitationView {
  const accessOf = (which: number) => `${config.publicUrl}/acces/H${which}`;
  return {
    number: `H${number}`,
    state: stateAt(issued, now),
    valid_until: issued.expiresAt.toISOString(),
    access_url: accessOf(number),
    ...(children[0] && {
      children: children.map((child) => ({
        number: `H${child.number}`,
        api_title: child.api_title,
        access_url: accessOf(child.number),
      })),
    }),
  };
}
