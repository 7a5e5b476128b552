/** `/mes-donnees` and the erasure by an administrator, over HTTP. */
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { cookieName } from '../../../server/accounts/cookies.ts';
import { sessionCookie } from '../../../server/accounts/session.ts';
import { createSession, listSessions } from '../../../server/accounts/sessions.ts';
import { sessions, users } from '../../../server/accounts/tables.ts';
import { actsOf } from '../../../server/acts/acts.ts';
import { verifyHistory } from '../../../server/audit/verify.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { legalPage } from '../../../server/pages/legal.ts';
import type { PersonalData } from '../../../server/privacy/mine.ts';
import { privacyRoutes } from '../../../server/privacy/routes.ts';
import { keepText, ruleWords } from '../../../server/privacy/rule-words.ts';
import { retentionRules } from '../../../server/privacy/rules.ts';
import { sweepPersonalData } from '../../../server/privacy/sweep.ts';
import { personErasures } from '../../../server/privacy/tables.ts';
import { addMonths } from '../../../server/requests/dates.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import type { Services } from '../../../server/services.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor, createCast } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, commune, instructor } = await createCast(database);
const services = world as unknown as Services;
const app = privacyRoutes(services);
app.get('/confidentialite', legalPage(services, 'confidentialite') as never);
app.onError(errorHandler(services));

const person = (changes: Partial<Actor> = {}) => createActor(database, [commune.id], changes);
const administrator = await createActor(database, [commune.id], { roles: ['*:*:administrator'] });

/** A browser of ours, signed in. */
async function visit(
  actor: Actor | undefined,
  path: string,
  form?: Record<string, string>,
  from = 'same-origin',
) {
  const headers: Record<string, string> = { accept: 'text/html', 'sec-fetch-site': from };
  if (actor) {
    const { userId, organisationId } = actor;
    const session = { userId, organisationId, acr: 'eidas1-mfa', idToken: '', userAgent: '' };
    headers.cookie = `${cookieName(services.config, sessionCookie)}=${await createSession(services, session)}`;
  }
  const answer = await app.request(
    `https://datapass.example${path}`,
    form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers },
  );
  return { answer, status: answer.status, text: (await answer.text()).replaceAll('&#39;', "'") };
}

const isKnown = async ({ userId }: Actor) =>
  (await database.select({ id: users.id }).from(users).where(eq(users.id, userId))).length === 1;
const row = async (id: string) =>
  (await database.select().from(requests).where(eq(requests.id, id)))[0] as typeof requests.$inferSelect;
const yes = { confirme: 'oui' };

afterEach(async () => {
  expect((await verifyHistory(world, { threads: 0 })).faults).toEqual([]);
});

describe('what is kept about me', () => {
  test('is shown to who has signed in, and to nobody else', async () => {
    const { status, answer } = await visit(undefined, '/mes-donnees');
    expect([status, answer.headers.get('location')]).toEqual([303, '/connexion?retour=%2Fmes-donnees']);
    expect((await visit(undefined, '/mes-donnees/export.json')).status).toBe(303);
    expect((await visit(undefined, '/mes-donnees/effacement', yes)).status).toBe(401);
  });

  test('names each request, and until when it is kept', async () => {
    const me = await person();
    const sent = (await api.submitted(me, await api.created(me))).body;
    const { text } = await visit(me, '/mes-donnees');
    expect(text).toContain(me.email);
    expect(text).toContain(sent.number);
    expect(text).toContain(`en cours : conservée ${keepText('file', 'fr')}`);
    await execute(world, sent.id, { name: 'refuse', reason: 'Hors sujet.' }, instructor);
    const end = new Date(addMonths(new Date(), 36)).getUTCFullYear();
    expect((await visit(me, '/mes-donnees')).text).toMatch(new RegExp(`conservée jusqu’au [^<]* ${end}`));
    expect((await visit(me, '/mes-donnees?lang=en')).text).toContain('<html lang="en">');
  });

  test('is taken away as a file, with what I wrote and nothing of what others wrote', async () => {
    const [me, colleague] = [await person(), await person()];
    const mine = await api.created(me);
    const theirs = await api.created(colleague, { answers: { intitule: 'Le projet de ma collègue' } });
    const { answer, text } = await visit(me, '/mes-donnees/export.json');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="datapass-.*\.json"$/);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const data = JSON.parse(text) as PersonalData;
    expect(data.identity.email).toBe(me.email);
    expect(data.requests.map(({ number }) => number)).toEqual([mine.number]);
    expect(data.requests[0]?.answers).toMatchObject({ intitule: mine.answers.intitule });
    expect(data.requests[0]?.done_by_you?.map(({ name }) => name)).toEqual(['create']);
    expect(text).not.toContain('collègue');
    expect(text).not.toContain(theirs.id);
  });

  test('says what other people’s requests say of me', async () => {
    const [applicant, me] = [await person(), await person({ email: 'delegue@agglo.example' })];
    const answers = {
      ...(await api.created(applicant)).answers,
      delegue_protection_donnees: {
        given_name: 'Sacha',
        family_name: 'Petit',
        email: 'Delegue@agglo.example',
        phone: '0102030405',
        job_title: 'Délégué',
      },
    };
    delete (answers as Record<string, unknown>).cadre_juridique_document;
    const sent = (await api.submitted(applicant, await api.created(applicant, { answers }))).body;
    expect((await visit(me, '/mes-donnees')).text).toContain(sent.number);
    const data = JSON.parse((await visit(me, '/mes-donnees/export.json')).text) as PersonalData;
    expect(data.named_in).toMatchObject([
      { number: sent.number, said_of_you: { delegue_protection_donnees: { family_name: 'Petit' } } },
    ]);
    expect(Object.keys(data.named_in[0]?.said_of_you ?? {})).toEqual(['delegue_protection_donnees']);
  });
});

