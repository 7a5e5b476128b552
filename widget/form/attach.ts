import type { Field } from '../../catalogue/definition.ts';
import { looksLikePdf } from '../drafts/documents.ts';
import type { FormMessages } from './messages/index.ts';

/**
 * Sorts the files chosen for a field before anything is kept or sent; the server looks again, more closely.
 * @param held how many documents the field already has
 */
export async function admit(
  field: Field & { kind: 'documents' },
  files: Iterable<File>,
  held: number,
  words: FormMessages,
): Promise<{ accepted: File[]; refused: string[] }> {
  const accepted: File[] = [];
  const refused: string[] = [];
  for (const file of files) {
    if (held + accepted.length >= field.max_files) refused.push(words.tooMany(field.max_files));
    else if (file.size > field.max_size) refused.push(words.tooBig(file.name, field.max_size / 1e6));
    else if (!field.accepts.includes('spreadsheet') && !(await looksLikePdf(file))) {
      refused.push(words.notPdf(file.name));
    } else accepted.push(file);
  }
  return { accepted, refused };
}
