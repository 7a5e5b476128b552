/** Whatever is thrown becomes one answer: a Problem as it is, a database that is away 503, anything else 500 and a log line. */
import type { ErrorHandler } from 'hono';
import { errorCode } from '../database/retry.ts';
import type { Services } from '../services.ts';
import { languageOf } from './language.ts';
import { Problem, problemResponse } from './problem.ts';

/** SQLSTATE classes and driver codes that mean « the database is away for a moment ». */
const away =
  /^(08|40|57P|53)|^(CONNECTION_|CONNECT_|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;

export function errorHandler({ log }: Services): ErrorHandler {
  return (error, c) => {
    const french = languageOf(c) === 'fr';
    if (error instanceof Problem) return problemResponse(c, error);
    if (away.test(errorCode(error) ?? '')) {
      c.header('retry-after', '2');
      return problemResponse(
        c,
        french
          ? new Problem(
              503,
              'unavailable',
              'Service momentanément indisponible',
              'Réessayez dans quelques secondes : rien n’est perdu.',
            )
          : new Problem(
              503,
              'unavailable',
              'Service unavailable for a moment',
              'Try again in a few seconds: nothing is lost.',
            ),
      );
    }
    // The path without its query, the body never: they may carry personal data. Nor the words of a database's error:
    // drizzle's repeat the parameters, PostgreSQL's the value that was wrong. Its code and the frames tell where to look.
    const code = errorCode(error);
    log.error(
      {
        method: c.req.method,
        path: c.req.path,
        name: error.name,
        ...(code ? { code } : error.cause === undefined && { message: error.message }),
        frames: error.stack?.split('\n').filter((line) => line.startsWith('    at ')),
      },
      'unexpected error',
    );
    return problemResponse(
      c,
      french
        ? new Problem(
            500,
            'internal',
            'Erreur inattendue',
            'L’incident est enregistré. Réessayez, ou écrivez au support si cela se reproduit.',
          )
        : new Problem(
            500,
            'internal',
            'Unexpected error',
            'The incident has been recorded. Try again, or write to the support if it happens again.',
          ),
    );
  };
}
