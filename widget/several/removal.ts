/** Takes an API out of a file. Part of the chunk of what the forms share. */
import { recall, remember } from '../request/memory.ts';
import { returning } from '../request/phases.ts';
import type { Member, RequestFile } from './file.ts';
import { isLead } from './together.ts';

/**
 * Its draft is archived on the server, or erased here. Where it held the answers in common, the next one has them from
 * now on.
 * @throws {ProblemError} when the server has not archived it: then nothing has changed
 */
export async function takeOut(file: RequestFile, member: Member): Promise<void> {
  const form = file.formOf(member);
  const others = file.members.filter((one) => one !== member);
  const leads = isLead(file, member);
  if (form) {
    const { autosave, session } = form;
    if (leads) for (const other of others) file.parts?.share(file, other);
    if (autosave.view) {
      await autosave.save();
      await (await returning()).archive(session, autosave.view);
    }
    await autosave.erase();
  }
  const fresh = recall(member.api);
  remember(member.api, { answers: fresh.answers, ticked: [], phase: 'eligibility' });
  if (!leads) return;
  for (const { element } of others) {
    // The server has given them the answers: they are read again.
    if (element?.journey.memory?.request) await element.journey.load();
  }
}
