/** Sends a command on the version that is shown, and once: the same words sent again are the same command. */
import type { Place } from '../handover/place.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import type { ProblemError } from '../shared/problems.ts';
import { lifeWords } from './words.ts';

export class Sending {
  readonly #place: Place;
  #key = '';
  /** What the key is for. */
  #sent = '';

  constructor(place: Place) {
    this.#place = place;
  }

  /** @throws {Error} with the server's words; or that the request has changed meanwhile, which is then shown */
  async post(path: string, body: object = {}): Promise<RequestView> {
    const place = this.#place;
    const { id, version } = await place.ready();
    const address = `/requests/${id}`;
    const json = JSON.stringify(body);
    const sent = `${id} ${version} ${path} ${json}`;
    if (sent !== this.#sent) this.#key = crypto.randomUUID();
    this.#sent = sent;
    try {
      return await call<RequestView>(place.session, `${address}/${path}`, {
        method: 'POST',
        body: json,
        headers: {
          'content-type': 'application/json',
          'if-match': `"${version}"`,
          'idempotency-key': this.#key,
        },
      });
    } catch (error) {
      if ((error as ProblemError).status !== 412) throw error;
      place.show(await call<RequestView>(place.session, address));
      throw new Error(lifeWords[place.language].elsewhere);
    }
  }
}
