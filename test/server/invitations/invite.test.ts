import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { RequestView } from '../../../server/http/api.ts';
import type { InvitationList } from '../../../server/http/api-people.ts';
import { invitationDays } from '../../../server/invitations/rules.ts';
import { keyHashOf } from '../../../server/invitations/secrets.ts';
import { invitations } from '../../../server/invitations/tables.ts';
import { sweepInvitations } from '../../../server/invitations/upkeep.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { codeOf, fieldsOf } from '../requests/problems.ts';
import { createActor, createOrganisation } from '../requests/world.ts';
import { createInvitationWorld } from './world.ts';

const { database } = await testDatabase();
const { api, applicant, commune, delivered, instructor, invite, world } =
  await createInvitationWorld(database);

const list = async (actor = applicant, id = '') =>
  (await api.call<InvitationList>(actor, `/requests/${id}/invitations`)).body;

describe('inviting', () => {
  test('sends a mail whose link nobody else can make, and the list says where it stands', async () => {
    const { id } = await api.created(applicant);
    const made = await invite(applicant, id, {
      kind: 'fill',
      step: 'contacts',
      email: ' Alix.Editeur@editeur.example ',
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      kind: 'fill',
      step: 'contacts',
      step_title: 'Les personnes impliquées',
      email: 'alix.editeur@editeur.example',
      state: 'sent',
      mail: 'sending',
      invited_by: 'Camille Martin',
      may_revoke: true,
      done_by: null,
    });
    const days = (Date.parse(made.body.expires_at) - Date.parse(made.body.created_at)) / 86_400_000;
    expect(days).toBe(invitationDays);

    const mails = await delivered(id);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail?.to).toEqual(['alix.editeur@editeur.example']);
    expect(mail?.subject).toBe('Camille Martin vous invite à remplir une étape – API Impôt particulier');
    expect(mail?.text).toContain('« Les personnes impliquées »');
    expect(mail?.text).toContain('ne le transférez pas');
    const [, address, key = ''] = /(http\S+)#([\w-]+)/.exec(mail?.text ?? '') ?? [];
    expect(address).toBe(`${world.config.publicUrl}/invitation/${made.body.id}`);
    // 256 bits, of which the database keeps a hash.
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    const [row] = await database.select().from(invitations).where(eq(invitations.id, made.body.id));
    expect(row?.keyHash).toBe(keyHashOf(key));
    expect(JSON.stringify(row)).not.toContain(key);
    expect((await list(applicant, id)).invitations).toMatchObject([{ mail: 'sent', state: 'sent' }]);
    // What the request says is not in the mail.
    expect(mail?.text).not.toContain('cantine');
  });

  test('the same again while it is open is the same invitation, and no second mail', async () => {
    const { id } = await api.created(applicant);
    const body = { kind: 'fill', step: 'contacts', email: 'alix@editeur.example' };
    const both = await Promise.all([invite(applicant, id, body), invite(applicant, id, body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(both.map(({ body: { id: one } }) => one)).size).toBe(1);
    expect(await delivered(id)).toHaveLength(1);
    // Another step is another invitation.
    expect((await invite(applicant, id, { ...body, step: 'legal' })).status).toBe(201);
  });

  test('in English, the mail is English and so is the page that it leads to', async () => {
    const { id } = await api.created(applicant);
    await invite(applicant, id, { kind: 'comment', email: 'cdl@dgfip.example' }, 'en');
    const [mail] = await delivered(id);
    expect(mail?.subject).toBe('Camille Martin invites you to read a draft – API Impôt particulier');
    expect(mail?.text).toMatch(/\/invitation\/[\w-]+\?lang=en#/);
    expect(mail?.html).toContain('<html lang="en">');
  });

  test('the officer is asked at the address that the request gives', async () => {
    const { id } = await api.created(applicant);
    const { people, kinds } = await list(applicant, id);
    expect(kinds).toEqual(['fill', 'confirm', 'comment']);
    expect(people).toContainEqual({
      field: 'delegue_protection_donnees',
      label: 'Délégué à la protection des données',
      name: 'Sacha Bernard',
      email: 'sacha.bernard@commune.example',
    });
    const asked = { kind: 'confirm', step: 'personal_data', field: 'delegue_protection_donnees' };
    expect((await invite(applicant, id, asked)).body).toMatchObject({
      email: 'sacha.bernard@commune.example',
      field: 'delegue_protection_donnees',
    });
    const other = await invite(applicant, id, { ...asked, email: 'autre@commune.example' });
    expect([other.status, fieldsOf(other.body)]).toEqual([422, ['email other_person']]);
    const [mail] = await delivered(id);
    expect(mail?.text).toContain('confirmez que vous en êtes informé');
  });

  test.each([
    ['no address', { kind: 'fill', step: 'contacts' }, 'email email'],
    [
      'a second line',
      { kind: 'fill', step: 'contacts', email: 'a@b.example\r\nBcc: c@d.example' },
      'email email',
    ],
    ['two addresses', { kind: 'fill', step: 'contacts', email: 'a@b.example, c@d.example' }, 'email email'],
    ['a name with it', { kind: 'fill', step: 'contacts', email: '"X" <a@b.example>' }, 'email email'],
    ['one’s own address', { kind: 'comment', email: 'SELF' }, 'email own_address'],
    ['no step', { kind: 'fill', email: 'a@b.example' }, 'step unknown_option'],
    ['an unknown step', { kind: 'fill', step: 'nulle', email: 'a@b.example' }, 'step unknown_option'],
    [
      'a field that is no person',
      { kind: 'confirm', step: 'contacts', field: 'intitule', email: 'a@b.example' },
      'field unknown_option',
    ],
    ['an unknown kind', { kind: 'submit', step: 'contacts', email: 'a@b.example' }, 'kind wrong_type'],
  ])('refuses %s', async (_, body, problem) => {
    const { id } = await api.created(applicant);
    const sent = 'email' in body && body.email === 'SELF' ? { ...body, email: applicant.email } : body;
    const answer = await invite(applicant, id, sent);
    expect([answer.status, fieldsOf(answer.body)]).toEqual([422, [problem]]);
    expect(JSON.stringify(answer.body)).not.toContain('b.example');
    expect(await delivered(id)).toEqual([]);
  });

  test('nobody can be asked to confirm as a person that the request does not name yet', async () => {
    const { id } = await api.created(applicant, { answers: {} });
    const body = { kind: 'confirm', step: 'contacts', field: 'responsable_traitement', email: 'a@b.example' };
    const answer = await invite(applicant, id, body);
    expect(fieldsOf(answer.body)).toEqual(['field required']);
  });

  test('a name with line breaks makes no header of its own', async () => {
    const odd = await createActor(database, [commune.id], {
      familyName: 'Martin\r\nBcc: victime@ailleurs.example',
    });
    const { id } = await api.created(odd);
    await invite(odd, id, { kind: 'comment', email: 'cdl@dgfip.example' });
    const [mail] = await delivered(id);
    expect(mail?.to).toEqual(['cdl@dgfip.example']);
    expect(mail?.headers.bcc).toBeUndefined();
    expect(mail?.headers.subject).not.toContain('\n');
  });

  test('an address that the server refuses is said so, and nothing else waits for it', async () => {
    const { id } = await api.created(applicant);
    const { body } = await invite(applicant, id, { kind: 'comment', email: 'cdl@dgfip.example' });
    await delivered(id);
    await database.update(mails).set({ sentAt: null, error: '550' }).where(eq(mails.eventId, body.id));
    const [shown] = (await list(applicant, id)).invitations;
    expect(shown).toMatchObject({ mail: 'refused' });
    expect(shown?.text).toContain('vérifiez l’adresse');
  });
});

describe('who may invite, and when', () => {
  test('the applicant alone; a colleague reads the list; a stranger and an instructor learn nothing', async () => {
    const { id } = await api.created(applicant);
    const body = { kind: 'comment', email: 'cdl@dgfip.example' };
    await invite(applicant, id, body);
    const colleague = await createActor(database, [commune.id]);
    const stranger = await createActor(database, [(await createOrganisation(database)).id]);
    const refused = await invite(colleague, id, body);
    expect([refused.status, codeOf(refused.body)]).toEqual([403, 'not-permitted']);
    const read = await list(colleague, id);
    expect(read).toMatchObject({ kinds: [], people: [], invitations: [{ may_revoke: false }] });
    const [invitation] = read.invitations;
    const revoked = await api.call(colleague, `/requests/${id}/invitations/${invitation?.id}`, {
      method: 'DELETE',
    });
    expect(revoked.status).toBe(403);
    for (const nobody of [stranger, instructor]) {
      expect((await invite(nobody, id, body)).status).toBe(404);
      expect((await api.call(nobody, `/requests/${id}/invitations`)).status).toBe(404);
    }
    // An instructor reads it once it is sent: not who helped to fill it.
    await api.submitted(applicant, (await api.call(applicant, `/requests/${id}`)).body);
    expect((await api.call(instructor, `/requests/${id}/invitations`)).status).toBe(404);
  });

  test('under instruction one may still be asked to confirm, and nothing else', async () => {
    const sent = await api.submitted(applicant, await api.created(applicant));
    const { id } = sent.body;
    expect((await list(applicant, id)).kinds).toEqual(['confirm']);
    const fill = await invite(applicant, id, { kind: 'fill', step: 'contacts', email: 'a@b.example' });
    expect([fill.status, codeOf(fill.body)]).toEqual([409, 'command-refused']);
    const field = 'responsable_traitement';
    expect((await invite(applicant, id, { kind: 'confirm', step: 'contacts', field })).status).toBe(201);
    await execute(world, id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
    expect((await list(applicant, id)).kinds).toEqual([]);
  });

  test('revoked, it stays in the list, sends nothing, and may be sent again', async () => {
    const { id } = await api.created(applicant);
    const body = { kind: 'comment', email: 'cdl@dgfip.example' };
    const first = await invite(applicant, id, body);
    const path = `/requests/${id}/invitations/${first.body.id}`;
    expect((await api.call(applicant, path, { method: 'DELETE' })).status).toBe(204);
    expect((await api.call(applicant, path, { method: 'DELETE' })).status).toBe(204);
    expect(await delivered(id)).toEqual([]);
    const [shown] = (await list(applicant, id)).invitations;
    expect(shown).toMatchObject({ state: 'revoked', may_revoke: false });
    expect(shown?.text).toMatch(/^Retirée le /);
    expect((await invite(applicant, id, body)).status).toBe(201);
    expect(await delivered(id)).toHaveLength(1);
    // Somebody else's, or none: nothing happens.
    const other = await api.created(applicant);
    for (const wrong of [first.body.id, 'x']) {
      const gone = await api.call(applicant, `/requests/${other.id}/invitations/${wrong}`, {
        method: 'DELETE',
      });
      expect(gone.status).toBe(204);
    }
  });

  test('twenty at a time for a request', async () => {
    const { id } = await api.created(applicant);
    for (let count = 0; count < 20; count++) {
      const email = `personne.${count}@editeur.example`;
      expect((await invite(applicant, id, { kind: 'comment', email })).status).toBe(201);
    }
    const over = await invite(applicant, id, { kind: 'comment', email: 'une.de.trop@editeur.example' });
    expect([over.status, codeOf(over.body)]).toEqual([429, 'too-many-invitations']);
  });

  test('fifty in a day for a person, whatever the requests', async () => {
    const eager = await createActor(database, [commune.id]);
    for (let count = 0; count < 3; count++) {
      const { id } = await api.created(eager);
      for (let place = 0; place < 17 && count * 17 + place < 50; place++) {
        await invite(eager, id, { kind: 'comment', email: `p${place}@editeur.example` });
      }
    }
    const { id } = await api.created(eager);
    const over = await invite(eager, id, { kind: 'comment', email: 'a@b.example' });
    expect([over.status, codeOf(over.body)]).toEqual([429, 'too-many-invitations']);
    await database
      .update(invitations)
      .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
      .where(eq(invitations.invitedBy, eager.userId));
    expect((await invite(eager, id, { kind: 'comment', email: 'a@b.example' })).status).toBe(201);
  });
});

describe('comments of the applicant', () => {
  const comment = (id: string, text: string, actor = applicant) =>
    api.call<RequestView>(actor, `/requests/${id}/comments`, { method: 'POST', body: { text } });

  test('stand in the request, and reach who was asked to comment', async () => {
    const { id } = await api.created(applicant);
    await invite(applicant, id, { kind: 'comment', email: 'cdl@dgfip.example' });
    await invite(applicant, id, { kind: 'fill', step: 'legal', email: 'editeur@editeur.example' });
    await delivered(id);
    const said = await comment(id, '  Merci, c’est corrigé.  ');
    expect(said.status).toBe(201);
    expect(said.body.comments).toMatchObject([{ by: 'vous', mine: true, text: 'Merci, c’est corrigé.' }]);
    const mails = await delivered(id);
    expect(mails.map(({ to }) => to[0])).toEqual(['cdl@dgfip.example']);
    expect(mails[0]?.text).toContain('> Merci, c’est corrigé.');
    expect(mails[0]?.text).toMatch(/\/invitation\/[\w-]+#[\w-]{43}/);
  });

  test('are refused empty, from a colleague, and once the request is sent', async () => {
    const draft = await api.created(applicant);
    expect(fieldsOf((await comment(draft.id, ' \n')).body)).toEqual(['text required']);
    const colleague = await createActor(database, [commune.id]);
    expect((await comment(draft.id, 'Bonjour', colleague)).status).toBe(403);
    await api.submitted(applicant, draft);
    expect((await comment(draft.id, 'Trop tard')).status).toBe(409);
  });
});

test('an invitation that nobody opened is forgotten 90 days after its end', async () => {
  const { id } = await api.created(applicant);
  await invite(applicant, id, { kind: 'comment', email: 'cdl@dgfip.example' });
  const in_ = (days: number) => ({ database, now: () => new Date(Date.now() + days * 86_400_000) });
  await sweepInvitations(in_(100));
  expect((await list(applicant, id)).invitations).toHaveLength(1);
  await sweepInvitations(in_(105));
  expect((await list(applicant, id)).invitations).toEqual([]);
});
