/** What the tests of those invited share: an editor of its own for each test, before the page of an invitation. */
import { beforeEach, expect } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import type { Database } from '../../../server/database/connection.ts';
import { createActor, createOrganisation } from '../requests/world.ts';
import { createPages, formOn, type GuestBrowser } from './pages.ts';
import { createInvitationWorld } from './world.ts';

export interface Work {
  id: string;
  path: string;
  guest: GuestBrowser;
}

/** Call at the top of a test file. */
export async function createWork(database: Database) {
  const invitations = await createInvitationWorld(database);
  const { api, applicant, invite, world } = invitations;
  const pages = createPages(world);
  const publisher = await createOrganisation(database, { name: 'Éditions Logicielles Fictives' });

  let guests = 0;
  let present: Actor;
  beforeEach(async () => {
    present = await createActor(database, [publisher.id], {
      email: `editrice.${++guests}@editeur.example`,
      givenName: 'Éden',
      familyName: 'Fictif',
    });
  });
  /** Signed in with ProConnect under the invited address; somebody else in each test. */
  const editor = (): Actor => present;

  /** A guest before the page of an invitation, who has shown who they are. */
  async function at(body: object, id: string, who = editor()): Promise<Work> {
    const made = await invite(applicant, id, { email: who.email, ...body });
    expect(made.status).toBe(201);
    const guest = pages.newBrowser();
    await pages.signIn(guest, who);
    return { id, guest, path: `/invitation/${made.body.id}` };
  }

  const draft = async (changes: object = {}) => (await api.created(applicant, changes)).id;
  const view = async (id: string) => (await api.call(applicant, `/requests/${id}`)).body;
  const project = () => draft().then((id) => at({ kind: 'fill', step: 'basic_infos' }, id));

  /** Sends the form of the page with some answers changed. */
  async function send({ guest, path }: Work, changes: Record<string, string | string[] | File | File[]>) {
    return guest.post(path, { ...formOn(await guest.get(path)), ...changes });
  }

  async function nameOf(id: string) {
    return (await view(id)).history.map(({ name, by }) => `${name} ${by}`);
  }

  return { ...invitations, ...pages, publisher, editor, at, draft, view, project, send, nameOf };
}
