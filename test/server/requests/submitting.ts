/**
 * The server's side of `restart.test.ts`, in a process of its own so that a crash is seen: submits requests without
 * pause, each until it is acknowledged, and writes a line for each. Ends when its input does.
 *
 *     node submitting.ts <database URL> <folder>
 */
import { newId } from '../../../server/database/columns.ts';
import { connect } from '../../../server/database/connection.ts';
import {
  type Answer,
  complete,
  createActor,
  createApi,
  createOrganisation,
  promises,
  servicesOn,
} from './fixture.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { database, close } = connect(url);
const api = createApi(await servicesOn(database, folder));
const camille = await createActor(database, [(await createOrganisation(database)).id]);

let stopping = false;
process.stdin.on('end', () => {
  stopping = true;
});
process.stdin.resume();

/** Sends the same request with the same key until something other than « come back » is answered. */
async function insist<T>(send: () => Promise<Answer<T>>): Promise<Answer<T>> {
  for (;;) {
    const answer = await send();
    if (answer.status !== 503) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function applicant(): Promise<void> {
  while (!stopping) {
    const [creation, submission] = [newId(), newId()];
    const draft = await insist(() =>
      api.call(camille, '/requests', {
        method: 'POST',
        body: complete(),
        headers: { 'idempotency-key': creation },
      }),
    );
    const sent = await insist(() => api.submitted(camille, draft.body, submission, promises));
    if (draft.status !== 201 || sent.status !== 200) {
      throw new Error(`answered ${draft.status}, then ${sent.status}`);
    }
    process.stdout.write(`${sent.body.id}\n`);
  }
}

await Promise.all(Array.from({ length: 16 }, applicant));
await close();
