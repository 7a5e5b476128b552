/** The link shows, a code or ProConnect lets write; and everything that may go wrong at that door. */
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { openingPath } from '../../../server/invitations/landing.ts';
import { mailInvitations } from '../../../server/invitations/mails.ts';
import { codeFor } from '../../../server/invitations/secrets.ts';
import { invitationCodes, invitationSessions, invitations } from '../../../server/invitations/tables.ts';
import { sweepInvitations } from '../../../server/invitations/upkeep.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor } from '../requests/world.ts';
import { createPages, formOn, type GuestBrowser, wordsOf } from './pages.ts';
import { createInvitationWorld } from './world.ts';

const { database } = await testDatabase();
const { api, applicant, commune, delivered, invite, world } = await createInvitationWorld(database);
const { newBrowser, signIn, address } = createPages(world);

/** The time that the server believes it is. */
let clock = 0;
beforeEach(() => {
  clock = 0;
});
world.now = () => new Date(Date.now() + clock);
const minutes = (count: number) => count * 60_000;
const days = (count: number) => count * 86_400_000;

interface Invited {
  requestId: string;
  id: string;
  email: string;
  path: string;
  key: string;
}

let guests = 0;

/** Somebody invited to fill a step; the mail has arrived. */
async function invited(body: object = {}): Promise<Invited> {
  const email = `editrice.${++guests}@editeur.example`;
  const { id: requestId } = await api.created(applicant);
  const made = await invite(applicant, requestId, { kind: 'fill', step: 'basic_infos', email, ...body });
  const [mail] = await delivered(requestId);
  const key = /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
  return { requestId, id: made.body.id, email: made.body.email, path: `/invitation/${made.body.id}`, key };
}

/** A browser that has opened the link. */
async function opened({ path, key }: Invited): Promise<GuestBrowser> {
  const guest = newBrowser();
  await guest.post(`${path}/ouvrir`, { cle: key });
  return guest;
}

async function codeSent({ requestId }: Invited): Promise<string> {
  const mails = await delivered(requestId, world.now);
  return /> (\d{6})/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
}

const named = { prenom: 'Éden', nom: 'Fictif' };
const wrongly = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** Somebody who has shown a code. */
async function proven(invitation: Invited): Promise<GuestBrowser> {
  const guest = await opened(invitation);
  await guest.post(`${invitation.path}/code`);
  await guest.post(`${invitation.path}/preuve`, { code: await codeSent(invitation), ...named });
  return guest;
}

const writes = (guest: GuestBrowser, { path }: Invited) =>
  guest.get(path).then((page) => page.text.includes('name="intitule"'));

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
    clock = days(14) + 1;
    const ended = await late.get(old.path);
    expect(ended.response.status).toBe(410);
    expect(wordsOf(ended)).toContain('demandez à Camille Martin une nouvelle invitation');
  });
});

