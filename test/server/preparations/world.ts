/** What the tests of prepared drafts share: instructors, an organisation of the directory, a mailbox, browsers. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../../server/database/connection.ts';
import { instructionRoutes } from '../../../server/instruction/routes.ts';
import { createMailer, type Mailer } from '../../../server/notifications/mailer.ts';
import { createDirectory } from '../../../server/organisations/directory.ts';
import { findOrganisation } from '../../../server/organisations/store.ts';
import { claimRoutes } from '../../../server/preparations/claim-routes.ts';
import { mailPreparations } from '../../../server/preparations/mails.ts';
import { preparedDrafts } from '../../../server/preparations/tables.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { type DirectoryStandIn, startDirectoryStandIn } from '../../../server/stand-ins/directory.ts';
import { type Mailbox, type ReceivedMail, startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { organisations as known } from '../../../server/stand-ins/organisations.ts';
import type { Page } from '../../support/browser-session.ts';
import { createPages, type GuestBrowser } from '../invitations/pages.ts';
import { keyIn } from '../invitations/world.ts';
import { createActor, createCast, createOrganisation } from '../requests/world.ts';

export const { commune } = known;
export const days = (count: number) => count * 86_400_000;

/** What the instructor writes. */
export const written = {
  useCase: '',
  siret: commune.siret,
  email: 'Camille.Martin@commune.example',
  title: 'Tarifs de la cantine',
  text: 'Joignez la délibération.',
  note: 'Vu au téléphone.',
};

/** The applicant's own answers on who they are. */
export const eligible = {
  'question.profil': 'administration',
  'question.identification': 'numero_fiscal',
};

export const purpose = 'pour=impot-particulier:sandbox';

/** The value of a hidden field of a page. */
export const hidden = (page: Page, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';

/** Call at the top of a test file. */
export async function createPreparations(database: Database) {
  const { world, ...cast } = await createCast(database);
  let standIn: DirectoryStandIn;
  let mailbox: Mailbox;
  let mailer: Mailer;
  const clock = { ahead: 0 };
  world.now = () => new Date(Date.now() + clock.ahead);
  const services = Object.assign(world, { directory: { find: async () => undefined as never } });
  beforeAll(async () => {
    standIn = await startDirectoryStandIn({ port: 0 });
    services.directory = createDirectory({
      ...{ url: standIn.url, database, log: world.log, now: world.now },
    }) as typeof services.directory;
    mailbox = await startMailbox({ port: 0 });
    mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
  });
  afterAll(async () => {
    mailer.close();
    await mailbox.stop();
    await standIn.close();
  });
  beforeEach(() => {
    clock.ahead = 0;
  });
  const pages = createPages(world, (app, all) => {
    app.route('/', claimRoutes(all));
    return app.route('/instruction', instructionRoutes(all));
  });
  const service = await createOrganisation(database, { name: 'Direction (exemple)' });

  /** Somebody of the provider. */
  const officer = (role: string, familyName = 'Durand') =>
    createActor(database, [service.id], {
      ...{ givenName: 'Dominique', familyName },
      roles: [role],
      via: 'session',
    });
  const office = await officer('dgfip:*:instructor');

  /** What the relay and the queue do; @returns the mails that went, oldest first. */
  async function delivered(requestId: string): Promise<ReceivedMail[]> {
    const before = mailbox.mails().length;
    const entries = await database.delete(outbox).where(eq(outbox.requestId, requestId)).returning();
    for (const { eventId: event, requestId: request, topic, data } of entries) {
      await mailPreparations({ ...world, mailer }, { event, request, topic, data });
    }
    const mails = mailbox.mails();
    return mails.slice(0, mails.length - before).reverse();
  }

  /** An instructor's browser. */
  async function desk(who = office): Promise<GuestBrowser> {
    const browser = pages.newBrowser();
    await pages.signIn(browser, who);
    return browser;
  }

  /** A draft as an instructor has saved it. */
  async function prepared(changes: Partial<typeof written> = {}, who = office) {
    const instructor = await desk(who);
    const page = await instructor.post(`/instruction/brouillons/nouveau?${purpose}`, {
      ...written,
      ...changes,
    });
    const id = /brouillons\/([0-9a-f-]{36})/.exec(page.url.pathname)?.[1] ?? '';
    const own = `/instruction/brouillons/${id}`;
    const act = async (name: string, fields: Record<string, string> = {}) =>
      instructor.post(`${own}/${name}`, { version: hidden(await instructor.get(own), 'version'), ...fields });
    return { id, instructor, own, act, page, claim: `/brouillon/${id}` };
  }

  /** One whose link has arrived. */
  async function sent(changes: Partial<typeof written> = {}) {
    const draft = await prepared(changes);
    await draft.act('inviter');
    const [mail] = await delivered(draft.id);
    return { ...draft, mail, key: keyIn(mail) };
  }

  /** Somebody of the commune, or of another organisation. */
  async function person(email: string, siret: string = commune.siret) {
    const organisation = await findOrganisation(database, siret);
    return createActor(database, organisation ? [organisation.id] : [], { email, via: 'session' });
  }

  async function signedIn(email: string, siret?: string) {
    const actor = await person(email, siret);
    const browser = pages.newBrowser();
    await pages.signIn(browser, actor);
    return { ...browser, actor };
  }

  const rowOf = async (id: string) =>
    (await database.select().from(preparedDrafts).where(eq(preparedDrafts.id, id)))[0];

  return {
    ...cast,
    ...pages,
    world,
    clock,
    office,
    officer,
    delivered,
    desk,
    prepared,
    sent,
    person,
    signedIn,
    rowOf,
  };
}
