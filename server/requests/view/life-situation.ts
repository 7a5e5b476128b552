/**
 * What the state of a request means once there is a habilitation: what is under way, what became of it, and whether the
 * habilitation is in force meanwhile. Pure.
 */
import { stateNames } from '../../../catalogue/states.ts';
import type { RequestView, Situation, Tone } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';
import type { RequestState } from '../life/lifecycle.ts';
import { lifeWords } from './life-words.ts';

export type LifeFacts = Pick<
  RequestView,
  | 'mine'
  | 'state'
  | 'reason'
  | 'actions'
  | 'habilitation'
  | 'reopening'
  | 'setback'
  | 'suspension'
  | 'revocation'
> &
  Partial<Pick<RequestView, 'submitted_at'>>;

/** What a request is called where it stands: « Mise à jour en cours d’instruction ». */
export function standingLabel(
  {
    state,
    reopening,
    habilitation,
  }: { state: RequestState } & Pick<LifeFacts, 'reopening'> & {
      habilitation?: Pick<NonNullable<LifeFacts['habilitation']>, 'state'> | undefined;
    },
  language: Language,
): string {
  const t = lifeWords[language];
  const open = reopening && t.label[reopening][state];
  if (open) return open;
  if (state === 'validated' && habilitation?.state === 'suspended') return t.suspended;
  if (state === 'validated' && habilitation?.state === 'expired') return t.expired;
  return stateNames[language][state];
}

/** Words and colour that differ from those of a first request; undefined where nothing does. */
export function lifeSituation(
  facts: LifeFacts,
  { quoted, language }: { quoted: (words: string) => string; language: Language },
): (Partial<Omit<Situation, 'tone' | 'text'>> & { text: string[]; tone?: Tone }) | undefined {
  const t = lifeWords[language];
  const { state, mine, reopening, habilitation, revocation, suspension, setback, reason, actions } = facts;
  const until = habilitation ? day(new Date(habilitation.valid_until), language) : '';
  const number = habilitation?.number ?? '';
  const said = reason ? [quoted(reason)] : [];
  const heard = revocation
    ? [quoted(revocation.reason), t.revocation(day(new Date(revocation.due), language))]
    : [];
  if (state === 'draft') {
    const resume = actions.includes('save') ? { resume: { label: t.resume } } : {};
    if (reopening) {
      return {
        title: t.draftTitle[reopening],
        text: [...(mine ? [t.draft[reopening]] : []), ...meanwhile(facts, language), ...heard],
        ...resume,
      };
    }
    return facts.submitted_at ? { text: [t.withdrawn, ...(mine ? [t.withdrawnNext] : [])] } : undefined;
  }
  if (state === 'submitted' && reopening) {
    return { text: [t.submitted[reopening], ...meanwhile(facts, language), ...heard] };
  }
  if (state === 'changes_requested' && reopening) return { text: meanwhile(facts, language) };
  if (state === 'revoked') return { text: [...said, t.revokedText] };
  if (state === 'archived' && habilitation) {
    return { title: t.givenBackTitle(number), text: [...said, t.givenBack] };
  }
  if (state !== 'validated' || !habilitation) return undefined;
  if (revocation) return { tone: 'warn', title: t.revocationTitle, text: heard };
  if (suspension !== null) {
    const why = suspension ? [quoted(suspension)] : [];
    return { tone: 'warn', title: t.suspendedTitle(number), text: [...why, t.suspendedText] };
  }
  if (habilitation.state === 'expired') {
    return { tone: 'warn', title: t.expiredTitle(number), text: [t.expiredText(until)] };
  }
  if (setback) {
    const refused = setback.how === 'refused';
    const title = (refused ? t.refusedTitle : t.givenUpTitle)[setback.of];
    return {
      tone: refused ? 'warn' : 'ok',
      title,
      text: [...said, t.stays(number, until), ...(refused ? [t.contest] : [])],
    };
  }
  return undefined;
}

/** The habilitation, while an update or a renewal is under way. */
function meanwhile({ state, reopening, habilitation, suspension }: LifeFacts, language: Language): string[] {
  if (!habilitation) return [];
  const t = lifeWords[language];
  const until = day(new Date(habilitation.valid_until), language);
  const { number } = habilitation;
  if (suspension !== null) return [`${t.suspendedTitle(number)}.`];
  if (habilitation.state !== 'active') return [t.ended(number, until)];
  return [reopening === 'renewal' && state !== 'draft' ? t.prolonged(number, until) : t.inForce(number)];
}
