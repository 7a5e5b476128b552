/**
 * What the forms of a file share: the answers that are given once, in the request that leads, and one submission for
 * all. Loaded beside `file.ts`, which asks for all of it here: what each form is given, and what it does with the others.
 */
import { contextOf } from '../drafts/draft.ts';
import type { Wrong } from '../form/errors.ts';
import { open } from './carried.ts';
import type { RequestFile } from './file.ts';
import type { JoinedForm } from './joined-form.ts';
import './joined-form.ts';
import { commonOf, isLed, journeyForm, leadOf, missing } from './lead.ts';
import type { Joined, Member } from './member.ts';
import { pathWithout, reduced } from './reduced.ts';
import { summary } from './summary.ts';

export { carried, differences } from './carried.ts';
export { missing } from './lead.ts';
export { heard, share } from './share.ts';

const made = new WeakMap<Member, { of: string; from: unknown; definition: Joined['definition'] }>();

/** What the form of a member is given instead of its own. */
export function joined(file: RequestFile, member: Member): Joined {
  member.together ??= new Together(file, member);
  const { together } = member;
  const journey = member.element?.journey as NonNullable<Member['element']>['journey'];
  const { definition, memory } = journey;
  if (!definition) return { definition, fromPath: memory.fromPath, together };
  const { stage } = journeyForm(journey);
  const common = commonOf(file, member);
  const form = file.formOf(member);
  const context = form?.autosave.draft ? form.context : contextOf({ '@eligibility': memory.answers });
  const result = reduced(definition, stage, context, common);
  // The same, while it says the same: a form that is given another looks at all of it again.
  const of = JSON.stringify([common, stage, result.stages]);
  const before = made.get(member);
  if (before?.of !== of || before.from !== definition)
    made.set(member, { of, from: definition, definition: result });
  return {
    definition: made.get(member)?.definition,
    fromPath: pathWithout(memory.fromPath, common),
    together,
  };
}

/** What a form does with the others of its file. */
export class Together {
  readonly file: RequestFile;
  readonly member: Member;
  /** Only this one is to be sent. */
  alone = false;
  /** What the server said of its answers, when another was sent with it. */
  refused: Wrong[] = [];

  constructor(file: RequestFile, member: Member) {
    this.file = file;
    this.member = member;
  }

  get form(): JoinedForm {
    return this.file.formOf(this.member) as JoinedForm;
  }

  /** Those that are sent at once, the lead first; empty where this one goes by itself. */
  get group(): Member[] {
    const { file } = this;
    const lead = leadOf(file);
    const all = file.members.filter(
      (member) => file.formOf(member) && (member === lead || isLed(file, member)),
    );
    if (this.alone || !lead || !all.includes(this.member)) return [];
    return [lead, ...all.filter((member) => member !== lead)];
  }

  /** The others that are not sent yet, in the order of the file from this one on. */
  get others(): Member[] {
    const { file } = this;
    const { members } = file;
    const place = members.indexOf(this.member);
    return [...members.slice(place + 1), ...members.slice(0, place)].filter(
      (member) => file.isDraft(member) && !(file.formOf(member) && !this.group.includes(member)),
    );
  }

  /** The one to go on with. */
  get #next(): Member | undefined {
    const { file } = this;
    if (this.alone || !file.isDraft(this.member)) return undefined;
    return this.others.find((member) => {
      const form = file.formOf(member);
      return !form || missing(form)[0];
    });
  }

  /** Of the main button of the summary; none where it submits. */
  get label(): string | undefined {
    const next = this.#next;
    return next && this.file.t.continue(this.file.titleOf(next));
  }

  /** @returns whether there is another to go on with */
  goOn(): boolean {
    const next = this.#next;
    if (next) void this.file.show(next);
    return !!next;
  }

  /** @returns whether the answer is one of the lead's: it is shown there */
  goTo(id: string): boolean {
    const { file } = this;
    const lead = leadOf(file);
    const [field = ''] = id.split('-');
    if (!lead || !commonOf(file, this.member).includes(field)) return false;
    open(file, lead, id);
    return true;
  }

  /** On the summary: where the others stand, what is missing in them, and what is promised for each. */
  summary(): unknown {
    return summary(this);
  }
}
