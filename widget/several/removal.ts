/** Takes an API out of a file. Part of the chunk of what the forms share. */

import { recall, remember } from '../request/memory.ts';
import { returning } from '../request/phases.ts';
import type { RequestFile } from './file.ts';
import { isLead } from './lead.ts';
import type { Member } from './member.ts';
import { handOn } from './share.ts';

/**
 * Its draft is archived on the server, or erased here. Where it held the answers in common, the next one has them from
 * now on.
 * @throws {ProblemError} when the server has not archived it: then nothing has changed
 */
export async function takeOut(file: RequestFile, member: Member): Promise<void> {
  const form = file.formOf(member);
  const keep = isLead(file, member) ? handOn(file) : undefined;
  if (form) {
    const { autosave, session } = form;
    if (autosave.view) {
      await autosave.save();
      await (await returning()).archive(session, autosave.view);
    }
    await autosave.erase();
  }
  const { answers } = recall(member.api);
  remember(member.api, { answers, ticked: [], phase: 'eligibility' });
  file.leave(member);
  keep?.();
}
