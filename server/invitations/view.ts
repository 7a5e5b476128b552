/** An invitation as the applicant and their colleagues see it. Pure. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import type { InvitationView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import { endOf, stateOf } from './rules.ts';
import type { ListedInvitation } from './store.ts';

export interface InvitationContext {
  definition: ApiDefinition | undefined;
  stage: string;
  now: Date;
  /** Whether the reader may end it. */
  isApplicant: boolean;
  language: Language;
}

export function invitationView(listed: ListedInvitation, context: InvitationContext): InvitationView {
  const { invitation, inviter, doer, mail } = listed;
  const { definition, stage, now, isApplicant } = context;
  const step = definition && stepsOf(definition, stage).find(({ id }) => id === invitation.step);
  const { id, kind, field, email, createdAt, expiresAt, openedAt, doneAt } = invitation;
  return {
    id,
    kind,
    step: invitation.step,
    step_title: step?.title ?? invitation.step,
    field,
    email,
    state: stateOf(invitation, now),
    text: textOf(listed, context),
    invited_by: inviter,
    done_by: doer,
    mail: mail?.sentAt ? 'sent' : mail?.error ? 'refused' : 'sending',
    may_revoke: isApplicant && endOf(invitation, now) === undefined,
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    opened_at: openedAt?.toISOString() ?? null,
    done_at: doneAt?.toISOString() ?? null,
  };
}

/** Where it stands, in one sentence. */
function textOf({ invitation, doer, mail }: ListedInvitation, { now, language }: InvitationContext): string {
  const t = words[language];
  const { kind, doneAt, revokedAt, openedAt, createdAt, expiresAt } = invitation;
  const state = stateOf(invitation, now);
  if (state === 'done' && doneAt) return t.done[kind](doer || t.somebody, day(doneAt, language));
  if (state === 'revoked' && revokedAt) return t.revoked(day(revokedAt, language));
  if (state === 'expired') return t.expired(day(expiresAt, language));
  if (mail?.error) return t.refused;
  const until = day(expiresAt, language);
  return openedAt ? t.opened(day(openedAt, language), until) : t.sent(day(createdAt, language), until);
}

const words = {
  fr: {
    somebody: 'une personne',
    done: {
      fill: (who: string, when: string) => `Remplie par ${who} le ${when}`,
      confirm: (who: string, when: string) => `Confirmée par ${who} le ${when}`,
      comment: (who: string, when: string) => `Commentée par ${who} le ${when}`,
    },
    revoked: (when: string) => `Retirée le ${when}`,
    expired: (when: string) => `Restée sans suite ; le lien a pris fin le ${when}`,
    refused: 'Le courriel a été refusé : vérifiez l’adresse, puis invitez de nouveau',
    sent: (when: string, until: string) =>
      `Envoyée le ${when}, pas encore ouverte ; valable jusqu’au ${until}`,
    opened: (when: string, until: string) => `Ouverte le ${when} ; valable jusqu’au ${until}`,
  },
  en: {
    somebody: 'somebody',
    done: {
      fill: (who: string, when: string) => `Filled in by ${who} on ${when}`,
      confirm: (who: string, when: string) => `Confirmed by ${who} on ${when}`,
      comment: (who: string, when: string) => `Commented by ${who} on ${when}`,
    },
    revoked: (when: string) => `Revoked on ${when}`,
    expired: (when: string) => `Nothing came of it; the link ended on ${when}`,
    refused: 'The mail was refused: check the address, then invite again',
    sent: (when: string, until: string) => `Sent on ${when}, not opened yet; valid until ${until}`,
    opened: (when: string, until: string) => `Opened on ${when}; valid until ${until}`,
  },
};
