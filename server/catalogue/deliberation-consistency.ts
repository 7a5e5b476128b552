/** A deliberation's checklist names a field, use cases and data that the API has; a form to sign, where it comes back. */
import type { Definition } from '../../catalogue/definition.ts';
import { distinct, ids, known, type Report } from './report.ts';

/** Where signed forms are sent back. */
const signedForms = 'documents_signes';

export function checkDocuments(file: Definition, report: Report): void {
  const fields = file.steps.flatMap((step) => step.fields).filter((field) => field.kind === 'documents');
  if (file.forms_to_sign.length > 0 && fields.every(({ id }) => id !== signedForms)) {
    report(
      ['forms_to_sign'],
      `nothing, or a field of documents named ${signedForms}, where they come back signed`,
    );
  }
  const { deliberation } = file;
  if (!deliberation) return;
  const readable = fields.filter((field) => field.accepts.includes('pdf'));
  known(deliberation.field, ids(readable), 'a field of PDF documents', ['deliberation', 'field'], report);
  distinct(deliberation.items, ['deliberation', 'items'], report);
  for (const id of Object.keys(deliberation.use_case_words)) {
    known(id, ids(file.use_cases), 'a use case', ['deliberation', 'use_case_words', id], report);
  }
  const scopes = file.scopes.groups.flatMap((group) => group.scopes);
  for (const id of Object.keys(deliberation.scope_words)) {
    known(id, ids(scopes), 'a scope', ['deliberation', 'scope_words', id], report);
  }
}
