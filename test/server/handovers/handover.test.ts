import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { finishTakeOvers } from '../../../server/handovers/handover.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { organisationLinks } from '../../../server/organisations/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { historyOf, linesFor } from '../../../server/requests/view/history.ts';
import { type Mailbox, startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { testDatabase } from '../../support/database.ts';
import { codeOf, type ProblemBody } from '../requests/problems.ts';
import { complete, createActor, createCast, createOrganisation } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, commune, applicant: camille, instructor } = await createCast(database);
const dominique = await createActor(database, [commune.id], {
  givenName: 'Dominique',
  familyName: 'Petit',
  email: 'dominique.petit@commune.example',
});

let mailbox: Mailbox;
let mailer: ReturnType<typeof createMailer>;

beforeAll(async () => {
  mailbox = await startMailbox({ port: 0 });
  mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
});
afterAll(async () => {
  mailer.close();
  await mailbox.stop();
});

const transfer = (actor: Actor, id: string, email: string) =>
  api.call<RequestView>(actor, `/requests/${id}/transfer`, { method: 'POST', body: { email } });
const takeOver = (actor: Actor, id: string, method: 'POST' | 'DELETE' = 'POST') =>
  api.call<RequestView>(actor, `/requests/${id}/take-over`, { method });
const later = (days: number) => ({ ...world, now: () => new Date(Date.now() + days * 86_400_000) });

async function unlink(actor: Actor, trust?: 'declared') {
  const link = and(
    eq(organisationLinks.userId, actor.userId),
    eq(organisationLinks.organisationId, commune.id),
  );
  if (trust) await database.update(organisationLinks).set({ trust }).where(link);
  else await database.delete(organisationLinks).where(link);
}

/** Sends the mails of the last event of this name. */
async function mailsOf(requestId: string, name: string) {
  const [event] = await database
    .select()
    .from(events)
    .where(and(eq(events.requestId, requestId), eq(events.name, name)))
    .orderBy(asc(events.sequence));
  const before = mailbox.mails().length;
  await notify({ ...world, mailer }, String(event?.id));
  return mailbox
    .mails()
    .slice(0, mailbox.mails().length - before)
    .map(({ to, subject, text }) => ({ to: to[0], subject, text }));
}