describe('a code', () => {
  test('goes to the invited address alone, works once, and gives a name to what is done', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    const asked = await guest.post(`${invitation.path}/code`);
    expect(wordsOf(asked)).toContain('Un code vient de partir vers e…');
    const [mail] = await delivered(invitation.requestId);
    expect(mail?.to).toEqual([invitation.email]);
    const code = /> (\d{6})/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(mail?.subject).not.toContain(code);
    const [row] = await database
      .select()
      .from(invitationCodes)
      .where(eq(invitationCodes.invitationId, invitation.id));
    expect(row?.codeHash).not.toContain(code);
    expect(codeFor(world.config, row?.id ?? '')).toBe(code);

    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const shown = await guest.post(`${invitation.path}/preuve`, { code: spaced, ...named });
    expect(wordsOf(shown)).toContain('Vous écrivez en tant que Éden Fictif (adresse vérifiée par code).');
    expect(await writes(guest, invitation)).toBe(true);
    const [person] = await database
      .select()
      .from(users)
      .where(eq(users.subject, `invitation:${invitation.id}`));
    expect(person).toMatchObject({
      givenName: 'Éden',
      familyName: 'Fictif',
      email: invitation.email,
      roles: [],
    });
  });

  test('a second device needs its own: the same code again opens nothing', async () => {
    const invitation = await invited();
    const first = await opened(invitation);
    await first.post(`${invitation.path}/code`);
    const code = await codeSent(invitation);
    await first.post(`${invitation.path}/preuve`, { code, ...named });

    const second = await opened(invitation);
    expect(await writes(second, invitation)).toBe(false);
    const replayed = await second.post(`${invitation.path}/preuve`, { code, ...named });
    expect(replayed.response.status).toBe(422);
    expect(wordsOf(replayed)).toContain('Ce code ne vaut plus');
    expect(await writes(second, invitation)).toBe(false);
    clock = minutes(2);
    const again = await second.post(`${invitation.path}/code`);
    // The name is given already: somebody else asks for an invitation of their own.
    expect(wordsOf(again)).toContain('Cette invitation a déjà servi à Éden Fictif');
    expect(again.text).not.toContain('name="prenom"');
    await second.post(`${invitation.path}/preuve`, {
      code: await codeSent(invitation),
      prenom: 'Autre',
      nom: 'Nom',
    });
    expect(wordsOf(await second.get(invitation.path))).toContain('en tant que Éden Fictif');
  });

  test('two browsers with the same code at the same moment: one of them', async () => {
    const invitation = await invited();
    const browsers = [await opened(invitation), await opened(invitation)];
    await browsers[0]?.post(`${invitation.path}/code`);
    const code = await codeSent(invitation);
    await Promise.all(browsers.map((one) => one.post(`${invitation.path}/preuve`, { code, ...named })));
    const outcomes = await Promise.all(browsers.map((one) => writes(one, invitation)));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  test('is not guessed: five tries, counted even when they come all at once', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    const code = await codeSent(invitation);
    const tries = Array.from({ length: 30 }, (_, place) =>
      String((Number(code) + 1 + place) % 1_000_000).padStart(6, '0'),
    );
    const answers = await Promise.all(
      tries.map((wrong) => guest.post(`${invitation.path}/preuve`, { code: wrong, ...named })),
    );
    expect(answers.filter((page) => wordsOf(page).includes('Ce n’est pas le code envoyé'))).toHaveLength(5);
    // The right one comes too late.
    const right = await guest.post(`${invitation.path}/preuve`, { code, ...named });
    expect(wordsOf(right)).toContain('Ce code ne vaut plus');
    expect(await writes(guest, invitation)).toBe(false);
    const [row] = await database.select().from(invitations).where(eq(invitations.id, invitation.id));
    expect(row?.wrongCodes).toBe(5);
  });

  test('after twenty wrong ones in all, no code is taken any more: ProConnect, or a new invitation', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    for (let round = 0; round < 4; round++) {
      clock += minutes(2);
      await guest.post(`${invitation.path}/code`);
      const code = await codeSent(invitation);
      for (let time = 0; time < 5; time++) {
        await guest.post(`${invitation.path}/preuve`, { code: wrongly(code), ...named });
      }
    }
    clock += minutes(2);
    const refused = await guest.post(`${invitation.path}/code`);
    expect(refused.response.status).toBe(429);
    expect(wordsOf(refused)).toContain('cette invitation n’en prend plus');
    expect(await delivered(invitation.requestId, world.now)).toEqual([]);
  });

  test('one a minute, five an hour', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    const soon = await guest.post(`${invitation.path}/code`);
    expect([soon.response.status, wordsOf(soon).includes('attendez une minute')]).toEqual([429, true]);
    for (let count = 0; count < 4; count++) {
      clock += minutes(2);
      expect((await guest.post(`${invitation.path}/code`)).response.status).toBe(200);
    }
    clock += minutes(2);
    const often = await guest.post(`${invitation.path}/code`);
    expect([often.response.status, wordsOf(often).includes('attendez une heure')]).toEqual([429, true]);
    clock += minutes(60);
    await sweepInvitations(world);
    expect((await guest.post(`${invitation.path}/code`)).response.status).toBe(200);
  });

  test('lives ten minutes, and the next one ends it', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    const first = await codeSent(invitation);
    clock = minutes(2);
    await guest.post(`${invitation.path}/code`);
    const second = await codeSent(invitation);
    await guest.post(`${invitation.path}/preuve`, { code: first, ...named });
    expect(await writes(guest, invitation)).toBe(false);
    clock = minutes(13);
    const late = await guest.post(`${invitation.path}/preuve`, { code: second, ...named });
    expect(wordsOf(late)).toContain('Ce code ne vaut plus');
    expect(await writes(guest, invitation)).toBe(false);
  });

  test.each([
    ['no name', { prenom: ' ', nom: '' }, 'Donnez votre prénom'],
    ['a name of two lines', { prenom: 'A\r\nBcc: x@y.example', nom: 'B' }, 'Donnez votre prénom'],
    ['a name too long', { prenom: 'A', nom: 'B'.repeat(101) }, 'Donnez votre nom'],
    ['no code', { code: '', ...named }, 'Saisissez les six chiffres'],
    ['letters', { code: 'abcdef', ...named }, 'Saisissez les six chiffres'],
  ])('with %s: told which, what was typed is kept, no try is lost', async (_, typed, words) => {
    const invitation = await invited();
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    const code = await codeSent(invitation);
    const answer = await guest.post(`${invitation.path}/preuve`, { code, ...typed });
    expect(answer.response.status).toBe(422);
    expect(wordsOf(answer)).toContain(words);
    expect(answer.text).toMatch(/<title>Erreur\s: /);
    if (typed.prenom === named.prenom) expect(answer.text).toContain('value="Éden"');
    const [row] = await database
      .select()
      .from(invitationCodes)
      .where(eq(invitationCodes.invitationId, invitation.id));
    expect(row?.tries).toBe(0);
  });

  test('cannot be asked for without the link', async () => {
    const invitation = await invited();
    const nobody = newBrowser();
    expect((await nobody.post(`${invitation.path}/code`)).response.status).toBe(422);
    expect(
      (await nobody.post(`${invitation.path}/preuve`, { code: '123456', ...named })).response.status,
    ).toBe(422);
    expect(await delivered(invitation.requestId)).toEqual([]);
  });
});

