/** Advisers invited to comment on a draft: they read all of it and write none of it. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { findFile } from '../../../server/instruction/store.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete } from '../requests/world.ts';
import { wordsOf } from './pages.ts';
import { createWork, type Work } from './work.ts';

const { database } = await testDatabase();
const { api, applicant, delivered, instructor, world, editor, at, draft, view } = await createWork(database);

describe('commenting', () => {
  const adviser = async () => at({ kind: 'comment' }, await draft());
  const comment = ({ guest, path }: Work, commentaire: string) =>
    guest.post(`${path}/commentaires`, { commentaire });

  test('the adviser reads the whole draft and writes of it; the applicant answers', async () => {
    const work = await adviser();
    const page = await work.guest.get(work.path);
    for (const said of ['Tarification de la cantine', 'L. 114-8', 'alix.bernard@', 'Revenu fiscal']) {
      expect(wordsOf(page)).toContain(said);
    }
    expect(page.text).not.toContain('name="intitule"');
    await delivered(work.id);
    const sent = await comment(work, 'Citez la délibération.\r\n<b>Merci</b>');
    expect(wordsOf(sent)).toContain('votre commentaire est envoyé');
    expect(sent.text).toContain('&lt;b&gt;Merci');
    const [mail] = await delivered(work.id);
    expect(mail?.to).toEqual([applicant.email]);
    expect(mail?.text).toContain('> Citez la délibération.\n> <b>Merci</b>');
    expect((await view(work.id)).comments).toMatchObject([
      { by: 'Éden Fictif', mine: false, text: 'Citez la délibération.\n<b>Merci</b>' },
    ]);
    await api.call(applicant, `/requests/${work.id}/comments`, {
      method: 'POST',
      body: { text: 'C’est fait.' },
    });
    const [answer] = await delivered(work.id);
    expect(answer?.to).toEqual([editor().email]);
    expect(wordsOf(await work.guest.get(work.path))).toContain('C’est fait.');
    expect(await verifyChain(world, work.id)).toEqual({ valid: true, events: 3 });
  });

  test('never writes, never submits', async () => {
    const work = await adviser();
    await work.guest.post(work.path, { montre: 'intitule', intitule: 'Écrit' });
    const acting = { ...editor(), via: 'invitation' as const, invitedTo: work.id };
    const { answers } = complete();
    const submit = { name: 'submit' as const, answers, documents: {}, termsVersion: '2.6', commitments: [] };
    await expect(execute(world, work.id, submit, acting)).rejects.toMatchObject({ status: 403 });
    await expect(execute(world, work.id, submit, editor())).rejects.toMatchObject({ status: 404 });
    expect((await view(work.id)).version).toBe(1);
  });

  test.each([
    ['nothing', ' \n', 'Écrivez votre commentaire.'],
    ['too much', 'x'.repeat(10_001), 'Raccourcissez votre commentaire'],
    ['what cannot be kept', 'a\0b', 'caractère illisible'],
  ])('%s is refused with the words kept', async (_, text, words) => {
    const work = await adviser();
    const page = await comment(work, text);
    expect([page.response.status, wordsOf(page).includes(words)]).toEqual([422, true]);
    expect((await view(work.id)).comments).toEqual([]);
  });

  test('ends with the draft: what was sent is not the adviser’s any more, nor their words the instructor’s', async () => {
    const work = await adviser();
    await comment(work, 'Entre nous');
    await api.submitted(applicant, await view(work.id));
    const page = await work.guest.get(work.path);
    expect(wordsOf(page)).toContain('En cours d’instruction');
    expect(page.text).not.toContain('Tarification');
    const late = await comment(work, 'Trop tard');
    expect(late.response.status).toBe(422);
    const [row] = await database.select().from(requests).where(eq(requests.id, work.id));
    const file = await findFile(world, `D${row?.number}`, instructor, 'fr');
    expect(JSON.stringify(file?.history)).not.toContain('Entre nous');
    expect(file?.history.map(({ name }) => name)).toEqual(['submit', 'create']);
  });
});
