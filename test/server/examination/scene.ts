/** The provider's people before a request, through their own pages, on a real database. */
import { Hono } from 'hono';
import { recommendedRoutes } from '../../../server/examination/applicant-routes.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import type { RequestRow } from '../../../server/requests/events.ts';
import { testDatabase } from '../../support/database.ts';
import { offices, pagesApp, publicUrl, request, type Seeded, testServices } from '../instruction/seed.ts';

export interface Answered {
  status: number;
  location: string;
  text: string;
}

/** French typography uses spaces that do not break; tests compare words. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

/** Call at the top of a test file. */
export async function scene() {
  const { database, url } = await testDatabase();
  const services = await testServices(database);
  const app = new Hono();
  app.route('/', pagesApp(services));
  app.route('/recommandations', recommendedRoutes(services));
  app.onError(pagesForErrors(errorHandler(services)));
  const { camille, town, staff } = await offices(services);

  async function ask(path: string, who: Seeded, form?: Record<string, string | string[]>): Promise<Answered> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form ?? {})) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const answer = await app.request(`${publicUrl}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: {
        ...{ accept: 'text/html,*/*', cookie: who.cookie, origin: publicUrl },
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form && { body: body.toString() }),
    });
    const { status, headers } = answer;
    return { status, location: headers.get('location') ?? '', text: plain(await answer.text()) };
  }

  const [lead, other, reporter, security, elsewhere] = [
    await staff('Inès', 'dgfip:*:instructor'),
    await staff('Ivan', 'dgfip:impot-particulier:instructor'),
    await staff('Rose', 'dgfip:*:reporter'),
    await staff('Sacha', 'dgfip:*:reporter', 'dgfip:*:security'),
    await staff('Edda', 'dinum:*:instructor'),
  ];

  return {
    ...{ app, database, url, services, camille, town, staff, lead, other, reporter, security, elsewhere },
    get: (path: string, who: Seeded) => ask(path, who),
    post: (path: string, who: Seeded, form: Record<string, string | string[]> = {}) => ask(path, who, form),
    /** Sent by Camille. */
    sent: (seed: Partial<Parameters<typeof request>[1]> = {}): Promise<RequestRow> =>
      request(services, { applicant: camille.actor, ...seed }),
    /** A form as the browser would send it: with what the person had before them. */
    async fill(path: string, who: Seeded, form: Record<string, string | string[]>): Promise<Answered> {
      const seen = seenIn((await ask(path, who)).text);
      return ask(path, who, { ...(seen !== undefined && { seen }), ...form });
    },
  };
}

/** The hidden field of a form. */
export const seenIn = (text: string): string | undefined => /name="seen" value="(\d+)"/.exec(text)?.[1];
