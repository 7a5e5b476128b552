/** The mails of the clock, over real SMTP: to whom each goes, what it says, in both languages and both forms. */
import { and, desc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { addDays, addMonths } from '../../../server/requests/dates.ts';
import { systemActor } from '../../../server/requests/life/system.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { grant, happen, insertRequest, insertUser } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services, mailbox } = await jobServices({ database, url });
await insertUser(database, 'instructrice@exemple.example', ['exemple:*:instructor']);
const contact = 'technique@editeur.example';

type Values = Partial<typeof requests.$inferInsert>;
type Held = Partial<typeof habilitations.$inferInsert>;

/** A request of somebody of their own, as it stands when the clock looks. */
async function standing(values: Values, held?: Held): Promise<{ id: string; email: string }> {
  const email = `${newId()}@commune.example`;
  const request = await insertRequest(database, { applicant: email });
  if (held) {
    await grant(database, request, new Date());
    await database.update(habilitations).set(held).where(eq(habilitations.requestId, request.id));
  }
  await database
    .update(requests)
    .set({ ...values, ...(held && { held: 'active' }) })
    .where(eq(requests.id, request.id));
  return { id: request.id, email };
}

/** The mails that a reminder makes, sent twice over. */
async function mailsOf(id: string, kind: string) {
  const before = new Set(mailbox.mails());
  await execute(services, id, { name: 'remind', kind }, systemActor);
  const [event] = await database
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.requestId, id), eq(events.name, 'remind')))
    .orderBy(desc(events.sequence));
  await notify(services, String(event?.id));
  await notify(services, String(event?.id));
  return mailbox
    .mails()
    .filter((mail) => !before.has(mail))
    .reverse()
    .map(({ to, subject, text, html }) => ({
      to: to[0],
      subject: plain(subject),
      text: plain(text),
      html: plain(html),
    }));
}
const plain = (text: string | undefined) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
const inWords = (date: Date, language = 'fr-FR') =>
  plain(new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(date));