describe('my open sessions', () => {
  const listed = async ({ userId }: Actor) => (await listSessions(services, userId)).map(({ id }) => id);

  test('are listed by browser, and I end another than the one I am in', async () => {
    const me = await person();
    const { userId, organisationId } = me;
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    await createSession(services, { userId, organisationId, acr: '', idToken: '', userAgent: firefox });
    const [elsewhere = ''] = await listed(me);
    const { text } = await visit(me, '/mes-donnees');
    expect(text).toContain('<b>Firefox, Linux</b>');
    expect(text).toContain('<b>Navigateur inconnu</b>');
    // Not the one of this page: that is signing out.
    expect(text.match(/name="session"/g)).toHaveLength(1);
    expect(text).toContain(`value="${elsewhere}"`);
    const { status, answer } = await visit(me, '/mes-donnees/sessions', { session: elsewhere });
    expect([status, answer.headers.get('location')]).toEqual([303, '/mes-donnees#sessions']);
    expect(await listed(me)).not.toContain(elsewhere);
  });

  test('are not ended by others, nor from another site, and what is none is nothing', async () => {
    const [me, other] = [await person(), await person()];
    await visit(me, '/mes-donnees');
    const [mine = ''] = await listed(me);
    await visit(other, '/mes-donnees/sessions', { session: mine });
    expect((await visit(me, '/mes-donnees/sessions', { session: mine }, 'cross-site')).status).toBe(403);
    expect((await visit(me, '/mes-donnees/sessions', {})).status).toBe(303);
    expect((await visit(undefined, '/mes-donnees/sessions', { session: mine })).status).toBe(401);
    expect(await listed(me)).toContain(mine);
  });
});

