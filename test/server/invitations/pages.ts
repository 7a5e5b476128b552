/** The page of invitations as browsers reach it: HTTP, cookies by path, forms; ProConnect's answer is given. */
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { cookieName } from '../../../server/accounts/cookies.ts';
import { sessionCookie } from '../../../server/accounts/session.ts';
import { createSession } from '../../../server/accounts/sessions.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { securityHeaders } from '../../../server/http/headers.ts';
import { listen } from '../../../server/http/listen.ts';
import { guestRoutes } from '../../../server/invitations/guest-routes.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import type { Services } from '../../../server/services.ts';
import { BrowserSession, type Page } from '../../support/browser-session.ts';
import type { World } from '../requests/world.ts';

export interface GuestBrowser {
  browser: BrowserSession;
  /** An own path of ours. */
  get(path: string): Promise<Page>;
  /** As a form of the last page would; follows the redirect that ends it. */
  post(path: string, fields?: Record<string, string | string[] | File | File[]>): Promise<Page>;
}

/** Call at the top of a test file. @param mount other pages that are reached so */
export function createPages(
  world: World,
  mount = (app: Hono, services: Services) => app.route('/', guestRoutes(services)),
) {
  const services = world as unknown as Services;
  let url = '';
  let close = async () => {};
  beforeAll(async () => {
    const app = new Hono();
    app.use(securityHeaders(services));
    mount(app, services);
    app.onError(pagesForErrors(errorHandler(services)));
    const server = await listen(getRequestListener(app.fetch), 0, 'PORT');
    url = `http://localhost:${server.port}`;
    close = server.close;
  });
  afterAll(() => close());

  function newBrowser(): GuestBrowser {
    const browser = new BrowserSession();
    const follow = async (page: Page): Promise<Page> => {
      const location = page.response.headers.get('location');
      return location ? follow(await browser.visit(new URL(location, page.url))) : page;
    };
    return {
      browser,
      get: async (path) => follow(await browser.visit(new URL(path, url))),
      async post(path, fields = {}) {
        const files = Object.values(fields).some((value) =>
          [value].flat().some((one) => one instanceof File),
        );
        const body = files ? new FormData() : new URLSearchParams();
        for (const [name, value] of Object.entries(fields)) {
          for (const one of [value].flat()) (body as FormData).append(name, one as string);
        }
        const headers = { 'sec-fetch-site': 'same-origin' };
        return follow(await browser.visit(new URL(path, url), { method: 'POST', body, headers }));
      },
    };
  }

  /** Signed in with ProConnect on our pages. */
  async function signIn({ browser }: GuestBrowser, actor: Actor): Promise<void> {
    const token = await createSession(world, {
      userId: actor.userId,
      organisationId: actor.organisationId,
      acr: 'eidas1-mfa',
      idToken: '',
      userAgent: '',
    });
    browser.setCookie(url, cookieName(world.config, sessionCookie), token);
  }

  return { newBrowser, signIn, address: () => url };
}

/** What a page says, in words. */
export const wordsOf = (page: Page): string =>
  page.text
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

/** What the form of the page would send unchanged: hidden controls, texts, and what is ticked. */
export function formOn(page: Page, action = ''): Record<string, string[]> {
  const forms = page.text.match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => new RegExp(`action="/invitation/[\\w-]+${action}[?"]`).test(one)) ?? '';
  const fields: Record<string, string[]> = {};
  const add = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), unescaped(value)];
  };
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    const type = attribute('type') ?? 'text';
    if (!name || type === 'file' || /\sdisabled[\s>]/.test(tag)) continue;
    if (/^(radio|checkbox)$/.test(type) && !/\schecked[\s>]/.test(tag)) continue;
    add(name, attribute('value') ?? '');
  }
  for (const match of form.matchAll(/<textarea\b[^>]*\sname="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)) {
    add(match[1] ?? '', match[2] ?? '');
  }
  return fields;
}

const unescaped = (text: string) =>
  text
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
