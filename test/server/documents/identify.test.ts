import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { identify } from '../../../server/documents/identify.ts';
import { compound, named, pdf, xlsx, zip } from './samples.ts';

const folder = await mkdtemp(join(tmpdir(), 'datapass-identify-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function found(content: Buffer | string, accepts: ('pdf' | 'spreadsheet')[] = ['pdf', 'spreadsheet']) {
  const path = join(folder, randomUUID());
  await writeFile(path, content);
  const identity = await identify(path, accepts);
  return typeof identity === 'string' ? identity : identity.extension;
}

const ods = 'application/vnd.oasis.opendocument.spreadsheet';
const header = 'nom;revenu\r\nDupont;12 000\r\n';

describe('is taken for what it is', () => {
  test.each([
    ['a PDF', pdf(), 'pdf'],
    ['an Excel workbook', xlsx(), 'xlsx'],
    ['an OpenDocument spreadsheet', named(ods), 'ods'],
    ['an OpenOffice spreadsheet', named('application/vnd.sun.xml.calc'), 'sxc'],
    ['an Excel workbook of before 2007', compound('Workbook'), 'xls'],
    ['an Excel workbook of before 1997', compound('Book'), 'xls'],
    ['CSV in UTF-8', `${header}Éloïse;13 000\n`, 'csv'],
    ['CSV in UTF-8 with its mark', `\ufeff${header}`, 'csv'],
    ['CSV in Windows-1252', Buffer.from(`${header}\xc9lo\xefse;13\x80\n`, 'latin1'), 'csv'],
    ['CSV by tabs or commas', 'a\tb\n1\t2\n', 'csv'],
    ['a large CSV, whose characters lie across blocks', 'é;à\n'.repeat(200_000), 'csv'],
  ])('%s', async (_, content, extension) => {
    expect(await found(content)).toBe(extension);
  });
});

describe('is refused', () => {
  test.each([
    ['a PDF where spreadsheets go', pdf(), ['spreadsheet']],
    ['a spreadsheet where PDFs go', xlsx(), ['pdf']],
    ['CSV where PDFs go', header, ['pdf']],
    ['a Word document', compound('WordDocument'), undefined],
    ['a workbook behind a password', compound('EncryptedPackage'), undefined],
    ['a workbook with macros', xlsx([], 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'), undefined],
    ['an OpenDocument text', named('application/vnd.oasis.opendocument.text'), undefined],
    ['any archive', zip([{ name: 'a.txt', content: 'a' }]), undefined],
    ['a truncated workbook', xlsx().subarray(0, -40), undefined],
    ['a truncated OpenDocument', named(ods).subarray(0, -10), undefined],
    [
      'a package that says less than it holds',
      named(ods, [{ name: 'a.xml', content: 'a'.repeat(9_000), claimed: 5 }]),
      undefined,
    ],
    ['a package with a path out of it', named(ods, [{ name: '../../etc/passwd', content: 'a' }]), undefined],
    [
      'CSV with binary in it',
      Buffer.concat([Buffer.from(header), Buffer.from([0]), randomBytes(64)]),
      undefined,
    ],
    ['CSV with a control character', `${header}\u001b[2J;1`, undefined],
    ['CSV in no encoding', Buffer.from(`${header}\xff\x81;1`, 'latin1'), undefined],
    ['CSV in UTF-16', Buffer.from(`\ufeff${header}`, 'utf16le'), undefined],
    ['a page', '<!doctype html><script>a;b</script>', undefined],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" onload="a;b"/>', undefined],
    ['a program', '#!/bin/sh\necho a;b\n', undefined],
    ['JSON', '{"a": 1, "b": 2}', undefined],
    ['prose', 'Le conseil municipal décide\n', undefined],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), undefined],
    ['noise', randomBytes(5_000), undefined],
    ['nothing', '', undefined],
  ] as const)('%s', async (_, content, accepts) => {
    expect(await found(content, accepts && [...accepts])).toBe('content');
  });

  test('a workbook that would fill a disk', async () => {
    const bomb = xlsx([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(320_000_000) }]);
    expect(bomb.length).toBeLessThan(400_000);
    expect(await found(bomb)).toBe('bomb');
    const many = Array.from({ length: 5_001 }, (__, index) => ({ name: `${index}`, content: '' }));
    expect(await found(xlsx(many))).toBe('bomb');
  });
});
