/** Until when a habilitation is valid: as the API says, or as what it rests on allows. */
import { count, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { lastDay } from '../../../catalogue/dates.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import type { Problem } from '../../../server/http/problem.ts';
import { instructionRoutes } from '../../../server/instruction/routes.ts';
import { addDays, addMonths, endOfDay, parisDay } from '../../../server/requests/dates.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import type { Services } from '../../../server/services.ts';
import { organisations } from '../../../server/stand-ins/organisations.ts';
import { testDatabase } from '../../support/database.ts';
import { person as signedIn } from '../instruction/seed.ts';
import { createProduction, more, productionPromises } from '../requests/production.ts';
import { complete, createActor, createOrganisation, promises } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant, instructor, validated, start } = await createProduction(database);
const today = parisDay(new Date());
const inDays = (days: number) => parisDay(addDays(new Date(), days));

/** Production, sent with these answers besides. */
async function sent(changes: Answers, attach: string[] = []): Promise<string> {
  const { body } = await start(applicant, { follows: (await validated()).id });
  const { safety_questionnaire: _, ...rest } = more;
  const patched = await api.patched(applicant, body, { answers: { ...rest, ...changes } });
  expect(patched.status, JSON.stringify(patched.body)).toBe(200);
  for (const field of attach) await api.attached(applicant, body, field);
  const present = (await api.call(applicant, `/requests/${body.id}`)).body;
  const answer = await api.submitted(applicant, present, undefined, productionPromises);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return body.id;
}

const validate = (id: string, now = new Date()) =>
  execute({ ...world, now: () => now }, id, { name: 'validate' }, instructor);
const heldBy = async (id: string) =>
  (await database.select().from(habilitations).where(eq(habilitations.requestId, id)))[0];

const homologation = (until: string): Answers => ({
  safety_certification_means: 'homologation',
  safety_certification_begin_date: inDays(-100),
  safety_certification_end_date: until,
});

test('a sandbox is valid for as many months as the API says', async () => {
  const { id } = await validated();
  const { validFrom = new Date(0), expiresAt } = (await heldBy(id)) ?? {};
  expect(expiresAt).toEqual(addMonths(validFrom, 36));
});

test('a habilitation ends with its certification, at the end of that day', async () => {
  const until = inDays(400);
  const id = await sent(homologation(until), ['safety_certification_document']);
  await validate(id);
  expect((await heldBy(id))?.expiresAt).toEqual(endOfDay(until));
});

test('a certification that lasts longer than the API allows does not lengthen it', async () => {
  const id = await sent(homologation(inDays(5_000)), ['safety_certification_document']);
  await validate(id);
  const { validFrom = new Date(0), expiresAt } = (await heldBy(id)) ?? {};
  expect(expiresAt).toEqual(addMonths(validFrom, 36));
});

test('one that rests on a questionnaire ends three years after that was signed', async () => {
  const signed = inDays(-200);
  const questionnaire = { ...more, safety_certification_begin_date: signed };
  const id = await sent(questionnaire, ['safety_questionnaire_document']);
  await validate(id);
  expect((await heldBy(id))?.expiresAt).toEqual(endOfDay(lastDay(signed, 36)));
});

test('a certification that has ended during the examination is told to who validates, and nothing is issued', async () => {
  const id = await sent(homologation(inDays(10)), ['safety_certification_document']);
  const refusal = (await validate(id, addDays(new Date(), 12)).catch((error) => error)) as Problem;
  expect([refusal.status, refusal.code]).toEqual([422, 'validity-over']);
  expect(refusal.detail).toMatch(/pris fin le .*renouveler/);
  expect(await heldBy(id)).toBeUndefined();

  // On our own page the words that were typed stay, and what to do is said beside them.
  const later = { ...world, now: () => addDays(new Date(), 12) } as unknown as Services;
  const pages = new Hono();
  pages.route('/instruction', instructionRoutes(later));
  const { cookie } = await signedIn(later, {
    ...{ givenName: 'Inès', familyName: 'Agent', roles: ['dgfip:*:instructor'], organisationId: commune.id },
  });
  const { number } = (await database.select().from(requests).where(eq(requests.id, id)))[0] ?? {};
  const [event] = await database.select({ count: count() }).from(events).where(eq(events.requestId, id));
  const body = new URLSearchParams({
    words: 'Bienvenue !',

    seen: String(event?.count),
  });
  const page = await pages.request(`http://localhost/instruction/D${number}/validation`, {
    ...{ method: 'POST', body },
    headers: { cookie, origin: world.config.publicUrl, 'sec-fetch-site': 'same-origin' },
  });
  const text = await page.text();
  expect(page.status).toBe(422);
  expect(text).toContain('serait échue dès sa délivrance');
  expect(text).toContain('Bienvenue !');
  await validate(id, addDays(new Date(), 10));
  expect(await heldBy(id)).toMatchObject({ state: 'active' });
});

test('a publisher’s habilitation keeps until when the questionnaire that it lends may be used', async () => {
  const { siret, name } = organisations.editeur;
  const house = await createOrganisation(database, {
    siret,
    name,
    legalCategory: '5710',
    activity: '58.29C',
  });
  const publisher = await createActor(database, [house.id], { email: 'eden.dupont@editeur.example' });
  const answers = {
    ...complete().answers,
    editor_questionnaire_given: 'oui',
    editor_questionnaire: more.safety_questionnaire as Answers[string],
    editor_questionnaire_signatory: 'Eden Dupont, directrice',
    editor_questionnaire_date: today,
  };
  const draft = await api.created(publisher, {
    eligibility: { profil: 'editeur', clients: 'public' },
    answers,
  });
  await api.attached(publisher, draft, 'editor_questionnaire_document');
  expect((await api.submitted(publisher, draft, undefined, promises)).status).toBe(200);
  await validate(draft.id);
  expect(await heldBy(draft.id)).toMatchObject({ questionnaireEndsAt: endOfDay(lastDay(today, 36)) });
  const { id } = await validated();
  expect(await heldBy(id)).toMatchObject({ questionnaireEndsAt: null });
});
