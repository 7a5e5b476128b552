/** The five-step line (seed 000): sent, under instruction, decided, connected, in use. Pure. */
import type { LinePoint } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';
import type { RequestRow } from '../life/events.ts';
import { words } from './words.ts';

type Dated = Pick<RequestRow, 'state' | 'firstSubmittedAt' | 'decidedAt'> &
  Partial<Pick<RequestRow, 'reopening' | 'held'>>;

/** A point without its words. */
export type Point = Pick<LinePoint, 'id' | 'state' | 'at'>;

/** @param grants false: the decision is an answer, and nothing follows it */
export function lineOf(request: Dated, grants = true): Point[] {
  const { state, reopening, held, decidedAt } = request;
  // One that was withdrawn is to be sent again. A habilitation goes its way while an update of it is under way.
  const sent = state === 'draft' && !reopening ? null : request.firstSubmittedAt;
  const underInstruction = (state === 'submitted' || state === 'changes_requested') && !reopening;
  const decided = underInstruction || !sent ? null : decidedAt;
  const granted = (state === 'validated' || Boolean(reopening)) && held !== 'ended';
  const reached = !sent ? 0 : !decided ? 1 : granted ? 3 : 2;
  const dates = [sent, decided ?? null, decided, null, null];
  return ids.slice(0, grants ? ids.length : 3).map((id, place) => {
    const at = dates[place];
    const done = place < reached || (id === 'decided' && decided !== null);
    return {
      id,
      state: done ? 'done' : place === reached ? 'current' : 'todo',
      ...(at && done && { at: at.toISOString() }),
    };
  });
}

const ids = ['sent', 'instruction', 'decided', 'connected', 'in_use'] as const;

/** A point with its words. */
export function linePoint(point: Point, language: Language): LinePoint {
  const { line, progress } = words[language];
  return {
    ...point,
    label: line[point.id],
    progress: progress[point.state],
    ...(point.at && { when: day(new Date(point.at), language) }),
  };
}
