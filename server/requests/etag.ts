/** Versions in HTTP headers: `ETag` tells what was seen, `If-Match` what is being changed (RFC 9110 §13.1). */
import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { type Language, languageOf } from '../http/language.ts';
import { versionMissing } from './problems.ts';
import type { Neighbours } from './start/stages.ts';
import type { LoadedRequest } from './store/load.ts';

/**
 * Starts with the version, and changes with the documents, the recommendations and the language of the words too.
 * @param newer the version of a later definition, which the request may move to
 * @param neighbours the request that continues this one, the others of its file, and the one it is filled in with
 */
export function etagOf(
  { row, documents, recommended }: Pick<LoadedRequest, 'row' | 'documents' | 'recommended'>,
  language: Language,
  newer?: number,
  { child, members, led }: Neighbours = { members: [] },
): string {
  const others = members.map(({ id, version }) => [id, version]);
  const lead = led && [led.lead.row.version, led.lead.documents];
  const rest = hash(
    'sha256',
    JSON.stringify([documents, recommended, language, newer, child?.id, others, lead]),
    'base64url',
  ).slice(0, 8);
  return `"${row.version}-${rest}"`;
}

/** Whether an `If-None-Match` names this ETag; proxies that compress make it weak. */
export function isSeen(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/** The version that an `If-Match` names, from `"12"` or from an ETag of ours; undefined when it names none. */
export function versionIn(ifMatch: string | undefined): number | undefined {
  const version = /^\s*(?:W\/)?"(\d{1,9})(?:-[\w-]*)?"\s*$/.exec(ifMatch ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * The version that a call changes.
 * @throws {Problem} 428 when it names none
 */
export function neededVersion(c: Context): number {
  const version = versionIn(c.req.header('if-match'));
  if (version === undefined) throw versionMissing(languageOf(c));
  return version;
}
