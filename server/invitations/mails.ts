/** The mails of invitations: the link, the code, what became of it. Run by the queue; each goes once. */
import { and, eq, gt, isNull, ne } from 'drizzle-orm';
import { stepsOf } from '../../catalogue/steps.ts';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import type { EventJob } from '../jobs/relay.ts';
import type { MailContent } from '../notifications/content.ts';
import { deliver, type MailServices } from '../notifications/deliver.ts';
import { organisations } from '../organisations/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { mailTexts } from './mail-texts.ts';
import type { InvitationRow } from './rules.ts';
import { codeFor, linkOf } from './secrets.ts';
import { findInvitation } from './store.ts';
import { invitationCodes, invitations } from './tables.ts';
import { invitationTopics } from './topics.ts';

type Mailing = MailServices & Pick<Services, 'catalogue'>;

/** What the texts say. */
export interface InvitationFacts {
  invitation: InvitationRow;
  /** `D1042`. */
  number: string;
  api: string;
  stage: string;
  organisation: string;
  /** The title of the step; empty for the whole draft. */
  step: string;
  inviter: string;
  /** Who did what they were asked for. */
  doer: string;
  /** The applicant's own page. */
  request: string;
  link: string;
}

/** @returns whether the job was one of these */
export async function mailInvitations(services: Mailing, { topic, event }: EventJob): Promise<boolean> {
  switch (topic) {
    case invitationTopics.invitation:
      await sendLink(services, event);
      return true;
    case invitationTopics.code:
      await sendCode(services, event);
      return true;
    case invitationTopics.done:
      await tellApplicant(services, event);
      return true;
    case 'comment':
      await tellCommenters(services, event);
      return false;
    default:
      return false;
  }
}

/** Nothing for one that has ended meanwhile: its link opens nothing. */
async function sendLink(services: Mailing, invitationId: string): Promise<void> {
  const facts = await factsOf(services, invitationId);
  if (!facts || facts.invitation.revokedAt || facts.invitation.expiresAt <= services.now()) return;
  const { invitation } = facts;
  const content = mailTexts[invitation.language].invitation[invitation.kind](facts);
  await send(services, facts, invitation.id, invitationTopics.invitation, invitation.email, content);
}

/** A code that has run out, or that another one has replaced, would only confuse. */
async function sendCode(services: Mailing, codeId: string): Promise<void> {
  const [code] = await services.database.select().from(invitationCodes).where(eq(invitationCodes.id, codeId));
  if (!code || code.usedAt || code.expiresAt <= services.now()) return;
  const facts = await factsOf(services, code.invitationId);
  if (!facts || facts.invitation.revokedAt) return;
  const { invitation } = facts;
  const content = mailTexts[invitation.language].code(facts, codeFor(services.config, codeId));
  await send(services, facts, codeId, invitationTopics.code, invitation.email, content);
}

async function tellApplicant(services: Mailing, invitationId: string): Promise<void> {
  const facts = await factsOf(services, invitationId);
  if (!facts) return;
  const { invitation } = facts;
  const [applicant] = await services.database
    .select({ email: users.email })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(eq(requests.id, invitation.requestId));
  const content = mailTexts[invitation.language].done(facts);
  const email = applicant?.email.toLowerCase() ?? '';
  await send(services, facts, invitation.id, invitationTopics.done, email, content);
}

/** Those who were asked to comment are told what others, and the applicant, have written: each by their own link. */
async function tellCommenters(services: Mailing, eventId: string): Promise<void> {
  const { database, now } = services;
  const rows = await database
    .select({ id: invitations.id, email: invitations.email, actor: users.email, text: events.details })
    .from(events)
    .innerJoin(invitations, eq(invitations.requestId, events.requestId))
    .innerJoin(users, eq(users.id, events.actorId))
    .where(
      and(
        eq(events.id, eventId),
        eq(invitations.kind, 'comment'),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, now()),
        ne(events.actorRole, 'instructor'),
      ),
    );
  for (const { id, email, actor, text } of rows) {
    if (email === actor.toLowerCase() || !text?.reason) continue;
    const facts = await factsOf(services, id);
    if (!facts) continue;
    const content = mailTexts[facts.invitation.language].answer(facts, text.reason);
    await send(services, facts, eventId, invitationTopics.answer, email, content);
  }
}

function send(
  services: Mailing,
  { invitation: { requestId, language } }: InvitationFacts,
  eventId: string,
  template: string,
  recipient: string,
  content: MailContent,
): Promise<void> {
  return deliver(services, { eventId, requestId, template, recipient, content }, language);
}

/** @returns undefined when the invitation, its request or its API is gone: there is nothing to write */
async function factsOf(services: Mailing, invitationId: string): Promise<InvitationFacts | undefined> {
  const { database, catalogue, config } = services;
  const invitation = await findInvitation(database, invitationId);
  if (!invitation) return undefined;
  const [row] = await database
    .select({ request: requests, organisation: organisations.name, inviter: users })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, invitation.invitedBy))
    .where(eq(requests.id, invitation.requestId));
  const api = row && catalogue.localised(row.request.api, invitation.language);
  if (!row || !api) return undefined;
  const { request, organisation, inviter } = row;
  const [doer] = invitation.doneBy
    ? await database.select().from(users).where(eq(users.id, invitation.doneBy))
    : [];
  return {
    invitation,
    number: `D${request.number}`,
    api: api.title,
    stage: api.stages.find(({ id }) => id === request.stage)?.label ?? request.stage,
    organisation,
    step: stepsOf(api, request.stage).find(({ id }) => id === invitation.step)?.title ?? '',
    inviter: fullName(inviter),
    doer: doer ? fullName(doer) : '',
    request: `${config.publicUrl}/demande/${request.api}?demande=${request.id}`,
    link: linkOf(config, invitation),
  };
}
