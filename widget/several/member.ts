/** One API of a file: what it is called, what is known of its request, and where it stands. Pure but for `recall`. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { FromPath } from '../path/fill.ts';
import { verdictOf } from '../request/eligibility.ts';
import { recall } from '../request/memory.ts';
import type { DatapassRequest } from '../request/request.ts';
import type { FileMember, Tone } from '../shared/api-types.ts';
import type { RequestFile } from './file.ts';
import type { Together } from './together.ts';

/** One API of the file. */
export interface Member {
  api: string;
  /** Made when its turn comes: it loads the API. */
  element?: DatapassRequest;
  /** What the server last said of its request. */
  told?: Pick<FileMember, 'id' | 'api_title' | 'state' | 'state_label' | 'tone'> | undefined;
  /** What its form does with the others. */
  together?: Together;
  /** Where the focus goes, once it has come. */
  awaited?: boolean;
}

/** What the form of a member is given instead of its own. */
export interface Joined {
  definition: ApiDefinition | undefined;
  fromPath: FromPath | undefined;
  together: Together;
}

export const titleOf = ({ element, told, api }: Member): string =>
  element?.journey.part?.title ?? told?.api_title ?? api.replaceAll('-', ' ');

/** What the server last said of the request that a member shows; nothing of one that was left for another. */
export function toldOf({ element, told }: Member): Member['told'] {
  const { memory } = element?.journey ?? {};
  return !memory || memory.request === told?.id ? told : undefined;
}

/** Whether nothing has been sent: also what is only in this browser, or not begun. */
export const isDraft = (member: Member): boolean => (toldOf(member)?.state ?? 'draft') === 'draft';

/** Where a member stands, in words. */
export function stateOf(file: RequestFile, member: Member): { words: string; tone: Tone | ''; no?: boolean } {
  const { t } = file;
  const told = toldOf(member);
  const { memory, part } = member.element?.journey ?? {};
  if (told && told.state !== 'draft' && told.state_label) return { words: told.state_label, tone: told.tone };
  const form = file.formOf(member);
  if (form) {
    return file.parts?.missing(form)[0] || !form.autosave.draft
      ? { words: t.begun, tone: 'warn' }
      : { words: t.ready, tone: 'ok' };
  }
  const no = !!part && !!memory && verdictOf(part, memory.answers)?.answer === 'no';
  if (no) return { words: t.no, tone: 'no', no };
  return { words: recall(member.api).phase === 'form' ? t.begun : t.todo, tone: '' };
}
