/** What the mails say after a validation: the next stage, or an answer where no habilitation is issued. */
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { newId } from '../../../server/database/columns.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { requests } from '../../../server/requests/tables.ts';
import { catalogue } from '../../catalogue/definitions.ts';
import { testDatabase } from '../../support/database.ts';
import { answers, grant, happen, insertRequest } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services: all, mailbox } = await jobServices({ database, url });
const services = { ...all, catalogue };

type Values = Partial<typeof requests.$inferInsert> & { answers?: Answers };

/** A validated request of somebody; their address. */
async function validated(values: Values, issues = true): Promise<string> {
  const applicant = `${newId()}@commune.example`;
  const request = await insertRequest(database, { applicant, answers: values.answers ?? answers });
  if (issues) await grant(database, request, new Date());
  await database
    .update(requests)
    .set({ ...values, state: 'validated' })
    .where(eq(requests.id, request.id));
  await notify(services, await happen(database, request, 'validate', { reason: 'Voici notre réponse.' }));
  return applicant;
}

const received = (email: string) =>
  mailbox
    .mails()
    .filter((mail) => mail.to.includes(email))
    .map(({ subject, text }) => ({ subject, text: (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ') }));

const tax = {
  providerId: 'dgfip',
  api: 'impot-particulier',
  eligibility: { profil: 'administration', identification: 'numero_fiscal' },
};

test('a validated sandbox tells its applicant that production comes next, and how', async () => {
  const [mail, ...others] = received(await validated({ ...tax, stage: 'sandbox' }));
  expect(others).toEqual([]);
  expect(mail?.text).toContain('vos essais terminés, demandez « Production » depuis cette même demande');
});

test('production, and who may have the sandbox alone, are told of nothing more', async () => {
  const publisher = { profil: 'editeur', clients: 'public' };
  for (const values of [
    { ...tax, stage: 'production' as const },
    { ...tax, stage: 'sandbox' as const, eligibility: publisher },
  ]) {
    const [mail] = received(await validated(values));
    expect(mail?.subject).toContain('validée');
    expect(mail?.text).not.toContain('essais terminés');
  }
});

test('an answer goes to the applicant and to who else waits for it; no access, nothing to declare', async () => {
  const other = `${newId()}@commune.example`;
  const before = mailbox.mails().length;
  const missing = { providerId: 'datapass', api: 'donnee-manquante', stage: 'production' as const };
  const applicant = await validated({ ...missing, answers: { ...answers, mail: ` ${other} ` } }, false);
  for (const email of [applicant, other]) {
    const [mail, ...more] = received(email);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('a sa réponse');
    expect(mail?.text).toContain('> Voici notre réponse.');
    expect(mail?.text).toContain('ne vaut pas habilitation');
    expect(mail?.text).not.toMatch(/\/acces\/|Récupérer/);
  }
  expect(mailbox.mails().length - before).toBe(2);
});