describe('the applicant hands a request over', () => {
  test('to a colleague, who becomes the applicant; both are told; the history and the chain say so', async () => {
    const draft = await api.created(camille);
    const given = await transfer(camille, draft.id, ' Dominique.Petit@Commune.example ');
    expect(given.status).toBe(200);
    expect(given.body).toMatchObject({
      mine: false,
      applicant: { family_name: 'Petit' },
      actions: ['ask_take_over'],
      version: 2,
    });
    expect(given.body.history.at(-1)).toMatchObject({ name: 'transfer', by: 'vous', role: 'applicant' });
    const taken = await api.call(dominique, `/requests/${draft.id}`);
    expect(taken.body).toMatchObject({ mine: true, answers: draft.answers });
    expect(taken.body.actions).toContain('submit');
    expect(await verifyChain(world, draft.id)).toEqual({ valid: true, events: 2 });
    const topics = await database.select().from(outbox).where(eq(outbox.requestId, draft.id));
    expect(topics.map(({ topic }) => topic)).toContain('transfer');

    const told = await mailsOf(draft.id, 'transfer');
    expect(told.map(({ to }) => to).sort()).toEqual([camille.email, dominique.email].sort());
    const hers = told.find(({ to }) => to === dominique.email);
    expect(hers?.subject).toContain(`Camille Martin vous confie la demande ${draft.number}`);
    expect(hers?.text).toContain(`?demande=${draft.id}`);
    expect(told.find(({ to }) => to === camille.email)?.text).toContain('confié');
  });

  test('a request under instruction, which its new applicant then answers', async () => {
    const sent = await api.submitted(camille, await api.created(camille));
    expect((await transfer(camille, sent.body.id, dominique.email)).status).toBe(200);
    await execute(
      world,
      sent.body.id,
      { name: 'request_changes', reason: 'Précisez.', fields: [] },
      instructor,
    );
    const seen = await api.call(dominique, `/requests/${sent.body.id}`);
    expect((await api.submitted(dominique, seen.body)).status).toBe(200);
  });

  test('to nobody else: an unknown address, another organisation’s, a link that is only declared, or one’s own', async () => {
    const draft = await api.created(camille);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const declared = await createActor(database, []);
    await database
      .insert(organisationLinks)
      .values({ userId: declared.userId, organisationId: commune.id, trust: 'declared' });
    const answers = [];
    for (const email of ['personne@nulle.example', stranger.email, declared.email]) {
      const answer = await transfer(camille, draft.id, email);
      expect([answer.status, codeOf(answer.body)]).toEqual([422, 'invalid']);
      answers.push(JSON.stringify(answer.body));
    }
    // The three look the same: the answer says nothing of who has an account elsewhere.
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('ProConnect');
    const own = await transfer(camille, draft.id, camille.email);
    expect([own.status, codeOf(own.body)]).toEqual([409, 'own-already']);
  });

  test('not to an address that the provider refuses', async () => {
    const draft = await api.created(camille);
    const generic = await createActor(database, [commune.id], { email: 'mairie@commune.example' });
    const answer = await transfer(camille, draft.id, generic.email);
    expect((answer.body as unknown as ProblemBody).fields?.[0]?.code).toBe('email_not_accepted');
  });

  test('a colleague and a stranger cannot give what is not theirs, and learn nothing', async () => {
    const draft = await api.created(camille);
    for (const email of [dominique.email, 'personne@nulle.example']) {
      const answer = await transfer(dominique, draft.id, email);
      expect([answer.status, codeOf(answer.body)]).toEqual([403, 'not-permitted']);
    }
    const stranger = await createActor(database, []);
    expect((await transfer(stranger, draft.id, dominique.email)).status).toBe(404);
  });

  test('an archived request stays where it is', async () => {
    const draft = await api.created(camille);
    await execute(world, draft.id, { name: 'archive' }, camille);
    const answer = await transfer(camille, draft.id, dominique.email);
    expect([answer.status, codeOf(answer.body)]).toEqual([409, 'command-refused']);
  });

  test('not by who has left the organisation: they see nothing of it any more', async () => {
    const draft = await api.created(camille);
    const departed = { ...camille, organisationIds: [] };
    expect((await transfer(departed, draft.id, dominique.email)).status).toBe(404);
    expect((await api.call(departed, `/requests/${draft.id}`)).status).toBe(404);
  });

  test('holds while the applicant’s own window is saving', async () => {
    const draft = await api.created(camille);
    const saves = Array.from({ length: 3 }, (_, turn) =>
      execute(world, draft.id, { name: 'save', explanation: `Essai ${turn}` }, camille).catch(() => {}),
    );
    const [given] = await Promise.all([transfer(camille, draft.id, dominique.email), ...saves]);
    expect(given?.status).toBe(200);
  });
});

