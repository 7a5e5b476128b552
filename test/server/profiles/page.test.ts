/** The profile of an organisation on our own page: read, written by hand, and by nobody else's people. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { cookieName } from '../../../server/accounts/cookies.ts';
import { sessionCookie } from '../../../server/accounts/session.ts';
import { createSession } from '../../../server/accounts/sessions.ts';
import type { ProfileView } from '../../../server/http/api-people.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { profilePageRoutes } from '../../../server/profiles/page.ts';
import type { Services } from '../../../server/services.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createCast, createOrganisation, createTown } from '../requests/world.ts';

const { database } = await testDatabase();
const { api, world } = await createCast(database);
const services = world as unknown as Services;
const app = profilePageRoutes(services);
app.onError(errorHandler(services));

let commune: { id: string; siret: string };
let camille: Actor;
let dominique: Actor;

beforeEach(async () => {
  ({ commune, camille, dominique } = await createTown(database));
});

/** A browser of ours, signed in. */
async function visit(actor: Actor | undefined, form?: Record<string, string>, from = 'same-origin') {
  const headers: Record<string, string> = { accept: 'text/html', 'sec-fetch-site': from };
  if (actor) {
    const { userId, organisationId } = actor;
    const session = { userId, organisationId, acr: 'eidas1-mfa', idToken: '', userAgent: '' };
    headers.cookie = `${cookieName(services.config, sessionCookie)}=${await createSession(services, session)}`;
  }
  const address = `https://datapass.example/${commune.siret}/profil`;
  const answer = await app.request(
    address,
    form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers },
  );
  return { answer, status: answer.status, text: (await answer.text()).replaceAll('&#39;', "'") };
}

const profile = async (actor = camille) =>
  (await api.call<ProfileView>(actor, `/organisations/${commune.siret}/profile`)).body;

const officer = {
  officer: 'edited',
  'officer.given_name': 'Sacha',
  'officer.family_name': 'Prévu',
  'officer.email': 'sacha.prevu@gestion.example',
};

describe('the page of a profile', () => {
  test('asks to sign in first, and comes back', async () => {
    const { status, answer } = await visit(undefined);
    expect(status).toBe(303);
    expect(answer.headers.get('location')).toContain('/connexion?retour=');
  });

  test('is not there for people of another organisation', async () => {
    const other = await createOrganisation(database);
    expect((await visit(await createActor(database, [other.id]))).status).toBe(404);
    const written = await visit(await createActor(database, [other.id]), { version: '0', ...officer });
    expect(written.status).toBe(404);
    expect((await profile()).version).toBe(0);
  });

  test('says what the requests say, and from which', async () => {
    const sent = (await api.submitted(camille, await api.created(camille))).body;
    const { text } = await visit(dominique);
    const { given_name, family_name } = complete().answers.responsable_traitement as Person;
    expect(text).toContain(`${given_name} ${family_name}`);
    expect(text).toContain(`D’après la demande ${sent.number} de Camille Martin`);
    expect(text).toContain('Aucune demande soumise ne le dit encore.');
  });

  test('keeps what is written, and follows the requests for the rest', async () => {
    const { status, answer } = await visit(camille, { version: '0', controller: 'none', ...officer });
    expect(status).toBe(303);
    expect(answer.headers.get('location')).toContain(`/organisations/${commune.siret}/profil?enregistre`);
    const kept = await profile();
    expect(kept.officer).toMatchObject({ source: 'edited', value: { email: 'sacha.prevu@gestion.example' } });
    expect(kept.controller).toMatchObject({ source: 'edited', value: null });
    expect(kept.editor.source).toBe('none');
    const again = await visit(dominique);
    expect(again.text).toContain('value="sacha.prevu@gestion.example"');
    expect(again.text).toMatch(/Délégué à la protection des données.*modification par Camille Martin/);
  });

  test('says what is wrong beside the control, and keeps what was typed', async () => {
    const wrong = { ...officer, 'officer.email': 'sacha', 'officer.family_name': '<b>\0' };
    const { status, text } = await visit(camille, { version: '0', ...wrong });
    expect(status).toBe(422);
    expect(text).toContain('href="#officer.email"');
    expect(text).toContain('aria-describedby="officer.email-error"');
    expect(text).toContain('value="sacha"');
    expect(text).toContain('value="&lt;b&gt;"');
    expect((await profile()).version).toBe(0);
  });

  test('never writes over a colleague’s change that was not seen', async () => {
    await visit(dominique, { version: '0', editor: 'edited', 'editor.name': 'Éditions Fictives' });
    const { status, text } = await visit(camille, { version: '0', ...officer });
    expect(status).toBe(409);
    expect(text).toContain('Un collègue a modifié le profil');
    expect(text).toContain('value="sacha.prevu@gestion.example"');
    expect(text).toContain('name="version" value="1"');
    expect((await profile()).officer.source).toBe('none');
  });

  test('takes no form of another site', async () => {
    expect((await visit(camille, { version: '0', ...officer }, 'cross-site')).status).toBe(403);
  });
});
