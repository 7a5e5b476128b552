/**
 * A request changes hands. Its applicant gives it to a colleague; or a colleague asks to take it over, and does so at
 * once where the applicant's link to the organisation is no longer verified, else after seven days in which the
 * applicant may object: nobody loses a request without having been told, and no departure blocks one. Pure.
 */
import type { TakeOverView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import type { RequestRow } from './life/events.ts';
import type { CommandName } from './life/lifecycle.ts';
import type { TakeOver } from './tables.ts';

/** Days that the applicant has to object. */
export const daysToObject = 7;

export function dueAfter(asked: Date): Date {
  return new Date(asked.getTime() + daysToObject * 86_400_000);
}

/** Of what the table permits, what this person can do now. A request is taken over by asking for it, once. */
export function openActions(
  { takeOver }: Pick<RequestRow, 'takeOver' | 'applicantId'>,
  userId: string,
  permitted: CommandName[],
): CommandName[] {
  const isApplicant = permitted.includes('transfer');
  return permitted.filter((command) => {
    if (command === 'take_over') return false;
    if (command === 'ask_take_over') return !takeOver;
    if (command === 'object_take_over') return takeOver && (isApplicant || takeOver.by === userId);
    return true;
  });
}

export function takeOverView(
  takeOver: TakeOver,
  isApplicant: boolean,
  {
    actor,
    names,
    language,
  }: { actor: { userId: string }; names: ReadonlyMap<string, string>; language: Language },
): TakeOverView {
  const t = words[language];
  const by = names.get(takeOver.by) ?? t.somebody;
  const mine = takeOver.by === actor.userId;
  const due = day(new Date(takeOver.due), language);
  return {
    by,
    mine,
    asked_at: takeOver.at,
    due_at: takeOver.due,
    text: mine ? t.mine(due) : isApplicant ? t.applicant(by, due) : t.colleague(by, due),
  };
}

const words = {
  fr: {
    somebody: 'Une personne de votre organisation',
    mine: (due: string) =>
      `Vous avez proposé de reprendre cette demande. Si le demandeur ne s’y oppose pas, elle sera la vôtre le ${due}.`,
    applicant: (by: string, due: string) =>
      `${by} propose de reprendre cette demande. Sans opposition de votre part, elle sera la sienne le ${due}.`,
    colleague: (by: string, due: string) => `${by} a proposé de reprendre cette demande le ${due}.`,
  },
  en: {
    somebody: 'Somebody of your organisation',
    mine: (due: string) =>
      `You offered to take this request over. Unless the applicant objects, it will be yours on ${due}.`,
    applicant: (by: string, due: string) =>
      `${by} offers to take this request over. Unless you object, it will be theirs on ${due}.`,
    colleague: (by: string, due: string) => `${by} offered to take this request over on ${due}.`,
  },
};
