/** A CSV is text in lines, with a separator: told from a program, a page or a picture with that name. */

/** What no text holds: every control character but tab, line feed and carriage return; the same in both encodings. */
const isControl = (byte: number): boolean =>
  byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);

/** The bytes that Windows-1252 leaves without a character. */
const undefinedIn1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** What pages, drawings, programs and data of other kinds begin with. */
const another = /^\s*(<|#!|\{|\[|%PDF|%!PS)/;

/** Characters within which the first line ends, and shows how it is separated. */
const firstLine = 4_096;

/** Text in UTF-8, with or without its mark, or in what French spreadsheets write: Windows-1252. */
export async function isTable(content: AsyncIterable<Uint8Array>): Promise<boolean> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let [isUtf8, is1252] = [true, true];
  let start = '';
  for await (const chunk of content) {
    if (chunk.some(isControl)) return false;
    isUtf8 &&= decodes(utf8, chunk);
    is1252 &&= !chunk.some((byte) => undefinedIn1252.has(byte));
    if (start.length < firstLine) start += Buffer.from(chunk.subarray(0, firstLine)).toString('latin1');
  }
  const text = start.replace(/^ï»¿/, '');
  const [line = ''] = text.split(/[\r\n]/, 1);
  const isText = (isUtf8 && decodes(utf8)) || is1252;
  return isText && !another.test(text) && /\S.*[;,\t]|[;,\t].*\S/.test(line);
}

/** @param chunk undefined at the end: half a character is none */
function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}
