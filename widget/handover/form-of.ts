/** The form that a request was filled under, or the one of today. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { jsonOf, unreachable } from '../shared/problems.ts';
import type { Place } from './place.ts';

/**
 * Without a token: the catalogue is public, and answers other sites as long as nothing but an address is sent.
 * @param version none: the present one
 * @throws {ProblemError}
 */
export async function formOf(
  { session, language }: Pick<Place, 'session' | 'language'>,
  api: string,
  version?: number,
): Promise<ApiDefinition> {
  const which = version === undefined ? '' : `&version=${version}`;
  const address = `${session.base}/catalogue/${encodeURIComponent(api)}?lang=${language}${which}`;
  return jsonOf(
    await fetch(address).catch(() => {
      throw unreachable();
    }),
  );
}
