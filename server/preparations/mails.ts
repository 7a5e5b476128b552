/** The mails of prepared drafts: the link, and that it was taken up. Run by the queue; each goes once. */
import { eq } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import { staffActs } from '../acts/tables.ts';
import type { EventJob } from '../jobs/relay.ts';
import type { MailContent } from '../notifications/content.ts';
import { deliver, type MailServices } from '../notifications/deliver.ts';
import type { Services } from '../services.ts';
import { mailTexts } from './mail-texts.ts';
import { keyOf } from './prepare.ts';
import { claimPath, isOut, type PreparedDraft, preparationsPath, stateOf, titleOf } from './rules.ts';
import { findDraft } from './store.ts';
import { preparedDrafts } from './tables.ts';
import { preparationTopics } from './topics.ts';

type Mailing = MailServices & Pick<Services, 'catalogue'>;

/** What the texts say. */
export interface PreparationFacts {
  draft: PreparedDraft;
  /** « la DGFiP »: people who instruct are not named outside. */
  provider: string;
  api: string;
  stage: string;
  organisation: string;
  title: string;
  /** Address of the draft, for whom it is. */
  link: string;
  /** For who prepared it: its page, who took it up, and the number of the request. */
  page: string;
  claimedBy: string;
  number: string;
}

/** @returns whether the job was one of these */
export async function mailPreparations(services: Mailing, job: EventJob): Promise<boolean> {
  switch (job.topic) {
    case preparationTopics.invitation:
      await sendLink(services, job);
      return true;
    case 'claim':
      await tellPreparer(services, job);
      return true;
    default:
      return false;
  }
}

/** Nothing for one that has ended, or was sent again meanwhile: its link opens nothing. */
async function sendLink(services: Mailing, { event, request }: EventJob): Promise<void> {
  const facts = await factsOf(services, request);
  if (!facts || !isOut(stateOf(facts.draft, services.now()))) return;
  const { draft } = facts;
  const [act] = await services.database
    .select({ body: staffActs.body })
    .from(staffActs)
    .where(eq(staffActs.id, event));
  const { after } = JSON.parse(act?.body ?? '{}') as { after?: { round?: number } };
  if (after?.round !== draft.round) return;
  const content = mailTexts[draft.language].invitation(facts);
  await send(services, draft, event, preparationTopics.invitation, draft.email, content);
}

async function tellPreparer(services: Mailing, { event, request }: EventJob): Promise<void> {
  const { database } = services;
  const [row] = await database
    .select({ id: preparedDrafts.id, email: users.email })
    .from(preparedDrafts)
    .innerJoin(users, eq(users.id, preparedDrafts.preparedBy))
    .where(eq(preparedDrafts.requestId, request));
  const facts = row && (await factsOf(services, row.id));
  if (!facts || !row.email) return;
  const content = mailTexts[facts.draft.language].claimed(facts);
  await send(services, facts.draft, event, preparationTopics.claimed, row.email.toLowerCase(), content);
}

function send(
  services: Mailing,
  { id, language }: PreparedDraft,
  eventId: string,
  template: string,
  recipient: string,
  content: MailContent,
): Promise<void> {
  return deliver(services, { eventId, requestId: id, template, recipient, content }, language);
}

/** @returns undefined when the draft or its API is gone: there is nothing to write */
async function factsOf(services: Mailing, id: string): Promise<PreparationFacts | undefined> {
  const { database, catalogue, config } = services;
  const found = await findDraft(database, id);
  const api = found && catalogue.localised(found.draft.api, found.draft.language);
  if (!found || !api) return undefined;
  const { draft, organisation, claimedBy, request } = found;
  const { language } = draft;
  const english = language === 'en' ? '?lang=en' : '';
  return {
    draft,
    provider: api.provider.acronym,
    api: api.title,
    stage: api.stages.find((one) => one.id === draft.stage)?.label ?? draft.stage,
    organisation: organisation.name,
    title: titleOf(draft),
    link: `${config.publicUrl}${claimPath(draft.id)}${english}#${keyOf(config, draft)}`,
    page: `${config.publicUrl}${preparationsPath}/${draft.id}${english}`,
    claimedBy,
    number: request ? `D${request.number}` : '',
  };
}