describe('to who applies', () => {
  test('a draft that waits', async () => {
    const { id, email } = await standing({ state: 'draft' });
    const [mail, ...others] = await mailsOf(id, 'draft');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      to: email,
      subject: expect.stringContaining('Votre brouillon vous attend'),
    });
    expect(mail?.text).toContain(`/demande/api-exemple?demande=${id}`);
    expect(mail?.html).toContain('Reprendre ma demande');
  });

  test('a draft that is about to be erased, with the day; also the second time', async () => {
    const updatedAt = addMonths(new Date(), -7);
    const { id, email } = await standing({ state: 'draft', updatedAt });
    for (const kind of ['draft-removal', 'draft-removal-2']) {
      const [mail, ...others] = await mailsOf(id, kind);
      expect(others).toEqual([]);
      const removal = inWords(addDays(new Date(), 15));
      expect(mail).toMatchObject({
        to: email,
        subject: expect.stringContaining(`Votre brouillon sera effacé le ${removal}`),
      });
      expect(mail?.text).toContain(`/demande/api-exemple?demande=${id}`);
    }
  });

  test('an unanswered modification request, with what was asked and the day of the archives; also the second time', async () => {
    const { id, email } = await standing({
      state: 'changes_requested',
      reason: 'Citez la délibération & l’article.',
    });
    for (const kind of ['changes', 'changes-2']) {
      const [mail, ...others] = await mailsOf(id, kind);
      expect([mail?.to, others]).toEqual([email, []]);
      expect(mail?.subject).toContain(`archivée le ${inWords(addDays(new Date(), 15))}`);
      expect(mail?.text).toContain('> Citez la délibération & l’article.');
      expect(mail?.html).toContain('délibération &amp; l’article');
    }
  });

  test('the end of a habilitation: to them from the first notice, to the technical contact from the last month', async () => {
    const expiresAt = addDays(new Date(), 30);
    const { id, email } = await standing(
      { state: 'validated' },
      { expiresAt, technicalContactEmail: contact },
    );
    const [early, ...none] = await mailsOf(id, 'end-30');
    expect(none.map(({ to }) => to)).toEqual([contact]);
    expect(early).toMatchObject({ to: email });
    expect(early?.subject).toMatch(/^L’habilitation H\d+ se termine dans 30 jours – API Exemple$/);
    expect(early?.text).toContain(inWords(expiresAt));
    expect(early?.text).toContain('demandez son renouvellement');
    expect(none[0]?.text).toMatch(/contact technique[\s\S]*\/acces\/H\d+/);
    const far = await standing({ state: 'validated' }, { expiresAt: addDays(new Date(), 90) });
    expect((await mailsOf(far.id, 'end-90')).map(({ to }) => to)).toEqual([far.email]);
    const today = await standing({ state: 'validated' }, { expiresAt: addDays(new Date(), 0) });
    expect((await mailsOf(today.id, 'end-0'))[0]?.subject).toContain('se termine aujourd’hui');
  });

  test('a renewal sent back, with the day when the habilitation ends all the same', async () => {
    const { id, email } = await standing(
      { state: 'changes_requested', reopening: 'renewal', reason: 'Joignez la convention.' },
      { expiresAt: addDays(new Date(), -5), prolonged: true },
    );
    const request = (await database.select().from(requests).where(eq(requests.id, id)))[0];
    if (!request) throw new Error('no request');
    const at = addMonths(new Date(), -1);
    await happen(database, request, 'request_changes', { at, reason: 'Joignez la convention.' });
    await database.update(requests).set({ eventCount: 1_000 }).where(eq(requests.id, id));
    const [mail] = await mailsOf(id, 'prolonged-30');
    expect(mail?.to).toBe(email);
    expect(mail?.text).toContain('> Joignez la convention.');
    expect(mail?.text).toContain(`avant le ${inWords(addMonths(at, 2))}`);
  });

  test('the end of the questionnaire that a publisher lends', async () => {
    const questionnaireEndsAt = addMonths(new Date(), 3);
    const { id, email } = await standing({ state: 'validated' }, { questionnaireEndsAt });
    const [mail, ...others] = await mailsOf(id, 'questionnaire');
    expect([mail?.to, others]).toEqual([email, []]);
    expect(mail?.subject).toContain(`avant le ${inWords(questionnaireEndsAt)}`);
  });

  test('in the language that they read', async () => {
    const { id, email } = await standing({ state: 'changes_requested', reason: 'Précisez.' });
    await database.update(users).set({ language: 'en' }).where(eq(users.email, email));
    const [mail] = await mailsOf(id, 'changes');
    expect(mail?.subject).toContain(`will be archived on ${inWords(addDays(new Date(), 15), 'en-GB')}`);
    expect(mail?.html).toContain('<html lang="en">');
    const held = await standing({ state: 'validated' }, { expiresAt: addDays(new Date(), 14) });
    await database.update(users).set({ language: 'en' }).where(eq(users.email, held.email));
    expect((await mailsOf(held.id, 'end-14'))[0]?.subject).toMatch(/^Habilitation H\d+ ends in 14 days/);
  });
});

test('who instructs is warned of the legal date, and told that nothing is decided then', async () => {
  const { id } = await standing({ lastSubmittedAt: new Date('2026-01-10T12:00:00Z') });
  const [mail, ...others] = await mailsOf(id, 'deadline');
  expect([mail?.to, others]).toEqual(['instructrice@exemple.example', []]);
  expect(mail?.subject).toContain('Le silence vaudra refus le 10 mars 2026');
  expect(mail?.text).toContain('DataPass ne décide rien');
  expect(mail?.text).toContain('/instruction/D');
});

test('a kind that this version does not know writes to nobody', async () => {
  const { id } = await standing({ state: 'draft' });
  expect(await mailsOf(id, 'birthday')).toEqual([]);
});

test('a decision by rule says that it is one, in the place of the service’s words', async () => {
  const { id, email } = await standing({ state: 'submitted' });
  const rule = { id: 'cantine', version: 2 };
  await execute(
    services,
    id,
    { name: 'validate', rule, message: 'Règle « Cantine », version 2.' },
    systemActor,
  );
  const [event] = await database
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.requestId, id), eq(events.name, 'validate')));
  await notify(services, String(event?.id));
  const mail = mailbox.mails().find(({ to }) => to.includes(email));
  expect(mail?.text).toContain('Aucune personne n’a pris cette décision');
  expect(mail?.text).toContain('> Règle « Cantine », version 2.');
  expect(mail?.text).not.toContain('Le service instructeur ajoute');
});
