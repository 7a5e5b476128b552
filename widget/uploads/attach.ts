/** What choosing or dropping files does. */
import type { Field } from '../../catalogue/definition.ts';
import type { FormContext } from '../form/fields/field.ts';
import { call } from '../shared/call.ts';
import { type UploadWords, uploadWords } from './words.ts';

export type DocumentsField = Field & { kind: 'documents' };

/**
 * The content decides, not the name. Software may write a few bytes before those that start a PDF, within the first
 * kilobyte; a spreadsheet is an archive, a document of the older Excel, or lines of text.
 */
async function looksLike(accepts: DocumentsField['accepts'], file: Blob): Promise<boolean> {
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 1024).arrayBuffer()));
  const pdf = start.includes('%PDF-');
  const sheet = /^(PK|ÐÏ)/.test(start) || !start.includes('\0');
  return accepts.some((kind) => (kind === 'pdf' ? pdf : !pdf && sheet));
}

/** « PDF ou tableur ». */
export const kindsOf = ({ accepts }: DocumentsField, t: UploadWords): string =>
  accepts.map((kind) => t[kind]).join(t.or);

/**
 * Why a file cannot be kept or sent; the server looks again, more closely.
 * @param held how many documents the field already has
 */
async function refusal(field: DocumentsField, file: File, held: number, t: UploadWords): Promise<string> {
  const { max_files, max_size, accepts } = field;
  if (held >= max_files) return t.tooMany(max_files);
  if (file.size > max_size) return t.tooBig(file.name, max_size / 1e6);
  return (await looksLike(accepts, file)) ? '' : t.notOne(file.name, kindsOf(field, t));
}

/** Keeps the files that the field takes, and says why of the others. */
export async function attach(
  { autosave, announce, language, recheck }: FormContext,
  field: DocumentsField,
  files: Iterable<File>,
): Promise<void> {
  const t = uploadWords[language];
  const { documents } = autosave;
  const accepted: File[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const why = await refusal(field, file, documents.of(field.id).length + accepted.length, t);
    if (why) refused.push(why);
    else accepted.push(file);
  }
  for (const file of accepted) {
    const { name, size } = file;
    documents.list = [...documents.list, { id: crypto.randomUUID(), field: field.id, name, size, file }];
  }
  documents.refused[field.id] = refused.join(' ');
  await documents.keep(autosave.key);
  if (accepted.length) autosave.touched();
  announce([...accepted.map(({ name }) => t.added(name)), ...refused].join(' '));
  recheck();
}

/** Drops a document, from the server too when it is there. */
export async function detach({ autosave, recheck }: FormContext, id: string): Promise<void> {
  const { documents, session, view } = autosave;
  try {
    if (documents.waiting.every((document) => document.id !== id)) {
      await call(session, `/requests/${view?.id}/documents/${id}`, { method: 'DELETE' });
    }
    documents.list = documents.list.filter((document) => document.id !== id);
    await documents.keep(autosave.key);
  } catch (error) {
    autosave.fail(error);
  }
  recheck();
}
