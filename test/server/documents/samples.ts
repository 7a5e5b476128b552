/** Files as people send them, and as people who mean harm do: made here, byte by byte. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflate, deflateRawSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A minimal PDF: enough for its type, with nothing to read. */
export const pdf = (text = ''): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj <<>> endobj\n% ${text}\ntrailer <<>>\n%%EOF\n`);

/** A real PDF, of these pages. */
export async function writtenPdf(pages: string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  for (const text of pages) document.addPage().fontSize(11).text(text);
  document.end();
  return buffer(document);
}

/** A small PDF whose one page unpacks to `megabytes` of drawing commands. */
export async function swellingPdf(megabytes: number): Promise<Buffer> {
  const spaces = Buffer.alloc(1_000_000, ' ');
  const content = await buffer(
    Readable.from(Array(megabytes).fill(spaces)).pipe(createDeflate({ level: 1 })),
  );
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>',
  ].map((object, index) => Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`));
  return Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    ...objects,
    Buffer.from(`4 0 obj\n<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF\n'),
  ]);
}

interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** What the directory says of its size; the truth when absent. */
  claimed?: number;
  stored?: boolean;
}

/** A ZIP archive (APPNOTE.TXT 4.3): local headers, then the directory. */
export function zip(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, stored } of entries) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 });
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(stored ? 0 : 8, 4);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(claimed ?? bytes.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

const contentTypes = (type: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** @param sheet entries beside the workbook */
export const xlsx = (sheet: ZipEntry[] = [], type = sheetType): Buffer =>
  zip([
    { name: '[Content_Types].xml', content: contentTypes(type) },
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    ...sheet,
  ]);

/** OpenDocument, or OpenOffice before it: the first entry names the type, unpacked. */
export const named = (type: string, entries: ZipEntry[] = []): Buffer =>
  zip([
    { name: 'mimetype', content: type, stored: true },
    { name: 'content.xml', content: '<office/>' },
    ...entries,
  ]);

/** A compound file whose directory holds a stream of this name. */
export function compound(stream: string): Buffer {
  const bytes = Buffer.alloc(512 * 4);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  const at = 512 * 2;
  bytes.write(`${stream}\0`, at, 'utf16le');
  bytes.writeUInt16LE((stream.length + 1) * 2, at + 64);
  bytes[at + 66] = 2;
  return bytes;
}