describe('my erasure', () => {
  test('is not done unless it is confirmed, nor from another site', async () => {
    const me = await person();
    const { status, text } = await visit(me, '/mes-donnees/effacement', {});
    expect(status).toBe(422);
    expect(text).toContain('href="#confirme"');
    expect(text).toContain('aria-invalid="true"');
    expect((await visit(me, '/mes-donnees/effacement', { confirme: '<b>' })).status).toBe(422);
    expect((await visit(me, '/mes-donnees/effacement', yes, 'cross-site')).status).toBe(403);
    expect((await visit(me, '/mes-donnees/effacement', { x: 'x'.repeat(20_000) })).status).toBe(413);
    expect(await isKnown(me)).toBe(true);
  });

  test('leaves nothing of somebody who has only drafts of their own', async () => {
    const me = await person();
    const draft = await api.created(me);
    await api.attached(me, draft, 'cadre_juridique_document');
    expect((await visit(me, '/mes-donnees')).text).toContain(draft.number);
    const { status, text } = await visit(me, '/mes-donnees/effacement', yes);
    expect(status).toBe(200);
    expect(text).toContain('Votre compte n’existe plus');
    expect(text).not.toContain('Se déconnecter');
    expect(await isKnown(me)).toBe(false);
    expect(await row(draft.id)).toMatchObject({ state: 'archived', answers: {}, title: '' });
    expect(await database.select().from(sessions).where(eq(sessions.userId, me.userId))).toEqual([]);
  });

  test('names what the law keeps, ends the sessions, and is carried out when the law lets go', async () => {
    const me = await person({ phone: '0102030405' });
    const sent = (await api.submitted(me, await api.created(me))).body;
    const draft = await api.created(me);
    await execute(world, sent.id, { name: 'refuse', reason: 'Hors sujet.' }, instructor);
    await database.update(users).set({ phone: '0102030405' }).where(eq(users.id, me.userId));
    const { text } = await visit(me, '/mes-donnees/effacement', yes);
    expect(text).toContain('Ce qui pouvait l’être est effacé');
    expect(text).toContain(sent.number);
    expect(text).toContain('conservée jusqu’au');
    expect(text).not.toContain(draft.number);
    expect(await isKnown(me)).toBe(true);
    const [kept] = await database.select().from(users).where(eq(users.id, me.userId));
    expect(kept?.phone).toBe('');
    expect(await database.select().from(sessions).where(eq(sessions.userId, me.userId))).toEqual([]);
    await sweepPersonalData({ ...world, now: () => addMonths(new Date(), 37) });
    expect(await isKnown(me)).toBe(false);
    const [wish] = await database.select().from(personErasures).where(eq(personErasures.userId, me.userId));
    expect(wish?.doneAt).not.toBeNull();
  });

  test('keeps a draft that a colleague has written in', async () => {
    const [me, colleague] = [await person(), await person()];
    const draft = await api.created(me);
    await execute(world, draft.id, { name: 'ask_take_over', due: new Date() }, colleague);
    const { text } = await visit(me, '/mes-donnees/effacement', yes);
    expect(text).toContain('un brouillon où d’autres ont écrit');
    expect((await row(draft.id)).state).toBe('draft');
  });

  test('is taken back by signing in again: nothing more goes by itself', async () => {
    const me = await person();
    await api.submitted(me, await api.created(me));
    await visit(me, '/mes-donnees/effacement', yes);
    await database
      .update(users)
      .set({ lastSeenAt: new Date(Date.now() + 1_000) })
      .where(eq(users.id, me.userId));
    await sweepPersonalData(world);
    expect((await visit(me, '/mes-donnees')).text).toContain('demandez-le de nouveau');
  });
});

describe('an administrator', () => {
  const path = ({ userId }: Actor) => `/administration/effacement/${userId}`;

  test('erases somebody, and says why', async () => {
    const someone = await person();
    const page = await visit(administrator, path(someone));
    expect(page.text).toContain(someone.email);
    const refused = await visit(administrator, path(someone), { motif: '  ', ...yes });
    expect([refused.status, refused.text.includes('href="#motif"')]).toEqual([422, true]);
    const long = await visit(administrator, path(someone), { motif: 'a'.repeat(2_001), ...yes });
    expect(long.status).toBe(422);
    expect((await visit(administrator, path(someone), { motif: 'nul \0', ...yes })).status).toBe(422);
    expect(await isKnown(someone)).toBe(true);
    const done = await visit(administrator, path(someone), { motif: 'Courrier du 3 mai.', ...yes });
    expect(done.status).toBe(200);
    expect(await isKnown(someone)).toBe(false);
    const [wish] = await database
      .select()
      .from(personErasures)
      .where(eq(personErasures.userId, someone.userId));
    expect(wish).toMatchObject({ askedBy: administrator.userId });
    expect(await actsOf(database, someone.userId)).toMatchObject([
      { name: 'erase_person', by: administrator.userId, words: { reason: 'Courrier du 3 mai.' } },
    ]);
    expect((await visit(administrator, path(someone))).status).toBe(404);
  });

  test('is one for every provider, and not for themselves', async () => {
    const someone = await person();
    const partial = await person({ roles: ['dgfip:*:administrator'] });
    expect((await visit(partial, path(someone))).status).toBe(404);
    expect((await visit(partial, path(someone), { motif: 'Non', ...yes })).status).toBe(404);
    expect((await visit(someone, path(partial))).status).toBe(403);
    expect((await visit(administrator, path(administrator))).status).toBe(403);
    expect((await visit(administrator, '/administration/effacement/nobody')).status).toBe(404);
    expect(await isKnown(someone)).toBe(true);
  });
});

test.each(['fr', 'en'] as const)(
  'the page on personal data says every rule that the jobs go by (%s)',
  async (language) => {
    const { text } = await visit(undefined, `/confidentialite?lang=${language}`);
    for (const rule of retentionRules) {
      expect(text).toContain(ruleWords[language][rule].what);
      expect(text).toContain(keepText(rule, language));
    }
  },
);
