/** Our pages called as somebody's browser calls them. */
import type { Hono } from 'hono';
import { publicUrl, type Seeded } from './seed.ts';

const accept = 'text/html,*/*';

export interface Answered {
  status: number;
  location: string;
  text: string;
}

export function browserOf(app: Hono) {
  const answered = async (answer: Response): Promise<Answered> => ({
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    text: await answer.text(),
  });

  const get = async (path: string, who: Seeded): Promise<Answered> =>
    answered(await app.request(`${publicUrl}${path}`, { headers: { accept, cookie: who.cookie } }));

  async function post(
    path: string,
    who: Seeded,
    form: Record<string, string | string[]>,
    origin = publicUrl,
  ): Promise<Answered> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form)) {
      for (const one of [value].flat()) body.append(name, one);
    }
    const headers = {
      accept,
      cookie: who.cookie,
      origin,
      'content-type': 'application/x-www-form-urlencoded',
    };
    return answered(
      await app.request(`${publicUrl}${path}`, { method: 'POST', headers, body: body.toString() }),
    );
  }

  /** A hidden field of a form, as the browser would send it. */
  async function hidden(path: string, who: Seeded, name = 'seen'): Promise<string> {
    const { text } = await get(path, who);
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
  }

  return { get, post, hidden };
}

/** French typography uses spaces that do not break; tests compare words. */
export const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');
