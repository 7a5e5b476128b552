/** A code sent to the invited address lets write: once, for a while, and not to who guesses. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { codeFor } from '../../../server/invitations/secrets.ts';
import { invitationCodes, invitationSessions, invitations } from '../../../server/invitations/tables.ts';
import { sweepInvitations } from '../../../server/invitations/upkeep.ts';
import { testDatabase } from '../../support/database.ts';
import { createDoor, days, minutes, named } from './door.ts';
import { wordsOf } from './pages.ts';

const { database } = await testDatabase();
const { delivered, world, newBrowser, address, clock, invited, opened, codeSent, proven, writes } =
  await createDoor(database);

const wrongly = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

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
    clock.ahead = minutes(2);
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
      clock.ahead += minutes(2);
      await guest.post(`${invitation.path}/code`);
      const code = await codeSent(invitation);
      for (let time = 0; time < 5; time++) {
        await guest.post(`${invitation.path}/preuve`, { code: wrongly(code), ...named });
      }
    }
    clock.ahead += minutes(2);
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
      clock.ahead += minutes(2);
      expect((await guest.post(`${invitation.path}/code`)).response.status).toBe(200);
    }
    clock.ahead += minutes(2);
    const often = await guest.post(`${invitation.path}/code`);
    expect([often.response.status, wordsOf(often).includes('attendez une heure')]).toEqual([429, true]);
    clock.ahead += minutes(60);
    await sweepInvitations(world);
    expect((await guest.post(`${invitation.path}/code`)).response.status).toBe(200);
  });

  test('lives ten minutes, and the next one ends it', async () => {
    const invitation = await invited();
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    const first = await codeSent(invitation);
    clock.ahead = minutes(2);
    await guest.post(`${invitation.path}/code`);
    const second = await codeSent(invitation);
    await guest.post(`${invitation.path}/preuve`, { code: first, ...named });
    expect(await writes(guest, invitation)).toBe(false);
    clock.ahead = minutes(13);
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
    clock.ahead = 4 * minutes(60) + 1;
    expect(await writes(guest, invitation)).toBe(false);
    clock.ahead = 0;
    const left = await guest.post(`${invitation.path}/fermer`);
    expect(wordsOf(left)).toContain('Cette page s’ouvre par le lien reçu');
    const rows = () =>
      database.select().from(invitationSessions).where(eq(invitationSessions.invitationId, invitation.id));
    expect(await rows()).toEqual([]);
    clock.ahead = minutes(2);
    await proven(invitation);
    expect(await rows()).toHaveLength(1);
    clock.ahead = days(1);
    await sweepInvitations(world);
    expect(await rows()).toEqual([]);
  });
});