describe('a colleague takes a request over', () => {
  test('asks; the applicant is told and has seven days; nobody objects, and it is done by itself', async () => {
    const draft = await api.created(camille);
    const asked = await takeOver(dominique, draft.id);
    expect(asked.status).toBe(200);
    expect(asked.body).toMatchObject({
      mine: false,
      take_over: { by: 'Dominique Petit', mine: true },
      actions: ['object_take_over'],
    });
    const days = Date.parse(asked.body.take_over?.due_at ?? '') - Date.now();
    expect(Math.round(days / 86_400_000)).toBe(7);
    // Asking again changes nothing.
    expect((await takeOver(dominique, draft.id)).body.version).toBe(asked.body.version);

    const seen = await api.call(camille, `/requests/${draft.id}`);
    expect(seen.body.take_over).toMatchObject({ by: 'Dominique Petit', mine: false });
    expect(seen.body.take_over?.text).toContain('Sans opposition de votre part');
    expect(seen.body.actions).toContain('object_take_over');
    const [told] = await mailsOf(draft.id, 'ask_take_over');
    expect(told?.to).toBe(camille.email);
    expect(told?.text).toContain('opposez-vous à la reprise');

    await finishTakeOvers(later(6));
    expect((await api.call(camille, `/requests/${draft.id}`)).body.mine).toBe(true);
    await Promise.all([finishTakeOvers(later(8)), finishTakeOvers(later(8))]);
    const taken = await api.call(dominique, `/requests/${draft.id}`);
    expect(taken.body).toMatchObject({ mine: true });
    expect(taken.body.take_over).toBeUndefined();
    expect(taken.body.history.map(({ name }) => name)).toEqual(['create', 'ask_take_over', 'take_over']);
    expect(await verifyChain(world, draft.id)).toEqual({ valid: true, events: 3 });
    expect((await mailsOf(draft.id, 'take_over')).map(({ to }) => to).sort()).toEqual(
      [camille.email, dominique.email].sort(),
    );
  });

  test('the applicant objects, and the colleague is told', async () => {
    const draft = await api.created(camille);
    await takeOver(dominique, draft.id);
    const kept = await takeOver(camille, draft.id, 'DELETE');
    expect(kept.body).toMatchObject({ mine: true });
    expect(kept.body.take_over).toBeUndefined();
    await finishTakeOvers(later(8));
    expect((await api.call(camille, `/requests/${draft.id}`)).body.mine).toBe(true);
    const told = await mailsOf(draft.id, 'object_take_over');
    expect(told.map(({ to }) => to)).toEqual([dominique.email]);
  });

  test('who asked withdraws, without a mail; nobody else may', async () => {
    const draft = await api.created(camille);
    const third = await createActor(database, [commune.id]);
    await takeOver(dominique, draft.id);
    const meddled = await takeOver(third, draft.id, 'DELETE');
    expect([meddled.status, codeOf(meddled.body)]).toEqual([409, 'take-over-unasked']);
    const second = await takeOver(third, draft.id);
    expect([second.status, codeOf(second.body)]).toEqual([409, 'take-over-asked']);
    expect((await takeOver(dominique, draft.id, 'DELETE')).status).toBe(200);
    expect(await mailsOf(draft.id, 'object_take_over')).toEqual([]);
    const late = await takeOver(camille, draft.id, 'DELETE');
    expect([late.status, codeOf(late.body)]).toEqual([409, 'take-over-unasked']);
  });

  test.each([
    ['removed', undefined],
    ['no longer verified', 'declared'],
  ] as const)('at once where the applicant’s link is %s', async (_, trust) => {
    const gone = await createActor(database, [commune.id], { familyName: 'Parti' });
    const sent = await api.submitted(gone, await api.created(gone));
    await unlink(gone, trust);
    const taken = await takeOver(dominique, sent.body.id);
    expect(taken.body).toMatchObject({ mine: true, state: 'submitted' });
    const [row] = await database.select().from(requests).where(eq(requests.id, sent.body.id));
    expect(row?.applicantId).toBe(dominique.userId);
  });

  test('who has left before the day takes nothing', async () => {
    const draft = await api.created(camille);
    const fleeting = await createActor(database, [commune.id]);
    await takeOver(fleeting, draft.id);
    await unlink(fleeting);
    await finishTakeOvers(later(8));
    const seen = await api.call(camille, `/requests/${draft.id}`);
    expect(seen.body).toMatchObject({ mine: true });
    expect(seen.body.take_over).toBeUndefined();
  });

  test('not the applicant themselves, a person of another organisation, or one with a refused address', async () => {
    const draft = await api.created(camille);
    expect((await takeOver(camille, draft.id)).status).toBe(403);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    expect((await takeOver(stranger, draft.id)).status).toBe(404);
    const generic = await createActor(database, [commune.id], { email: 'contact@commune.example' });
    expect((await takeOver(generic, draft.id)).status).toBe(422);
  });

  test('a transfer meanwhile ends the matter', async () => {
    const draft = await api.created(camille, { answers: complete().answers });
    const third = await createActor(database, [commune.id]);
    await takeOver(third, draft.id);
    await transfer(camille, draft.id, dominique.email);
    await finishTakeOvers(later(8));
    expect((await api.call(dominique, `/requests/${draft.id}`)).body).toMatchObject({ mine: true });
  });
});

test('the instructor sees who holds the request, not what its people settle among themselves', async () => {
  const sent = await api.submitted(camille, await api.created(camille));
  await takeOver(dominique, sent.body.id);
  await takeOver(camille, sent.body.id, 'DELETE');
  await transfer(camille, sent.body.id, dominique.email);
  const entries = await historyOf(database, sent.body.id);
  expect(linesFor(entries, { staff: true }).map(({ name }) => name)).toEqual([
    'create',
    'submit',
    'transfer',
  ]);
});
