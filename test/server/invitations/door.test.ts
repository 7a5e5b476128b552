/** The link shows, ProConnect lets write; and everything that may go wrong at that door. */
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { openingPath } from '../../../server/invitations/landing.ts';
import { mailInvitations } from '../../../server/invitations/mails.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor } from '../requests/world.ts';
import { createDoor, days } from './door.ts';
import { formOn, wordsOf } from './pages.ts';

const { database } = await testDatabase();
const {
  api,
  applicant,
  commune,
  world,
  newBrowser,
  signIn,
  address,
  clock,
  invited,
  opened,
  proven,
  writes,
} = await createDoor(database);

describe('the link', () => {
  test('shows its step, and nothing else of the request', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    const page = await guest.get(invitation.path);
    expect(page.response.status).toBe(200);
    const words = wordsOf(page);
    expect(words).toContain('Camille Martin prépare la demande d’habilitation D');
    expect(words).toContain('Tarification de la cantine scolaire');
    expect(words).toContain('Pour remplir cette étape, montrez que c’est vous');
    for (const other of ['alix.bernard@', 'L. 114-8', 'dgfip_', invitation.email, applicant.email]) {
      expect(page.text).not.toContain(other);
    }
    expect(page.text).not.toContain('name="intitule"');
  });

  test('leaves no trace: no referrer, no cache, no script, no frame, a cookie for this path alone', async () => {
    const invitation = await invited();
    const guest = newBrowser();
    const answer = await guest.browser.visit(new URL(`${invitation.path}/ouvrir`, address()), {
      method: 'POST',
      body: new URLSearchParams({ cle: invitation.key }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(answer.response.status).toBe(303);
    expect(answer.response.headers.get('location')).not.toContain(invitation.key);
    const [cookie = ''] = answer.response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-datapass_invitation_link=/);
    expect(cookie).toContain(`Path=${invitation.path}`);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(attribute);
    const page = await guest.get(invitation.path);
    expect(page.response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.response.headers.get('cache-control')).toBe('no-store');
    const policy = page.response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('script-src');
    expect(page.text).not.toContain('<script');
  });

  test('arrives on a page that a script of ours opens, or the person by pasting the address', async () => {
    const invitation = await invited();
    const landing = await newBrowser().get(invitation.path);
    expect(landing.response.status).toBe(200);
    expect(landing.text).toContain(`src="${openingPath}"`);
    expect(landing.response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(wordsOf(landing)).not.toContain('Camille');
    const script = await newBrowser().get(openingPath);
    expect(script.response.headers.get('content-type')).toContain('text/javascript');
    expect(script.text).toContain('history.replaceState');

    const pasting = newBrowser();
    const whole = ` ${world.config.publicUrl}${invitation.path}?lang=en#${invitation.key} `;
    const shown = await pasting.post('/invitation/0/ouvrir', { cle: whole });
    expect(wordsOf(shown)).toContain('Tarification de la cantine scolaire');
  });

  test('an unknown invitation looks as any other without its key', async () => {
    const invitation = await invited();
    const unknown = '01900000-0000-7000-8000-000000000000';
    const one = (await newBrowser().get(invitation.path)).text.replaceAll(invitation.id, '');
    expect((await newBrowser().get(`/invitation/${unknown}`)).text.replaceAll(unknown, '')).toBe(one);
    expect((await newBrowser().get('/invitation/x')).response.status).toBe(200);
  });

  test('another key opens nothing, and the page says what to do', async () => {
    const [one, other] = [await invited(), await invited()];
    for (const key of [other.key, `${one.key.slice(0, -1)}A`, '', 'x'.repeat(43), one.id]) {
      const guest = newBrowser();
      const answer = await guest.post(`${one.path}/ouvrir`, { cle: key });
      expect(answer.response.status).toBe(422);
      expect(wordsOf(answer)).toContain('demandez une nouvelle invitation');
      expect(wordsOf(await guest.get(one.path))).not.toContain('Tarification');
    }
  });

  test('revoked or run out, it says so and whom to ask; what was opened by it is closed', async () => {
    const revoked = await invited();
    const guest = await proven(revoked);
    expect(await writes(guest, revoked)).toBe(true);
    await api.call(applicant, `/requests/${revoked.requestId}/invitations/${revoked.id}`, {
      method: 'DELETE',
    });
    const gone = await guest.get(revoked.path);
    expect(gone.response.status).toBe(410);
    expect(wordsOf(gone)).toContain('Camille Martin l’a retirée.');
    expect(gone.text).not.toContain('Tarification');
    for (const action of ['', '/code', '/preuve']) {
      const answer = await guest.post(`${revoked.path}${action}`, { intitule: 'Trop tard' });
      expect(answer.response.status).toBe(410);
    }
    const old = await invited();
    const late = await opened(old);
    clock.ahead = days(14) + 1;
    const ended = await late.get(old.path);
    expect(ended.response.status).toBe(410);
    expect(wordsOf(ended)).toContain('demandez à Camille Martin une nouvelle invitation');
  });
});

describe('ProConnect', () => {
  test('under the invited address opens the page, even where the link is lost', async () => {
    const email = 'Agent.Invite@commune.example';
    const invitation = await invited({ email });
    const guest = newBrowser();
    await signIn(
      guest,
      await createActor(database, [commune.id], { email, givenName: 'Alix', familyName: 'Agent' }),
    );
    expect(wordsOf(await guest.get(invitation.path))).toContain(
      'Vous écrivez en tant que Alix Agent (connecté avec ProConnect).',
    );
    expect(await writes(guest, invitation)).toBe(true);
  });

  test('under another address reads by the link, and is told the ways out', async () => {
    const invitation = await invited();
    const other = await createActor(database, [commune.id], { email: 'quelqu.un@commune.example' });
    const guest = await opened(invitation);
    await signIn(guest, other);
    const page = await guest.get(invitation.path);
    expect(wordsOf(page)).toContain('qui n’est pas l’adresse invitée');
    expect(page.text).toContain('&amp;nouvelle=1');
    expect(await writes(guest, invitation)).toBe(false);
    const refused = await guest.post(invitation.path, { intitule: 'Autre', montre: 'intitule' });
    expect(refused.response.status).toBe(401);
    // Without the link, nothing.
    const alone = newBrowser();
    await signIn(alone, other);
    expect(wordsOf(await alone.get(invitation.path))).not.toContain('Tarification');
  });

  test('the link leads to sign-in and back', async () => {
    const invitation = await invited();
    const page = await (await opened(invitation)).get(invitation.path);
    expect(page.text).toContain(`/connexion?retour=${encodeURIComponent(`${invitation.path}?lang=fr`)}`);
  });
});

test('a form of another site changes nothing', async () => {
  const invitation = await invited();
  const guest = await proven(invitation);
  const foreign = async (headers: Record<string, string>) =>
    (
      await guest.browser.visit(new URL(invitation.path, address()), {
        method: 'POST',
        body: new URLSearchParams({ montre: 'intitule', intitule: 'Pirate' }),
        headers,
      })
    ).response.status;
  expect(await foreign({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await foreign({ 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await foreign({ origin: 'https://ailleurs.example' })).toBe(403);
  // An older browser, from our own page without referrer: the cookie is what SameSite lets through.
  const fields = formOn(await guest.get(invitation.path));
  const old = await guest.browser.visit(new URL(invitation.path, address()), {
    method: 'POST',
    body: new URLSearchParams({
      vu: fields.vu?.[0] ?? '',
      montre: 'intitule',
      intitule: 'Ancien navigateur',
    }),
    headers: { origin: 'null' },
  });
  expect(old.response.status).toBe(303);
});

test('nothing of it is in the logs', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const invitation = await invited();
  const mailer = { send: async () => {}, close: () => {} };
  const job = { event: invitation.id, request: invitation.requestId, topic: 'invitation', data: {} };
  await database.execute('delete from mails');
  await mailInvitations({ ...world, log, mailer }, job);
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain(invitation.email);
  expect(lines[0]).not.toContain(invitation.key);
});
