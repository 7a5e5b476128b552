/**
 * The signed habilitation: a JWT that a gateway checks at every call without asking us.
 *
 * Header: `typ: habilitation+jwt` (RFC 8725 §3.11: no other token of ours can stand for it), `alg: ES256`, `kid`.
 * Claims: `iss` our address, `sub` the habilitation (`H1042`), `aud` the API's id, so that a gateway of another API
 * refuses it, `scope` separated by spaces (RFC 8693 §4.2), `stage`, `organisation`, `iat`, `nbf`, `exp`, `jti`.
 */
import { SignJWT } from 'jose';
import { addMonths } from '../requests/dates.ts';
import type { Services } from '../services.ts';
import { signingKey } from './keys.ts';
import type { habilitations } from './tables.ts';

export const credentialType = 'habilitation+jwt';

type Habilitation = Pick<
  typeof habilitations.$inferSelect,
  'number' | 'api' | 'stage' | 'scopes' | 'validFrom' | 'expiresAt' | 'prolonged'
>;

/**
 * @param id names this delivery (`jti`)
 * @param organisation who is habilitated
 * @param issuedAt now
 */
export async function signCredential(
  services: Pick<Services, 'database' | 'config'>,
  habilitation: Habilitation,
  organisation: { siret: string; name: string },
  { id, issuedAt }: { id: string; issuedAt: Date },
): Promise<string> {
  const { kid, key } = await signingKey(services);
  return new SignJWT({
    scope: habilitation.scopes.join(' '),
    stage: habilitation.stage,
    organisation: { siret: organisation.siret, name: organisation.name },
  })
    .setProtectedHeader({ alg: 'ES256', typ: credentialType, kid })
    .setIssuer(services.config.publicUrl)
    .setSubject(`H${habilitation.number}`)
    .setAudience(habilitation.api)
    .setJti(id)
    .setIssuedAt(issuedAt)
    .setNotBefore(habilitation.validFrom)
    .setExpirationTime(usableUntil(habilitation, issuedAt))
    .sign(key);
}

/** Months that a gateway goes by a token of a habilitation that is past its date, while its renewal is examined. */
const respite = 2;

/** When a token ends: with its habilitation, or after a while where that one has been prolonged. */
function usableUntil({ expiresAt, prolonged }: Habilitation, issuedAt: Date): Date {
  const later = addMonths(issuedAt, respite);
  return prolonged && later > expiresAt ? later : expiresAt;
}
