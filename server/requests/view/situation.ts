/** What the state of a request means for its applicant or a colleague, and what they can do now, in words. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { stepOfField } from '../../../catalogue/steps.ts';
import type { RequestView, Situation, Tone } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';
import { grantsHabilitation } from '../life/grants.ts';
import type { RequestState } from '../life/lifecycle.ts';
import { grantedText } from './granted.ts';
import { type LifeFacts, lifeSituation } from './life-situation.ts';
import { words } from './words.ts';

/** The colour of a state; its words are beside it, so that colour never speaks alone. */
export const toneOf: Record<RequestState, Tone> = {
  draft: 'info',
  submitted: 'info',
  changes_requested: 'warn',
  validated: 'ok',
  refused: 'no',
  revoked: 'no',
  archived: 'info',
};

type Facts = Pick<
  RequestView,
  'stage' | 'requested_fields' | 'answer_by' | 'next_stage' | 'mine' | 'applicant'
> &
  LifeFacts;

export function situationOf(
  request: Facts,
  definition: ApiDefinition | undefined,
  language: Language,
): Situation {
  const first = { tone: toneOf[request.state], ...meaning(request, definition, language) };
  const { quoted } = words[language];
  const life = lifeSituation(request, { quoted, language });
  if (!life) return first;
  const { link, ...rest } = first;
  const { text } = life;
  switch (request.state) {
    case 'submitted':
      return { ...first, ...life, text: [...text, ...limit(request, language)] };
    // What is asked for comes first.
    case 'changes_requested':
      return { ...first, text: [...first.text, ...text] };
    // Nothing is collected there while it is not in force.
    case 'validated':
      return { ...(request.habilitation?.state === 'active' ? first : rest), ...life };
    default:
      return { ...rest, ...life };
  }
}

/** The day by which silence is a refusal. */
const limit = ({ answer_by }: Pick<Facts, 'answer_by'>, language: Language): string[] =>
  answer_by ? [words[language].answerBy(day(new Date(answer_by), language))] : [];

function meaning(
  request: Facts,
  definition: ApiDefinition | undefined,
  language: Language,
): Omit<Situation, 'tone'> {
  const t = words[language];
  const { state, actions, reason, habilitation, next_stage, mine, applicant } = request;
  const who = `${applicant.given_name} ${applicant.family_name}`.trim();
  const quoted = reason ? [t.quoted(reason)] : [];
  const mayResume = actions.includes('save');
  switch (state) {
    case 'draft':
      return {
        text: [mine ? t.draft : t.theirDraft(who)],
        ...(mayResume && { resume: { label: t.resume } }),
        ...(actions.includes('archive') && { archive: { label: t.archive, sure: t.archiveSure } }),
      };
    case 'submitted':
      return {
        text: [mine ? t.submitted : t.theirSubmitted(who), ...limit(request, language)],
      };
    case 'changes_requested': {
      const field = request.requested_fields[0] ?? '';
      const step = definition && stepOfField(definition, request.stage, field);
      const resume = step ? { label: t.resumeAt(step.title), step: step.id } : { label: t.resume };
      return {
        title: mine ? t.changesTitle : t.theirChangesTitle,
        text: [...quoted, mine ? t.changes : t.theirChanges(who)],
        ...(mayResume && { resume }),
      };
    }
    case 'validated':
      if (definition && !grantsHabilitation(definition, request.stage)) {
        return { title: t.answeredTitle, text: [...quoted, t.answered] };
      }
      if (!habilitation) return { text: [t.preparing] };
      return {
        title: (mine ? t.validatedTitle : t.theirValidated)(habilitation.number),
        text: [
          ...quoted,
          ...grantedText(habilitation.granted, language),
          t.validated(day(new Date(habilitation.valid_until), language)),
          ...(habilitation.children ?? []).map(({ api_title, number }) => t.child(api_title, number)),
          ...(next_stage ? [next_stage.text] : []),
        ],
        // Whose request it is collects there, and the technical contact.
        ...(mine && { link: { label: t.access, url: habilitation.access_url, hint: t.accessHint } }),
      };
    case 'refused':
      return { title: t.refusedTitle, text: [...quoted, t.refused] };
    case 'revoked':
      return { title: t.revokedTitle, text: quoted };
    case 'archived':
      return { text: [t.archived] };
  }
}
