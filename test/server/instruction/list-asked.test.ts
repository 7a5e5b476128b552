/** What others ask of this person in the list: messages that nobody has read, opinions that they have still to give. */
import { beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { type Queue, queue, visits } from './list-seed.ts';
import { type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { get, post } = visits(services);

let q: Queue;
beforeAll(async () => {
  q = await queue(services);
});

const tab = async (name: string, who: Seeded) => (await get(`/instruction?onglet=${name}`, who)).numbers;

/** What a tab says that it holds. */
const count = (text: string, label: string): string =>
  new RegExp(`>${label}\\s*<span class="count [^"]*"><span aria-hidden="true">([^<]+)<`).exec(text)?.[1] ??
  '';

describe('messages that nobody has read', () => {
  it('have a tab with their count, a filter, and a mark on the line', async () => {
    expect((await get('/instruction?onglet=messages', q.instructor)).text).toContain('Aucun message à lire');
    await execute(services, q.nursery.id, { name: 'message', text: 'Une question' }, q.lyon.actor, {});
    const { text, numbers } = await get('/instruction?onglet=messages', q.instructor);
    expect(numbers).toEqual([q.nursery.number]);
    expect(count(text, 'Messages non lus')).toBe('1');
    expect(text).toContain('<span class="tag warn">Message non lu</span>');
    expect((await get('/instruction?signe=message&etat=submitted', q.instructor)).numbers).toEqual([
      q.nursery.number,
    ]);
    expect(count((await get('/instruction', q.instructor)).text, 'Messages non lus')).toBe('1');
    expect((await get('/instruction?onglet=messages&lang=en', q.instructor)).text).toContain(
      'Unread message',
    );
  });

  it('wait while a reporter looks, and no longer once an instructor has', async () => {
    const thread = `/instruction/D${q.nursery.number}/messages`;
    await get(thread, q.reporter);
    expect(await tab('messages', q.instructor)).toEqual([q.nursery.number]);
    await get(thread, q.second);
    expect(await tab('messages', q.instructor)).toEqual([]);
  });

  it('of an API that is not theirs are none of theirs', async () => {
    await execute(services, q.accounts.id, { name: 'message', text: 'Bonjour' }, q.lille.actor, {});
    expect(await tab('messages', q.instructor)).toEqual([q.accounts.number]);
    expect(await tab('messages', q.second)).toEqual([]);
    expect(count((await get('/instruction', q.second)).text, 'Messages non lus')).toBe('0');
  });
});

describe('opinions asked', () => {
  const ask = (number: number, email: string) =>
    post(`/instruction/D${number}/avis`, q.instructor, { email, question: 'Qu’en dites-vous ?' });
  /** Where an opinion on the page of a request is given. */
  const answerPath = async (number: number, who: Seeded) =>
    new RegExp(`/instruction/D${number}/avis/[0-9a-f-]{36}`).exec(
      (await get(`/instruction/D${number}`, who)).text,
    )?.[0] ?? '';

  it('show to who was asked alone, until they are given or withdrawn', async () => {
    expect((await ask(q.canteen.number, q.reporter.actor.email)).status).toBe(303);
    await ask(q.nursery.number, q.reporter.actor.email);
    await ask(q.changed.number, q.second.actor.email);
    const { text, numbers } = await get('/instruction?onglet=avis', q.reporter);
    expect(numbers).toEqual([q.canteen.number, q.nursery.number]);
    expect(count(text, 'Avis demandés')).toBe('2');
    expect(await tab('avis', q.second)).toEqual([q.changed.number]);
    expect((await get('/instruction?onglet=avis', q.instructor)).text).toContain('Aucun avis à donner');

    const path = await answerPath(q.canteen.number, q.reporter);
    const given = await post(path, q.reporter, { seen: '0', stance: 'for', text: 'Rien à redire.' });
    expect(given.status).toBe(303);
    expect(await tab('avis', q.reporter)).toEqual([q.nursery.number]);

    const withdrawn = `${(await answerPath(q.nursery.number, q.reporter)).split('?')[0]}/retrait`;
    expect((await post(withdrawn, q.instructor, {})).status).toBe(303);
    expect(await tab('avis', q.reporter)).toEqual([]);
  });

  it('on a request that is over wait for nothing', async () => {
    await execute(services, q.changed.id, { name: 'refuse', reason: 'Hors cadre.' }, q.instructor.actor);
    expect(await tab('avis', q.second)).toEqual([]);
  });
});
