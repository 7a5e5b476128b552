/** What the tests of the door share: somebody invited, the browser that opens their link, and the server's clock. */
import { beforeEach } from 'vitest';
import type { Database } from '../../../server/database/connection.ts';
import { createPages, type GuestBrowser } from './pages.ts';
import { createInvitationWorld, keyIn } from './world.ts';

export const minutes = (count: number) => count * 60_000;
export const days = (count: number) => count * 86_400_000;

export interface Invited {
  requestId: string;
  id: string;
  email: string;
  path: string;
  key: string;
}

/** The name that a guest gives with their code. */
export const named = { prenom: 'Éden', nom: 'Fictif' };

/** Call at the top of a test file. */
export async function createDoor(database: Database) {
  const invitations = await createInvitationWorld(database);
  const { api, applicant, delivered, invite, world } = invitations;
  const pages = createPages(world);
  const { newBrowser } = pages;

  /** How far the server believes that it is later; nothing at the beginning of each test. */
  const clock = { ahead: 0 };
  beforeEach(() => {
    clock.ahead = 0;
  });
  world.now = () => new Date(Date.now() + clock.ahead);

  let guests = 0;

  /** Somebody invited to fill a step; the mail has arrived. */
  async function invited(body: object = {}): Promise<Invited> {
    const email = `editrice.${++guests}@editeur.example`;
    const { id: requestId } = await api.created(applicant);
    const made = await invite(applicant, requestId, { kind: 'fill', step: 'basic_infos', email, ...body });
    const [mail] = await delivered(requestId);
    const { id, email: address } = made.body;
    return { requestId, id, email: address, path: `/invitation/${id}`, key: keyIn(mail) };
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

  /** Somebody who has shown a code. */
  async function proven(invitation: Invited): Promise<GuestBrowser> {
    const guest = await opened(invitation);
    await guest.post(`${invitation.path}/code`);
    await guest.post(`${invitation.path}/preuve`, { code: await codeSent(invitation), ...named });
    return guest;
  }

  const writes = (guest: GuestBrowser, { path }: Invited) =>
    guest.get(path).then((page) => page.text.includes('name="intitule"'));

  return { ...invitations, ...pages, clock, invited, opened, codeSent, proven, writes };
}
