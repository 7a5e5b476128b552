/** The provider's people before a request, through their own pages, on a real database. */
import { Hono } from 'hono';
import { recommendedRoutes } from '../../../server/examination/applicant-routes.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import type { RequestRow } from '../../../server/requests/life/events.ts';
import { testDatabase } from '../../support/database.ts';
import { type Answered, browserOf, plain } from '../instruction/pages.ts';
import { offices, pagesApp, request, type Seeded, testServices } from '../instruction/seed.ts';

/** Call at the top of a test file. */
export async function scene() {
  const { database, url } = await testDatabase();
  const services = await testServices(database);
  const app = new Hono();
  app.route('/', pagesApp(services));
  app.route('/recommandations', recommendedRoutes(services));
  app.onError(pagesForErrors(errorHandler(services)));
  const { camille, town, staff } = await offices(services);

  const browser = browserOf(app);
  const said = async (answer: Promise<Answered>): Promise<Answered> => {
    const { text, ...rest } = await answer;
    return { ...rest, text: plain(text) };
  };
  const get = (path: string, who: Seeded) => said(browser.get(path, who));
  const post = (path: string, who: Seeded, form: Record<string, string | string[]> = {}) =>
    said(browser.post(path, who, form));

  const [lead, other, reporter, security, elsewhere] = [
    await staff('Inès', 'dgfip:*:instructor'),
    await staff('Ivan', 'dgfip:impot-particulier:instructor'),
    await staff('Rose', 'dgfip:*:reporter'),
    await staff('Sacha', 'dgfip:*:reporter', 'dgfip:*:security'),
    await staff('Edda', 'dinum:*:instructor'),
  ];

  return {
    ...{ app, database, url, services, camille, town, staff, lead, other, reporter, security, elsewhere },
    ...{ get, post },
    /** Sent by Camille. */
    sent: (seed: Partial<Parameters<typeof request>[1]> = {}): Promise<RequestRow> =>
      request(services, { applicant: camille.actor, ...seed }),
    /** A form as the browser would send it: with what the person had before them. */
    async fill(path: string, who: Seeded, form: Record<string, string | string[]>): Promise<Answered> {
      const seen = seenIn((await get(path, who)).text);
      return post(path, who, { ...(seen !== undefined && { seen }), ...form });
    },
  };
}

/** The hidden field of a form. */
export const seenIn = (text: string): string | undefined => /name="seen" value="(\d+)"/.exec(text)?.[1];
