/** Which request of a file leads: it holds the answers in common. Which others it leads, and which answers. Pure. */
import { commonFields } from '../../catalogue/together.ts';
import type { Wrong } from '../form/errors.ts';
import type { DatapassForm } from '../form/form.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { RequestFile } from './file.ts';
import type { Member } from './member.ts';

/** The draft that holds the answers in common; none while no form has been opened, and once it has been sent. */
export function leadOf(file: RequestFile): Member | undefined {
  const withIds = file.members.flatMap(
    (member) => file.formOf(member)?.autosave.view?.together?.with.id ?? [],
  );
  const said = file.members.find((member) => {
    const { id } = file.formOf(member)?.autosave.view ?? {};
    return id && withIds.includes(id);
  });
  const lead = said ?? file.members.find(({ api }) => api === file.lead);
  return lead && file.isDraft(lead) ? lead : undefined;
}

export const isLead = (file: RequestFile, member: Member): boolean => leadOf(file) === member;

/** The request of a member, as its form or its element has last read it. */
const requestOf = (file: RequestFile, member: Member): RequestView | undefined =>
  file.formOf(member)?.autosave.view ?? member.element?.journey.request;

/** Whether a form is one that another leads: not sent yet, and no draft that stands alone on the server. */
export const isLed = (file: RequestFile, member: Member): boolean => {
  const view = requestOf(file, member);
  return !!leadOf(file) && !isLead(file, member) && file.isDraft(member) && (!view || !!view.together);
};

/** Fields whose answers are the lead's. */
export function commonOf(file: RequestFile, member: Member): string[] {
  const journey = member.element?.journey;
  const lead = leadOf(file);
  if (!journey?.definition || !lead || !isLed(file, member)) return [];
  const form = file.formOf(lead);
  if (!form?.autosave.draft) return requestOf(file, member)?.together?.fields ?? [];
  return commonFields(form, { ...journeyForm(journey), context: form.context });
}

/** The form of a member as the catalogue says it. */
export const journeyForm = ({ definition, memory, request }: NonNullable<Member['element']>['journey']) => ({
  definition: definition as NonNullable<typeof definition>,
  stage: request?.stage ?? memory.stage ?? definition?.stages[0]?.id ?? '',
});

/** What is missing in a form, besides what is promised at its submission. */
export const missing = (form: DatapassForm): Wrong[] => form.check(true).filter(({ id }) => id[0] !== '!');
