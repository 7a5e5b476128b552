/** Errors for people: what a browser asked for as a page is answered by a page, with the same words and status. */
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { html } from 'hono/html';
import { type Language, languageOf } from '../http/language.ts';
import { Problem, problemResponse } from '../http/problem.ts';
import { carryLanguage, page, type SignedIn, sendPage } from './layout.ts';

/** A browser that goes to an address says so; scripts and machines do not ask for HTML. */
export function wantsPage(c: Context): boolean {
  return (c.req.header('accept') ?? '').includes('text/html');
}

/**
 * Turns the answers of `inner` (problem details) into pages for browsers, with the header of who is signed in.
 * @param targets where signing out may lead (`formTargets`)
 */
export function pagesForErrors(inner: ErrorHandler, targets: string[] = []): ErrorHandler {
  return async (error, c) => {
    const answer = await inner(error, c);
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
    if (!isProblem || !wantsPage(c)) return answer;
    const problem = (await answer.json()) as Pick<Problem, 'status' | 'title' | 'detail'>;
    const shown = await problemPage(c, problem, targets);
    const retry = answer.headers.get('retry-after');
    if (retry) shown.headers.set('retry-after', retry);
    return shown;
  };
}

/** No such address. */
export const notFound: NotFoundHandler = (c) => {
  const { title, detail } = texts[languageOf(c)].notFound;
  return wantsPage(c)
    ? problemPage(c, { status: 404, title, detail })
    : problemResponse(c, new Problem(404, 'not-found', title, detail));
};

/** A problem as a page, with a way on. */
function problemPage(
  c: Context,
  problem: Pick<Problem, 'status' | 'title' | 'detail'>,
  targets: string[] = [],
): Promise<Response> {
  const language = languageOf(c);
  const t = texts[language];
  const again = problem.status >= 500 && c.req.method === 'GET';
  const main = html`<div class="problem">
<p class="hint">${t.error(problem.status)}</p>
<h1>${problem.title}</h1>
<p class="lead">${problem.detail}</p>
<p class="row">
${again ? html`<a class="button" href="">${t.again}</a>` : ''}
<a class="${again ? 'button second' : 'button'}" href="${carryLanguage('/', c.req.url)}">${t.home}</a>
</p>
</div>`;
  // Known where the page that failed had asked for a session.
  const user: SignedIn | undefined = c.get('actor');
  return sendPage(c, page({ title: problem.title, language, main, user, address: c.req.url }), {
    status: problem.status,
    formTargets: targets,
  });
}

interface ProblemTexts {
  error: (status: number) => string;
  home: string;
  again: string;
  notFound: { title: string; detail: string };
}

const texts: Record<Language, ProblemTexts> = {
  fr: {
    error: (status) => `Erreur ${status}`,
    home: 'Aller à l’accueil',
    again: 'Réessayer',
    notFound: {
      title: 'Cette page n’existe pas',
      detail: 'Vérifiez l’adresse, ou repartez de l’accueil pour retrouver ce que vous cherchez.',
    },
  },
  en: {
    error: (status) => `Error ${status}`,
    home: 'Go to the home page',
    again: 'Try again',
    notFound: {
      title: 'This page does not exist',
      detail: 'Check the address, or start from the home page to find what you are looking for.',
    },
  },
};
