import { eq } from 'drizzle-orm';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { expect, test } from 'vitest';
import { cookieName } from '../../../server/accounts/cookies.ts';
import { sessionCookie } from '../../../server/accounts/session.ts';
import { createSession } from '../../../server/accounts/sessions.ts';
import { accessRoutes } from '../../../server/habilitations/routes.ts';
import { credentialDeliveries, habilitations } from '../../../server/habilitations/tables.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { linkUser } from '../../../server/organisations/store.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import type { Services } from '../../../server/services.ts';
import { testDatabase } from '../../support/database.ts';
import { answers, grant, insertRequest, insertUser, person } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services: own } = await jobServices({ database, url });
const services = own as unknown as Services;
const app = accessRoutes(services);
app.onError(errorHandler(services));

const request = await insertRequest(database, {
  answers: { ...answers, contact_technique: person('Contact@Editeur.example') },
});
const link = { userId: request.applicantId, organisationId: request.organisationId };
await linkUser(database, { ...link, trust: 'verified' });
const habilitation = await grant(database, request, new Date(Date.now() - 60_000));
const path = `/H${habilitation.number}`;

/** A browser signed in as this user. */
async function open(userId: string | undefined, address = path) {
  const token =
    userId &&
    (await createSession(services, {
      userId,
      organisationId: request.organisationId,
      acr: 'eidas1-mfa',
      idToken: '',
      userAgent: '',
    }));
  const headers: Record<string, string> = { accept: 'text/html' };
  if (token) headers.cookie = `${cookieName(services.config, sessionCookie)}=${token}`;
  const answer = await app.request(`https://datapass.example${address}`, { headers });
  return { answer, text: await answer.text() };
}

const credentialIn = (text: string) => />(eyJ[\w-]+\.[\w-]+\.[\w-]+)<\/textarea>/.exec(text)?.[1] ?? '';

test('somebody who is not signed in goes through sign-in and comes back here', async () => {
  const { answer } = await open(undefined);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toContain('/connexion?retour=');
});

test('the applicant receives the signed habilitation, and the delivery is recorded', async () => {
  const { answer, text } = await open(request.applicantId);
  expect(answer.status).toBe(200);
  const token = credentialIn(text);
  expect(decodeProtectedHeader(token)).toEqual({
    alg: 'ES256',
    typ: 'habilitation+jwt',
    kid: expect.any(String),
  });
  const claims = decodeJwt(token);
  expect(claims).toMatchObject({
    iss: 'https://datapass.example',
    sub: `H${habilitation.number}`,
    aud: 'api-exemple',
    scope: 'revenu parts',
    stage: 'sandbox',
    organisation: { name: 'Commune d’Exempleville' },
    exp: Math.floor(habilitation.expiresAt.getTime() / 1000),
  });
  const [delivery] = await database
    .select()
    .from(credentialDeliveries)
    .where(eq(credentialDeliveries.id, String(claims.jti)));
  expect(delivery).toMatchObject({ habilitationId: habilitation.id, userId: request.applicantId });
});

test('the page is framed by nobody and kept by no cache', async () => {
  const { answer } = await open(request.applicantId);
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('the technical contact receives it too, whatever the case of the address, and sees no answer', async () => {
  const contact = await insertUser(database, 'contact@editeur.EXAMPLE');
  const { answer, text } = await open(contact);
  expect(answer.status).toBe(200);
  expect(credentialIn(text)).not.toBe('');
  for (const answered of ['Tarifs de la cantine', 'dpo@commune.example', 'responsable@commune.example']) {
    expect(text).not.toContain(answered);
  }
});

test('a colleague, an instructor and anybody else get the 404 of a number that does not exist', async () => {
  const others = await Promise.all([
    insertUser(database, 'somebody@commune.example'),
    insertUser(database, 'someone@exemple.example', ['exemple:*:instructor']),
    insertUser(database, ''),
  ]);
  const unknown = await open(others[0], '/H999999');
  for (const userId of others) {
    const { answer, text } = await open(userId);
    expect(answer.status).toBe(404);
    expect(text).toBe(unknown.text);
  }
});

test('an applicant who has left the organisation gets it no more, until they sign in for it again', async () => {
  const before = await database.$count(credentialDeliveries);
  const theirs = eq(organisationLinks.userId, request.applicantId);
  await database.update(organisationLinks).set({ trust: 'lapsed' }).where(theirs);
  expect((await open(request.applicantId)).answer.status).toBe(404);
  expect(await database.$count(credentialDeliveries)).toBe(before);
  await linkUser(database, { ...link, trust: 'verified' });
  expect((await open(request.applicantId)).answer.status).toBe(200);
});

test('a request without a technical contact opens to nobody by an empty address', async () => {
  const { contact_technique: _, ...rest } = answers;
  const bare = await insertRequest(database, { answers: rest });
  const { number } = await grant(database, bare, new Date());
  const nobody = await insertUser(database, '');
  expect((await open(nobody, `/H${number}`)).answer.status).toBe(404);
});

test('a habilitation that has ended is no longer handed out', async () => {
  const before = await database.$count(credentialDeliveries);
  for (const state of ['revoked', 'obsolete', 'suspended'] as const) {
    await database.update(habilitations).set({ state }).where(eq(habilitations.id, habilitation.id));
    const { answer, text } = await open(request.applicantId);
    expect(answer.status).toBe(410);
    expect(credentialIn(text)).toBe('');
  }
  const expired = { state: 'active' as const, expiresAt: new Date(Date.now() - 1_000) };
  await database.update(habilitations).set(expired).where(eq(habilitations.id, habilitation.id));
  expect((await open(request.applicantId)).answer.status).toBe(410);
  expect(await database.$count(credentialDeliveries)).toBe(before);
});
