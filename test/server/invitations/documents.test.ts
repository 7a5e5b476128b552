/** What goes with a step filled by somebody invited: its documents, and the questionnaire that few may read. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { documents } from '../../../server/documents/tables.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor } from '../requests/world.ts';
import { formOn, wordsOf } from './pages.ts';
import { createWork } from './work.ts';
import { keyIn } from './world.ts';

const { database } = await testDatabase();
const { delivered, newBrowser, signIn, publisher, editor, at, draft, view, send, nameOf } =
  await createWork(database);

describe('documents of a step', () => {
  const pdf = (name: string, content = name) =>
    new File([`%PDF-1.7\n${content}\n%%EOF\n`], name, { type: 'application/pdf' });
  const legal = () => draft().then((id) => at({ kind: 'fill', step: 'legal' }, id));
  const field = 'cadre_juridique_document';

  test('go with the answers, are kept in the name of who sent them, and can be fetched and removed', async () => {
    const work = await legal();
    const page = await send(work, {
      cadre_juridique_nature: 'Délibération du 12 mars',
      [field]: pdf('délibération.pdf'),
    });
    expect(page.response.status).toBe(200);
    const after = await view(work.id);
    expect(after.answers.cadre_juridique_nature).toBe('Délibération du 12 mars');
    expect(after.documents).toMatchObject([{ field, name: 'délibération.pdf', scan: 'clean' }]);
    expect(after.written_by).toEqual({ legal: 'Éden Fictif' });
    const [row] = await database.select().from(documents).where(eq(documents.requestId, work.id));
    expect(row?.uploadedBy).toBe(editor().userId);

    const path = `${work.path}/documents/${row?.id}`;
    expect(page.text).toContain(`href="${path}"`);
    const fetched = await work.guest.get(path);
    expect(fetched.response.headers.get('content-disposition')).toContain('attachment');
    expect(fetched.text).toContain('%PDF-1.7');

    const removed = await send(work, { retirer: String(row?.id) });
    expect(removed.response.status).toBe(200);
    expect((await view(work.id)).documents).toEqual([]);
  });

  test('a document alone counts as writing the step', async () => {
    const work = await legal();
    await send(work, { [field]: pdf('seule.pdf') });
    expect(await nameOf(work.id)).toEqual(['create vous', 'save Éden Fictif']);
  });

  test.each([
    ['what is no PDF', new File(['MZ not a pdf'], 'vrai.pdf'), 'n’est pas un PDF'],
    [
      'one too big',
      new File([new Uint8Array(10_000_001)], 'gros.pdf'),
      'joignez un document de 10 Mo au plus',
    ],
  ])('%s is refused, and the answers beside it are kept', async (_, file, words) => {
    const work = await legal();
    const page = await send(work, { cadre_juridique_nature: 'Gardée', [field]: file });
    expect(page.response.status).toBe(422);
    expect(wordsOf(page)).toContain(words);
    expect(wordsOf(page)).toContain('Vos réponses sont enregistrées.');
    const after = await view(work.id);
    expect([after.answers.cadre_juridique_nature, after.documents]).toEqual(['Gardée', []]);
  });

  test('more than a send may hold is refused before it is read', async () => {
    const work = await legal();
    const heavy = new File([new Uint8Array(26_000_000)], 'lourd.pdf');
    const page = await work.guest.post(work.path, { [field]: heavy, montre: field });
    expect(page.response.status).toBe(413);
  });

  test('of another step are neither shown, nor given, nor removed', async () => {
    const id = await draft();
    const mine = await at({ kind: 'fill', step: 'legal' }, id);
    await send(mine, { [field]: pdf('privée.pdf') });
    const [row] = await database.select().from(documents).where(eq(documents.requestId, id));
    const elsewhere = await at({ kind: 'fill', step: 'basic_infos' }, id);
    expect((await elsewhere.guest.get(elsewhere.path)).text).not.toContain('privée.pdf');
    const path = `${elsewhere.path}/documents/${row?.id}`;
    expect((await elsewhere.guest.get(path)).response.status).toBe(404);
    await send(elsewhere, { retirer: String(row?.id) });
    expect((await view(id)).documents).toHaveLength(1);
  });
});

describe('the security questionnaire', () => {
  const secret = 'Salle 3, badge et double authentification';
  const questionnaire = {
    o1: 'oui',
    o2: 'non',
    o3: 'oui',
    o4: 'oui',
    o5: 'oui',
    mise_en_oeuvre: secret,
    surveillance: 'x',
    hebergement: 'x',
    administration_exploitation: 'x',
  };
  /** A request for production, as one that continues a sandbox would be. */
  async function production(): Promise<string> {
    const id = await draft();
    const safety = { safety_certification_means: 'hors_rgs', safety_questionnaire: questionnaire };
    const answers = { ...complete().answers, ...safety };
    await database.update(requests).set({ stage: 'production', answers }).where(eq(requests.id, id));
    return id;
  }

  test('is for who fills it, once they have shown who they are: not by the link, nor for who comments', async () => {
    const { path, id } = await at({ kind: 'fill', step: 'safety_certification' }, await production());
    const [mail] = await delivered(id);
    const link = newBrowser();
    await link.post(`${path}/ouvrir`, { cle: keyIn(mail) });
    expect((await link.get(path)).text).not.toContain(secret);
    const proven = newBrowser();
    await signIn(proven, editor());
    const page = await proven.get(path);
    expect(page.text).toContain(secret);
    await proven.post(path, { ...formOn(page), 'safety_questionnaire.o2': 'oui' });
    expect((await view(id)).answers.safety_questionnaire).toEqual({ ...questionnaire, o2: 'oui' });

    const adviser = await createActor(database, [publisher.id], { email: 'cdl@dgfip.example' });
    const reading = await at({ kind: 'comment' }, id, adviser);
    const draftPage = await reading.guest.get(reading.path);
    expect(wordsOf(draftPage)).toContain('nous ne sommes pas soumis au RGS');
    expect(draftPage.text).not.toContain(secret);
  });
});
