/** Documents that a guest attaches to a step, or takes away from it. */

import type { Field, Step } from '../../catalogue/definition.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { safeName } from '../documents/name.ts';
import { infected, swelling, wrongContent } from '../documents/problems.ts';
import { isRead } from '../documents/reading/view.ts';
import { receive } from '../documents/receive.ts';
import { attach, detach } from '../documents/store.ts';
import type { Problem } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { removeName } from './form/fields.ts';
import { filesIn } from './form/read.ts';
import type { GuestPerson } from './proof.ts';
import type { Scene } from './scene.ts';

type DocumentsField = Extract<Field, { kind: 'documents' }>;

export interface KeptFiles {
  /** Something was attached or taken away. */
  touched: boolean;
  /** By field. */
  errors: Map<string, string[]>;
}

/** @param step with the fields that this guest may see */
export async function keepFiles(
  services: Services,
  scene: Scene,
  step: Step,
  person: GuestPerson,
  form: FormData,
): Promise<KeptFiles> {
  const kept: KeptFiles = { touched: false, errors: new Map() };
  const fields = step.fields.filter((field): field is DocumentsField => field.kind === 'documents');
  const { row, documents } = scene.loaded;
  const removed = form.get(removeName);
  const here = documents.some(({ id, field }) => id === removed && fields.some((one) => one.id === field));
  if (here && typeof removed === 'string') {
    await detach(services.database, row.id, removed, services.now());
    kept.touched = true;
  }
  for (const field of fields) {
    for (const file of filesIn(form, field.id)) {
      const problem = await keepFile(services, scene, field, person, file);
      if (problem) kept.errors.set(field.id, [...(kept.errors.get(field.id) ?? []), problem]);
      else kept.touched = true;
    }
  }
  return kept;
}

/** @returns what is wrong, in words */
async function keepFile(
  services: Services,
  { loaded, definition, language }: Scene,
  field: DocumentsField,
  person: GuestPerson,
  file: File,
): Promise<string | undefined> {
  const says = (code: 'document_too_big' | 'too_many_documents', max: number) =>
    messageFor(language)({ field: field.id, code, params: { max } }, field);
  const detail = (problem: Problem) => problem.detail;
  if (file.size > field.max_size) return says('document_too_big', field.max_size / 1_000_000);
  const received = await receive(services, file.stream(), field.accepts);
  if (received === 'content') return detail(wrongContent(field.id, field.accepts, language));
  if (received === 'bomb') return detail(swelling(field.id, language));
  if (received === 'infected') return detail(infected(field.id, language));
  const { extension, ...content } = received;
  const document = await attach(
    services.database,
    {
      requestId: loaded.row.id,
      field: field.id,
      name: safeName(file.name, extension),
      uploadedBy: person.userId,
      ...content,
    },
    { most: field.max_files, reads: isRead(definition, { field: field.id, ...content }) },
  );
  if (document === 'full') return says('too_many_documents', field.max_files);
  // `state`: the request has moved on; who calls says so of everything.
  if (document !== 'state') services.bell.ring();
  return undefined;
}
