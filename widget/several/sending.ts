/** What a form of a file sends to the server: a draft that joins the lead's, and one submission for all. */
import type { Draft } from '../drafts/draft.ts';
import { wrongOf } from '../form/check.ts';
import { promisesOf, unpromised } from '../form/summary.ts';
import type { RequestView } from '../shared/api-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { ProblemError, unreachable } from '../shared/problems.ts';
import type { JoinedForm } from './joined-form.ts';
import { commonOf, isLead, leadOf } from './lead.ts';
import type { Member } from './member.ts';
import { without } from './reduced.ts';
import { handOn } from './share.ts';
import type { Together } from './together.ts';

/**
 * What a new request says, where another leads: that one is made first.
 * @throws {ProblemError} when it could not be
 */
export async function joining(together: Together, body: object): Promise<object> {
  const { file, member } = together;
  const lead = leadOf(file);
  if (!lead || lead === member) return body;
  const form = file.formOf(lead);
  // Its own draft is still on its way.
  if (!form?.autosave.draft) throw unreachable();
  if (!form.autosave.view) await form.autosave.save();
  const { view, problem } = form.autosave;
  if (!view) throw problem;
  const common = commonOf(file, member);
  const draft = together.form.autosave.draft as Draft;
  // The server's answer has its own references to documents; these would be a change to save.
  const documents = common.filter((id) => Array.isArray(draft.values[id]));
  draft.values = without(draft.values, documents);
  const answers = without((body as { answers: object }).answers, common);
  return { ...body, with: view.id, siret: view.organisation.siret, answers };
}

/**
 * Sends all that go together, or none.
 * @throws {ProblemError} with what is wrong in this one; the others show what is wrong in them
 */
export async function submit(together: Together, body: object): Promise<Pick<RequestView, 'id'>> {
  const { file, group } = together;
  const { autosave } = together.form;
  const forms = group.map((member) => file.formOf(member) as JoinedForm);
  const [lead, ...led] = forms;
  if (!lead || !led[0]) return sendAlone(together, body);
  for (const one of forms) if (!(await one.autosave.save())) throw one.autosave.problem;
  if (forms.some((one) => unpromised(one)[0])) throw new ProblemError(422, { detail: file.t.tick });
  const ids = forms.map((one) => one.autosave.view?.id as string);
  const own = autosave.view?.id as string;
  const also = led.map((one) => ({
    ...promisesOf(one),
    id: one.autosave.view?.id,
    version: one.autosave.view?.version,
  }));
  try {
    await lead.send({ ...promisesOf(lead), also });
  } catch (error) {
    throw apart(together.member, error as ProblemError, group, ids);
  }
  for (const [place, one] of forms.entries()) {
    await one.autosave.erase();
    const id = ids[place] as string;
    if (id !== own) one.dispatchEvent(new DatapassEvent('submit', { id }));
  }
  return { id: own };
}

/** The others have the answers in common for themselves from now on. */
async function sendAlone(together: Together, body: object): Promise<Pick<RequestView, 'id'>> {
  const { file, member } = together;
  const keep = isLead(file, member) ? handOn(file) : undefined;
  const sent = await together.form.send(body);
  file.note(sent);
  keep?.();
  return sent;
}

/** Of a refusal, what is about one request; each of the others keeps its own. */
function apart(own: Member, error: ProblemError, group: Member[], ids: string[]): ProblemError {
  const { status, body, code } = error;
  const fields = body?.fields ?? [];
  const of = (member: Member) =>
    fields.filter(({ request = ids[0] }) => request === ids[group.indexOf(member)]);
  for (const member of group) {
    if (member === own) continue;
    if (member.together) member.together.refused = of(member).map(wrongOf);
    // Changed elsewhere meanwhile: it is read again.
    if (status === 412) void member.element?.journey.load();
  }
  return fields[0] ? new ProblemError(status, { ...body, fields: of(own) }, code) : error;
}
