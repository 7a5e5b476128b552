/** What a command does to the habilitation that its request holds. Pure. */
import type { habilitations } from '../../habilitations/tables.ts';
import { contactFields, emailNamed } from './contacts.ts';
import type { RequestEvent, RequestFacts } from './events.ts';

/** Columns that change on the habilitation in force, suspended or not; the rest of it is what was validated. */
export type HoldingChange = Partial<
  Pick<
    typeof habilitations.$inferInsert,
    'state' | 'prolonged' | 'endedAt' | 'technicalContactEmail' | 'organisationId'
  >
>;

/** @returns undefined where the event leaves it alone */
export function holdingChange(after: RequestFacts, event: RequestEvent): HoldingChange | undefined {
  switch (event.name) {
    case 'suspend':
      return { state: 'suspended' };
    case 'resume':
      return { state: 'active' };
    case 'revoke':
      return { state: 'revoked' };
    case 'end':
      return { state: 'obsolete' };
    case 'renew':
    case 'submit':
      // In time, that is: what has ended stays ended. An update, once validated, is a renewal too.
      return after.reopening && after.held === 'active' ? { prolonged: true } : undefined;
    case 'withdraw':
      // Only what is being examined keeps it past its end.
      return after.reopening ? { prolonged: false } : undefined;
    case 'expire':
      // Also one that a renewal has kept past its date, where nobody goes on with it (`server/clock/ending.ts`).
      return { prolonged: false, endedAt: event.at };
    case 'refuse':
    case 'cancel_reopening':
      return event.restored && { prolonged: false };
    case 'update_people':
    case 'correct':
      return { technicalContactEmail: emailNamed(after.answers, contactFields.technicalContact) };
    case 'transfer_organisation':
      return { organisationId: event.organisationId };
    default:
      return undefined;
  }
}
