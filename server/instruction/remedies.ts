/** What the mail of a refusal adds: shown to the instructor from the mail itself, so that both say the same. */
import type { MailContent } from '../notifications/content.ts';
import { en } from '../notifications/en.ts';
import { fr } from '../notifications/fr.ts';
import { numberOf, type View } from './file.ts';

export function remedies({ file, definition, language }: View): string[] {
  const { request, organisation } = file;
  const at = request.lastSubmittedAt ?? request.updatedAt;
  const mail: MailContent = { fr, en }[language].refused({
    number: numberOf(request),
    api: definition.title,
    stage: request.stage,
    organisation: organisation.name,
    provider: definition.provider,
    at,
    answerBy: at,
    reason: '',
    next: undefined,
    fields: [],
    habilitation: undefined,
    links: { request: '', requests: '', instruction: '', access: '', notice: '' },
  });
  return mail.blocks.flatMap((block) => ('list' in block ? block.list : []));
}
