/** The syntax of a SIRET: 14 digits with check digits, La Poste's own rule included. */
import { validate } from 'stdnum/lib/cjs/fr/siret.js';

/** The 14 digits, without the spaces people write; undefined when this is no SIRET. */
export function readSiret(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined;
  const digits = text.replace(/[\s.\u00a0\u202f-]/g, '');
  return /^\d{14}$/.test(digits) && validate(digits).isValid ? digits : undefined;
}
