/** A queue of requests of several towns and APIs, for the tests of the list. */

import type { RequestRow } from '../../../server/requests/life/events.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import type { Services } from '../../../server/services.ts';
import { canteen, organisation, pagesApp, person, publicUrl, request, type Seeded } from './seed.ts';

export interface Queue {
  lille: Seeded;
  lyon: Seeded;
  instructor: Seeded;
  second: Seeded;
  reporter: Seeded;
  /** Sent by Lille an hour ago. */
  canteen: RequestRow;
  /** Sent by Lyon forty days ago, in production. */
  nursery: RequestRow;
  /** Of another API. */
  accounts: RequestRow;
  refused: RequestRow;
  /** Sent again after changes were asked for. */
  changed: RequestRow;
}

const day = 86_400_000;

export async function queue(services: Services): Promise<Queue> {
  const town = (siret: string, name: string, department: string, region: string) =>
    organisation(services, {
      siret,
      name,
      department,
      region,
      postcode: `${department}000`,
      address: `1 place de la Mairie ${department}000 ${name.replace(/^.* de /, '')}`,
    });
  const north = await town('21990001600011', 'Commune de Lille-Exemple', '59', '32');
  const south = await town('26990001500018', 'CCAS de Lyon-Exemple', '69', '84');
  const dgfip = await organisation(services, { siret: '13990001300018', name: 'DGFiP (exemple)' });
  const who = (givenName: string, familyName: string, organisationId: string, ...roles: string[]) =>
    person(services, { givenName, familyName, organisationId, roles });
  const lille = await who('Camille', 'Martin', north);
  const lyon = await who('Claude', 'Durand', south);
  const instructor = await who('Inès', 'Agent', dgfip, 'dgfip:*:instructor');
  const ago = (days: number) => new Date(services.now().getTime() - days * day);
  const decided = (row: RequestRow, intent: Parameters<typeof execute>[2]) =>
    execute(services, row.id, intent, instructor.actor);

  const nursery = await request(services, {
    applicant: lyon.actor,
    useCase: 'place_creche',
    stage: 'production',
    answers: { ...canteen, intitule: 'Attribution des places en crèche' },
    at: ago(40),
  });
  const refused = await request(services, {
    applicant: lyon.actor,
    answers: { ...canteen, intitule: 'Transport scolaire' },
    at: ago(30),
  });
  await decided(refused, { name: 'refuse', reason: 'Hors du cadre de l’API.' });
  const accounts = await request(services, {
    applicant: lille.actor,
    api: 'ficoba',
    useCase: 'recouvrement',
    answers: { ...canteen, intitule: 'Recouvrement des recettes' },
    at: ago(10),
  });
  const changed = await request(services, {
    applicant: lille.actor,
    answers: { ...canteen, intitule: 'Activités périscolaires' },
    at: ago(5),
  });
  await decided(changed, { name: 'request_changes', reason: 'Précisez la durée.', fields: [] });
  await execute(
    services,
    changed.id,
    {
      name: 'submit',
      answers: { ...canteen, intitule: 'Activités périscolaires' },
      documents: {},
      termsVersion: '2.6',
      commitments: [],
    },
    lille.actor,
  );
  return {
    lille,
    lyon,
    instructor,
    second: await who('Ivan', 'Agent', dgfip, 'dgfip:impot-particulier:instructor'),
    reporter: await who('Rose', 'Agent', dgfip, 'dgfip:*:reporter'),
    canteen: await request(services, { applicant: lille.actor, at: ago(1 / 24) }),
    nursery,
    accounts,
    refused,
    changed,
  };
}

/** Our pages, as one person sees them. */
export function visits(services: Services) {
  const app = pagesApp(services);
  const shown = async (answer: Response) => {
    const text = await answer.text();
    return {
      status: answer.status,
      location: answer.headers.get('location') ?? '',
      text,
      /** Numbers of the lines, in their order. */
      numbers: [...text.matchAll(/class="number">D(\d+)</g)].map((match) => Number(match[1])),
      link: (rel: string) =>
        new RegExp(`rel="${rel}" href="([^"]+)"`).exec(text)?.[1]?.replaceAll('&amp;', '&'),
    };
  };
  const headers = (who: Seeded) => ({ accept: 'text/html', cookie: who.cookie });
  return {
    get: async (path: string, who: Seeded) =>
      shown(await app.request(`${publicUrl}${path}`, { headers: headers(who) })),
    bytes: async (path: string, who: Seeded) => app.request(`${publicUrl}${path}`, { headers: headers(who) }),
    post: async (path: string, who: Seeded, form: Record<string, string | string[]>) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const one of [value].flat()) body.append(name, one);
      }
      return shown(
        await app.request(`${publicUrl}${path}`, {
          method: 'POST',
          headers: {
            ...headers(who),
            origin: publicUrl,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: body.toString(),
        }),
      );
    },
  };
}
