/**
 * `GET /catalogue/:api/usual?use_case=`: the data that a use case usually needs, as its source or past validations say.
 * For anybody, as the rest of the catalogue.
 */
import { type Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { useCaseNamed } from '../../catalogue/use-cases.ts';
import type { UsualView } from '../http/api-beside.ts';
import { type Language, languageOf } from '../http/language.ts';
import { Problem, problemResponse } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { usualOf } from './usual.ts';

/** Read from other sites; as the rest of the catalogue (`server/catalogue/prepared.ts`). */
const publicHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** Mounted at `/catalogue`. */
export function usualRoutes(services: Pick<Services, 'catalogue' | 'database' | 'now'>): Hono {
  const app = new Hono();
  const retainedHeaders = [...RETAINED_304_HEADERS, ...Object.keys(publicHeaders)];
  app.get('/:api/usual', etag({ retainedHeaders }), async (c) => {
    const language = languageOf(c);
    for (const [name, value] of Object.entries(publicHeaders)) c.header(name, value);
    const definition = services.catalogue.localised(c.req.param('api'), language);
    const useCase = definition && useCaseNamed(definition, c.req.query('use_case'));
    if (!definition || !useCase) return refusal(c, definition ? 'use_case' : 'api', language);
    const usual: UsualView | undefined = await usualOf(services, definition, useCase.id);
    c.header('cache-control', 'public, max-age=600');
    c.header('vary', 'accept-language');
    return c.json({ api: definition.id, use_case: useCase.id, usual: usual ?? null });
  });
  return app;
}

function refusal(c: Context, what: keyof (typeof words)['fr'], language: Language): Response {
  const [code, title, detail] = words[language][what];
  return problemResponse(c, new Problem(404, code, title, detail));
}

type Words = [code: string, title: string, detail: string];

const words: Record<Language, { api: Words; use_case: Words }> = {
  fr: {
    api: ['unknown-api', 'API inconnue', 'Vérifiez son nom : la liste est à l’adresse /catalogue.'],
    use_case: [
      'unknown-use-case',
      'Cas d’usage inconnu',
      'Donnez avec « use_case » l’un des cas d’usage de cette API : sa définition les énumère.',
    ],
  },
  en: {
    api: ['unknown-api', 'Unknown API', 'Check its name: the list is at /catalogue.'],
    use_case: [
      'unknown-use-case',
      'Unknown use case',
      'Give as “use_case” one of the use cases of this API: its definition lists them.',
    ],
  },
};
