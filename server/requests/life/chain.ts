/**
 * The chain of a request's events. Each hash is an HMAC-SHA256, keyed outside the database (an unkeyed chain can be
 * recomputed by whoever writes SQL), over the previous hash and the **stored text** of the event.
 *
 * Personal data stand in that text only as digests, keyed and salted by request and event, so that what a person wrote
 * can be erased and the chain still verifies, and a digest tells nothing of a short answer such as a phone number.
 */
import { createHmac, hash } from 'node:crypto';
import { newId } from '../../database/columns.ts';
import { hmacKeyFor } from '../../secret.ts';
import type { Services } from '../../services.ts';
import type { events } from '../tables.ts';
import type { RequestEvent } from './events.ts';

/** An event as it is stored. */
export type EventRow = Omit<typeof events.$inferSelect, 'number' | 'providerId'>;

type KeySource = Pick<Services, 'config'>;

/** What of an event may be erased: kept beside the body, which holds its digest. */
type Details = Record<string, string>;

/**
 * Gives the events of one command their ids, texts and hashes, after the `count` events that end in `headHash`.
 * @param behind user id of the administrator who acts for who does it
 */
export function chained(
  services: KeySource,
  requestId: string,
  head: { headHash: string; eventCount: number },
  happened: RequestEvent[],
  behind?: string,
): EventRow[] {
  let previousHash = head.headHash;
  return happened.map((event, index) => {
    const id = newId();
    const sequence = head.eventCount + index + 1;
    const digest = digester(services, requestId, id);
    const { facts, details } = described(event, digest);
    const body = JSON.stringify({
      id,
      request: requestId,
      sequence,
      name: event.name,
      at: event.at.toISOString(),
      by: event.by,
      role: event.role,
      ...(behind && { behind }),
      ...facts,
      ...(details && { details: digest('details', details) }),
    });
    const row = {
      requestId,
      sequence,
      id,
      name: event.name,
      actorId: event.by,
      actorRole: event.role,
      at: event.at,
      body,
      details,
      previousHash,
      hash: hashOf(services, previousHash, body),
    };
    previousHash = row.hash;
    return row;
  });
}

type Digest = (what: string, value: unknown) => string;

/** What is said in clear, and what is only vouched for. */
function described(event: RequestEvent, digest: Digest): { facts: object; details: Details | null } {
  const digests = (answers: Record<string, unknown> | undefined) =>
    answers &&
    Object.fromEntries(
      Object.entries(answers).map(([field, answer]) => [
        field,
        answer === null ? null : digest(`answers.${field}`, answer),
      ]),
    );
  switch (event.name) {
    case 'create':
    case 'claim':
    case 'save': {
      const { answers, eligibility, useCase, organisationId, explanation, steps, withId } = event;
      const origin =
        event.name !== 'save'
          ? {
              api: event.api,
              stage: event.stage,
              definition: event.definitionVersion,
              file: event.fileId,
              parent: event.parentId ?? undefined,
              with: withId ?? undefined,
              copy_of: event.copyOf ?? undefined,
              ...(event.name === 'claim' && {
                preparation: event.preparation,
                prepared_by: event.preparedBy,
              }),
            }
          : { definition: event.definitionVersion, with: withId };
      return {
        facts: {
          ...origin,
          organisation: organisationId,
          use_case: useCase,
          eligibility,
          steps,
          answers: digests(answers),
          explanation: explanation === undefined ? undefined : digest('explanation', explanation),
        },
        details: event.name === 'claim' ? reasons({ reason: event.text }) : null,
      };
    }
    case 'submit':
    case 'renew': {
      const { termsVersion, commitments, answers, documents } = event;
      const attached = Object.entries(documents).map(([field, list]) => [field, list.map(({ id }) => id)]);
      return {
        facts: {
          definition: event.name === 'renew' ? event.definitionVersion : undefined,
          terms: termsVersion,
          commitments,
          answers: digests(answers),
          documents: Object.fromEntries(attached),
        },
        details: null,
      };
    }
    case 'request_changes':
      return { facts: { fields: event.fields }, details: { reason: event.reason } };
    case 'refuse':
    case 'cancel_reopening':
      return {
        facts: {
          ground: event.name === 'refuse' ? event.ground : undefined,
          restored: event.restored && digests(event.restored.submittedAnswers),
        },
        details: event.reason ? { reason: event.reason } : null,
      };
    case 'validate':
      return {
        facts: {
          habilitation: event.habilitationId,
          valid_until: event.validUntil?.toISOString(),
          scopes: event.scopes,
          quota: event.quota,
          rule: event.rule,
        },
        details: reasons({ reason: event.message, conditions: event.conditions }),
      };
    case 'withdraw':
    case 'agree':
    case 'archive':
    case 'resume':
    case 'drop_revocation':
    case 'expire':
      return { facts: {}, details: null };
    case 'reopen':
    case 'update_people':
      return { facts: { answers: digests(event.answers) }, details: null };
    case 'suspend':
    case 'end':
      return { facts: {}, details: reasons({ reason: event.reason }) };
    case 'announce_revocation':
      return { facts: { due: event.due.toISOString() }, details: { reason: event.reason } };
    case 'revoke':
      return { facts: { urgent: event.urgent }, details: { reason: event.reason } };
    case 'remind':
      return { facts: { kind: event.kind }, details: null };
    case 'correct':
      return {
        facts: { answers: digests(event.answers) },
        details: reasons({ reason: event.reason, note: event.note }),
      };
    case 'transfer_organisation': {
      const { organisationId, from, to, reason } = event;
      return { facts: { organisation: organisationId, from, to }, details: { reason } };
    }
    case 'confirm': {
      const { step, field, person, digest: said } = event;
      return { facts: { step, field, said, person: digest('person', person) }, details: null };
    }
    case 'comment':
    case 'message':
      return { facts: {}, details: { reason: event.text } };
    case 'transfer':
    case 'take_over':
      return { facts: { from: event.from, to: event.to }, details: null };
    case 'ask_take_over':
      return { facts: { due: event.due.toISOString() }, details: null };
    case 'object_take_over':
      return { facts: { asker: event.asker }, details: null };
    case 'told': {
      const { about, number, fields } = event;
      return { facts: { about, fields }, details: { about: `D${number}` } };
    }
    case 'copy':
      return { facts: { about: event.about }, details: { about: `D${event.number}` } };
  }
}

/** Those that say something; null where none does. */
function reasons(words: Record<string, string | undefined>): Details | null {
  const said = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return said.length > 0 ? Object.fromEntries(said) : null;
}

/** Of one link: also of the chains of other records (`server/acts/acts.ts`). */
export const hashOf = (services: KeySource, previousHash: string, body: string): string =>
  createHmac('sha256', hmacKeyFor(services.config, 'event-chain'))
    .update(`${previousHash}\n${body}`)
    .digest('base64url');

/** The salt is the secret here, one per event: whoever reads the database can neither guess an answer nor compare two. */
export const digester = (services: KeySource, requestId: string, eventId: string): Digest => {
  const salt = createHmac('sha256', hmacKeyFor(services.config, 'event-digests'))
    .update(`${requestId}\n${eventId}`)
    .digest('base64url');
  return (what, value) => hash('sha256', salt + JSON.stringify([what, sorted(value)]), 'base64url');
};

/** jsonb does not keep the order of keys: a digest must not depend on it. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}
