/**
 * The PDF of a habilitation: organisation, purpose, data, dates, version of the terms, and a code that leads to the public
 * page which says whether it is in force. Tagged for screen readers, as the other sheets.
 */
import { generate } from 'lean-qr';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { Sheet } from '../documents/forms/sheet.ts';
import { day } from '../pages/dates.ts';
import { certificateWords as t } from './certificate-words.ts';
import { quotaLabel, scopeLabels } from './granted.ts';
import type { HeldHabilitation } from './store.ts';

/** Where anybody checks a habilitation. */
export const checkPath = (number: number): string => `/verification/H${number}`;

export interface Certificate extends HeldHabilitation {
  definition: ApiDefinition;
  publicUrl: string;
  at: Date;
}

export async function certificatePdf(certificate: Certificate): Promise<Uint8Array<ArrayBuffer>> {
  const { habilitation, organisation, definition, request, publicUrl, at } = certificate;
  const number = `H${habilitation.number}`;
  const address = `${publicUrl}${checkPath(habilitation.number)}`;
  const stage = definition.stages.find(({ id }) => id === habilitation.stage)?.label;
  const { provider } = definition;
  const sheet = new Sheet({ title: t.title(number), reference: t.reference(number, `D${request.number}`) });
  sheet.heading(t.title(number));
  sheet.small([t.lead(`${provider.name} (${provider.acronym})`)]);
  sheet.rule();
  const fact = (label: string, ...lines: string[]) => {
    sheet.subheading(label);
    for (const line of lines) sheet.small([line]);
  };
  fact(t.organisation, organisation.name, `SIRET ${organisation.siret}`);
  fact(t.api, [definition.title, stage].filter(Boolean).join(' · '));
  // Empty once it was erased.
  fact(t.purpose, request.title || t.noPurpose);
  const scopes = scopeLabels(definition, habilitation.scopes);
  fact(t.scopes, ...(scopes.length > 0 ? scopes : [t.noScopes]));
  const quota = habilitation.quota && quotaLabel(definition, habilitation.stage, habilitation.quota);
  if (quota) fact(t.quota, t.perMinute(quota));
  if (habilitation.conditions) fact(t.conditions, habilitation.conditions);
  fact(t.dates, t.from(day(habilitation.validFrom, 'fr'), day(habilitation.expiresAt, 'fr')));
  if (habilitation.termsVersion) fact(t.terms, t.version(habilitation.termsVersion));
  sheet.rule();
  sheet.code(modulesOf(address), t.codeAlt(address));
  sheet.beside([t.check]);
  sheet.beside([{ known: address }]);
  sheet.beside([t.made(day(at, 'fr'))]);
  return sheet.bytes();
}

/** The code of an address, its dark modules by row (ISO/IEC 18004). */
function modulesOf(address: string): boolean[][] {
  const code = generate(address);
  const places = Array.from({ length: code.size }, (_, place) => place);
  return places.map((y) => places.map((x) => code.get(x, y)));
}
