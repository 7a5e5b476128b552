/** Gives the forms of a file the answers in common: as they change, as forms are opened, and when the lead goes. */
import type { Answer } from '../../catalogue/answers.ts';
import type { RequestFile } from './file.ts';
import { commonOf, isLead, isLed, leadOf } from './lead.ts';
import type { Member } from './member.ts';

/** Gives a form the answers in common, which are no change of its own: conditions and checks look at them. */
export function share(file: RequestFile, member: Member): void {
  const lead = leadOf(file);
  const from = lead && file.formOf(lead);
  const form = file.formOf(member);
  const draft = form?.autosave.draft;
  if (!from?.autosave.draft || !draft || !isLed(file, member)) return;
  const { answers } = from.context;
  const own = { ...draft.values };
  const base = { ...draft.base };
  for (const id of commonOf(file, member)) own[id] = base[id] = withoutFiles(answers[id]);
  Object.assign(draft, { values: own, base });
  form.recheck();
}

/**
 * The lead goes: those that it leads keep its answers. Called while it is there.
 * @returns what to do once it has gone
 */
export function handOn(file: RequestFile): () => void {
  const lead = leadOf(file);
  const waiting = (lead && file.formOf(lead)?.autosave.documents.waiting) ?? [];
  const led = file.members.filter((member) => isLed(file, member));
  const taken = led.map((member) => {
    share(file, member);
    const common = commonOf(file, member);
    const values = file.formOf(member)?.values ?? {};
    return {
      values: Object.fromEntries(common.map((id) => [id, values[id]])),
      documents: waiting.filter(({ field }) => common.includes(field)),
    };
  });
  return () => {
    for (const [place, member] of led.entries()) {
      const form = file.formOf(member);
      const { values, documents } = taken[place] as (typeof taken)[number];
      // The server has given them to its drafts, which are read again; one that is only here keeps them here.
      if (form?.autosave.view) void member.element?.journey.load();
      else if (form) {
        const { autosave } = form;
        autosave.documents.list.push(...documents);
        void autosave.documents.keep(autosave.key);
        form.change(values);
      }
    }
  };
}

/** A document is kept by the draft that it is attached to. */
const withoutFiles = (answer: Answer | undefined): unknown =>
  Array.isArray(answer)
    ? answer.map((item) =>
        typeof item === 'string' ? item : { id: item.id, name: item.name, size: item.size },
      )
    : answer;

/** A form has been opened, or its draft kept. */
export function heard(file: RequestFile, member: Member): void {
  const form = file.formOf(member);
  if (!form?.autosave.draft) return;
  const { view } = form.autosave;
  if (view) file.note(view);
  if (!leadOf(file) && file.isDraft(member) && !view?.together) file.leadBy(member.api);
  share(file, member);
  if (!isLead(file, member)) return;
  // The others may have been there before it.
  for (const other of file.members) {
    share(file, other);
    if (isLed(file, other)) other.element?.requestUpdate();
  }
}
