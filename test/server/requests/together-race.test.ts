/** A file of several APIs that is sent while something else happens to it. */
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { testDatabase } from '../../support/database.ts';
import { createTogether } from './together.ts';
import { createCast } from './world.ts';

const { database } = await testDatabase();
const { world, api, applicant } = await createCast(database);
const { begin, join, patch, read, promised, submit, fileOf, rowOf } = createTogether(world, api);

describe('in the same moment', () => {
  test('the same key is one submission', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const key = newId();
    const answers = await Promise.all([1, 2, 3].map(() => submit(applicant, lead, others, { key })));
    // One that read the file once it was sent has another body: the key serves no other request.
    for (const { status } of answers) expect([200, 412, 422]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    for (const { id } of [lead, ...others]) {
      const row = await rowOf(id);
      expect(row.state).toBe('submitted');
      expect(await verifyChain(world, id)).toMatchObject({ valid: true });
    }
  });

  test('the very same call, twice, is answered twice and done once', async () => {
    const { lead, others } = await fileOf(applicant, 'sfip');
    const body = {
      ...promised(lead),
      also: others.map((one) => ({ id: one.id, version: one.version, ...promised(one) })),
    };
    const present = (await read(applicant, lead)).body;
    const call = () =>
      api.call<RequestView>(applicant, `/requests/${lead.id}/submit`, {
        method: 'POST',
        body,
        headers: { 'if-match': `"${present.version}"`, 'idempotency-key': 'the-same-key' },
      });
    const [one, two] = await Promise.all([call(), call()]);
    const three = await call();
    expect([one.status, two.status, three.status]).toEqual([200, 200, 200]);
    expect((await read(applicant, others[0] as RequestView)).body.version).toBe(
      (others[0]?.version ?? 0) + 1,
    );
  });

  test('a saving of one of them sends all or nothing', async () => {
    for (let round = 0; round < 6; round++) {
      const { lead, others } = await fileOf(applicant, 'sfip');
      const [joined] = others as [RequestView];
      const [sent, saved] = await Promise.all([
        submit(applicant, lead, [joined]),
        api.patched(applicant, joined, {
          answers: { donnees_et_regle_de_gestion: `Autre règle, ${round}.`.padEnd(50, '.') },
        }),
      ]);
      const states = [(await rowOf(lead.id)).state, (await rowOf(joined.id)).state];
      expect(states[0]).toBe(states[1]);
      expect([sent.status, saved.status].sort()).toEqual(
        states[0] === 'submitted' ? [200, expect.any(Number)] : [200, 412],
      );
      for (const { id } of [lead, joined]) {
        expect(await verifyChain(world, id)).toMatchObject({ valid: true });
      }
    }
  });

  test('an autosave of one that stays does not stop the lead, which takes leave of it', async () => {
    const lead = await begin(applicant);
    const joined = (await join(applicant, lead)).body;
    // One less than the lead tries: each may be a moment before it.
    const typed = async () => {
      for (let text = 0; text < 4; text++) {
        await patch(applicant, joined, { answers: { donnees_et_regle_de_gestion: `Règle ${text}` } });
      }
    };
    const [sent] = await Promise.all([submit(applicant, lead, undefined), typed()]);
    expect(sent.status).toBe(200);
    const { body } = await read(applicant, joined);
    expect(body).toMatchObject({
      state: 'draft',
      together: null,
      answers: { intitule: lead.answers.intitule },
    });
    expect(await verifyChain(world, joined.id)).toMatchObject({ valid: true });
  });
});
