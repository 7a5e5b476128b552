/** The other requests of a file, and what a draft has from its lead, as one reader sees them. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsAsked } from '../../catalogue/together.ts';
import type { Actor } from '../accounts/actor.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { FileMember, TogetherView } from '../http/api.ts';
import type { Language } from '../http/language.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { maySee } from '../requests/life/lifecycle.ts';
import { rolesOn } from '../requests/life/relation.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import { toneOf } from '../requests/view/situation.ts';
import { stateLabels } from '../requests/view/words.ts';
import { differences } from './differences.ts';
import { contextOf, type Led, leadNamed } from './draft.ts';
import type { Member } from './store.ts';
import { submittedForm } from './telling.ts';

type Reading = Pick<RequestServices, 'database' | 'catalogue'>;

/** The part of the JSON that says so. */
export interface FileView {
  file: FileMember[];
  together: TogetherView | null;
}

/**
 * @param members of its file, itself included; none where nothing was looked for
 * @returns those that the reader may see: one's own and one's organisation's; for the provider, those that were sent
 */
export async function fileOf(
  services: Reading,
  row: RequestRow,
  members: readonly Member[],
  actor: Actor,
  language: Language,
): Promise<FileMember[]> {
  if (actor.via === 'invitation') return [];
  const staff = rolesOn(row, actor).some((role) => role === 'instructor' || role === 'reporter');
  const others = members.filter(
    (member) =>
      member.id !== row.id &&
      // One that was given up before anybody saw it is none.
      (member.state !== 'archived' || member.firstSubmittedAt) &&
      (rolesOn(member, actor).some((role) => maySee(member, role)) ||
        (staff && member.firstSubmittedAt !== null)),
  );
  return Promise.all(others.map((member) => memberView(services, row, member, members, language)));
}

async function memberView(
  services: Reading,
  row: RequestRow,
  member: Member,
  members: readonly Member[],
  language: Language,
): Promise<FileMember> {
  const [ours, theirs] = await Promise.all([
    definitionAt(services, row, language),
    definitionAt(services, member, language),
  ]);
  const title = theirs?.title ?? member.api;
  const number = `D${member.number}`;
  const sent = ours && theirs && row.submittedAnswers && member.submittedAnswers && member.api !== row.api;
  return {
    id: member.id,
    number,
    api: member.api,
    api_title: title,
    stage: member.stage,
    stage_label: theirs?.stages.find(({ id }) => id === member.stage)?.label ?? '',
    state: member.state,
    state_label: stateLabels[language][member.state],
    tone: toneOf[member.state],
    version: member.version,
    lead: members.some(({ withId, state }) => withId === member.id && state === 'draft'),
    differences: sent
      ? differences(
          { definition: ours, stage: row.stage, context: submittedForm(row) },
          { definition: theirs, stage: member.stage, context: submittedForm(member) },
          `${number} (${title})`,
          language,
        )
      : [],
  };
}

export function togetherView(led: Led | undefined): TogetherView | null {
  return led ? { with: leadNamed(led), fields: led.fields } : null;
}

/** The steps that a draft still asks for itself. @param whole with the answers of its lead */
export function asksApart(whole: LoadedRequest, led: Led, definition: ApiDefinition): string[] {
  const form = { definition, stage: whole.row.stage, context: contextOf(whole) };
  return stepsAsked(form, led.fields).map(({ id }) => id);
}
