/** What the mail of a refusal adds: shown to the instructor from the mail itself, so that both say the same. */
import { factsOf } from '../notifications/mail-facts.ts';
import { catalogues } from '../notifications/notify.ts';
import type { View } from './file.ts';

export function remedies({
  file,
  definition,
  language,
}: Pick<View, 'file' | 'definition' | 'language'>): string[] {
  const { request, organisation } = file;
  const facts = factsOf({
    request,
    api: definition,
    organisation: organisation.name,
    publicUrl: '',
    habilitation: undefined,
    at: request.lastSubmittedAt ?? request.updatedAt,
    told: {},
    details: null,
    by: '',
    applicant: '',
  });
  return catalogues[language].refused(facts).blocks.flatMap((block) => ('list' in block ? block.list : []));
}
