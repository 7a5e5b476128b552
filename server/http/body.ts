/**
 * Bodies of requests, read up to a limit and no further: a flood costs its first bytes only. What is read is checked
 * for what would break later: bytes that are no UTF-8, broken or very deep JSON, characters that PostgreSQL can't
 * store. Nothing that was sent is repeated in an answer.
 */
import type { Context } from 'hono';
import { type Language, languageOf } from './language.ts';
import { Problem } from './problem.ts';

/** Bytes. A whole form of the catalogue is under 40 kB. */
export const jsonLimit = 262_144;

/** Levels of objects and lists: no body of ours needs more than five. */
const deepest = 16;

export interface JsonBody {
  value: unknown;
  /** As received: what an idempotency key vouches for. */
  bytes: Uint8Array;
}

/**
 * @param limit bytes
 * @throws {Problem} 415 other than JSON; 413 over the limit; 400 what can't be read
 */
export async function readJson(c: Context, limit = jsonLimit): Promise<JsonBody> {
  const language = languageOf(c);
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw problems.mediaType(language);
  const bytes = await readBytes(c, limit);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw problems.broken(language);
  }
  if (!storable(value, deepest)) throw problems.unstorable(language);
  return { value, bytes };
}

/** @throws {Problem} 413 over the limit */
export async function readBytes(c: Context, limit: number): Promise<Uint8Array> {
  // A length that was announced is kept by Node's parser: there is nothing to stop half-way, and a stream to save.
  const announced = Number(c.req.header('content-length') ?? Number.NaN);
  if (announced <= limit) {
    const bytes = new Uint8Array(await c.req.raw.arrayBuffer());
    if (bytes.byteLength <= limit) return bytes;
    throw tooLarge(c, limit);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of limitedBody(c, limit)) {
    chunks.push(chunk);
    size += chunk.byteLength;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/**
 * The body as it arrives, and no byte over the limit.
 * @throws {Problem} 413, before reading when the length was announced
 */
export async function* limitedBody(c: Context, limit: number): AsyncGenerator<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge(c, limit);
  const reader = c.req.raw.body?.getReader();
  if (!reader) return;
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
      if (size > limit) throw tooLarge(c, limit);
      yield value;
    }
  } finally {
    // Also when the consumer stops early; cancelling a body that has ended does nothing.
    await reader.cancel().catch(() => {});
  }
}

function tooLarge(c: Context, limit: number): Problem {
  // What is still under way is not read: the connection can't serve another request.
  c.header('connection', 'close');
  return problems.tooLarge(languageOf(c), limit);
}

/** NUL, which PostgreSQL refuses in text, and halves of surrogate pairs, which it refuses in jsonb. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control character is what is looked for
const unstorable = /\u0000|\p{Surrogate}/u;

function storable(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return !unstorable.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((item) => storable(item, levels - 1));
  return Object.entries(value).every(
    // `__proto__` as a key would change the prototype of a later copy.
    ([key, item]) => key !== '__proto__' && !unstorable.test(key) && storable(item, levels - 1),
  );
}

const size = (limit: number, french: boolean) =>
  limit >= 1_000_000
    ? `${limit / 1_000_000} ${french ? 'Mo' : 'MB'}`
    : `${Math.round(limit / 1024)} ${french ? 'Ko' : 'kB'}`;

const problems = {
  tooLarge: (language: Language, limit: number) =>
    language === 'fr'
      ? new Problem(
          413,
          'too-large',
          'Envoi trop volumineux',
          `Réduisez l’envoi à ${size(limit, true)} au plus.`,
        )
      : new Problem(413, 'too-large', 'Too large', `Send ${size(limit, false)} at most.`),
  mediaType: (language: Language) =>
    language === 'fr'
      ? new Problem(
          415,
          'media-type',
          'Format non pris en charge',
          'Envoyez du JSON (content-type: application/json).',
        )
      : new Problem(415, 'media-type', 'Unsupported format', 'Send JSON (content-type: application/json).'),
  broken: (language: Language) =>
    language === 'fr'
      ? new Problem(
          400,
          'broken-json',
          'Envoi illisible',
          'Ce n’est pas du JSON en UTF-8 : corrigez-le et renvoyez-le.',
        )
      : new Problem(
          400,
          'broken-json',
          'Unreadable body',
          'This is not JSON in UTF-8: correct it and send it again.',
        ),
  unstorable: (language: Language) =>
    language === 'fr'
      ? new Problem(
          400,
          'unstorable',
          'Contenu refusé',
          'Un texte contient un caractère interdit (NUL ou demi-caractère), ou les données sont trop imbriquées : retirez-les.',
        )
      : new Problem(
          400,
          'unstorable',
          'Content refused',
          'A text holds a forbidden character (NUL or half a character), or the data are nested too deeply: remove them.',
        ),
};
