/** Office documents of today are packages: what one holds is measured, by unpacking it into nothing. */
import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** Bytes unpacked: a spreadsheet of 10 MB packed is far smaller. */
const largest = 300_000_000;

/** Files in a package. */
const most = 5_000;

/** Characters of the name that a package gives to its type. */
const longestType = 100;

/**
 * @returns the type that the package names in its `mimetype` (OpenDocument and before); `bomb` for one that unpacks to
 * too much; undefined for one that is broken, encrypted, or unpacks to anything but what it says
 */
export async function packageIn(path: string): Promise<{ type: string } | 'bomb' | undefined> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, validateEntrySizes: true });
    if (zip.entryCount > most) return 'bomb';
    const entries: Entry[] = [];
    let size = 0;
    for await (const each of zip.eachEntry()) {
      entries.push(each);
      size += each.uncompressedSize;
      if (size > largest) return 'bomb';
    }
    return { type: await typeIn(zip, entries) };
  } catch {
    return undefined;
  } finally {
    zip?.close();
  }
}

/** Unpacks every entry: a directory may lie, and the library says so when a stream is not of the size announced. */
async function typeIn(zip: ZipFile, entries: Entry[]): Promise<string> {
  let type = '';
  for (const each of entries) {
    const stream = await zip.openReadStreamPromise(each);
    for await (const chunk of stream) {
      if (each.fileName === 'mimetype' && type.length < longestType) type += chunk.toString('latin1');
    }
  }
  return type.trim();
}