describe('what a code opens', () => {
  test('is one invitation: its cookie is worth nothing at another', async () => {
    const [one, other] = [await invited(), await invited()];
    const guest = await proven(one);
    const cookie = guest.browser.cookiesFor(new URL(one.path, address()));
    const elsewhere = await newBrowser().browser.visit(new URL(other.path, address()), {
      headers: { cookie },
    });
    expect(elsewhere.text).not.toContain('Tarification');
    // Nor is it a session of ours.
    expect(cookie).not.toContain('datapass_session');
  });

  test('ends after four hours, at the end of the visit, and leaves no row behind', async () => {
    const invitation = await invited();
    const guest = await proven(invitation);
    clock = 4 * minutes(60) + 1;
    expect(await writes(guest, invitation)).toBe(false);
    clock = 0;
    const left = await guest.post(`${invitation.path}/fermer`);
    expect(wordsOf(left)).toContain('Cette page s’ouvre par le lien reçu');
    const rows = () =>
      database.select().from(invitationSessions).where(eq(invitationSessions.invitationId, invitation.id));
    expect(await rows()).toEqual([]);
    clock = minutes(2);
    await proven(invitation);
    expect(await rows()).toHaveLength(1);
    clock = days(1);
    await sweepInvitations(world);
    expect(await rows()).toEqual([]);
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
