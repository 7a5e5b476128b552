/** What the server says of a request, taken into its file: which others there are, and where each stands. */
import type { Journey } from '../request/journey.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { RequestFile } from './file.ts';
import { keep } from './kept.ts';

/** What a request says of the others of its file. */
export function note(
  file: RequestFile,
  { id, api, state, state_label, situation, file: others }: RequestView,
): void {
  const { members } = file;
  const own = { id, api, api_title: '', state, state_label, tone: situation.tone };
  const before = JSON.stringify(members.map(({ told }) => told));
  for (const told of [own, ...others]) {
    const member = members.find((one) => one.api === told.api);
    if (member && (told === own || told.api !== api)) member.told = told;
  }
  if (before !== JSON.stringify(members.map(({ told }) => told))) file.outer.host.requestUpdate();
}

/** A member has read a request: those of its file are shown with it. */
export function opened(file: RequestFile, journey: Journey, view: RequestView): void {
  const { members } = file;
  const asked = file.memberOf(journey.host);
  for (const { id, api, state } of view.file) {
    if (api === view.api || state === 'archived') continue;
    const member = file.withApi(api);
    const { element } = member;
    if (element && element.journey.memory?.request !== id) element.request = id;
    member.told = { ...member.told, id } as never;
  }
  // What belongs to a request that was left is not of this file, unless the page asks for it.
  for (const other of [...members]) {
    const { told, api } = other;
    const stays = !told || other === asked || view.file.some(({ id }) => id === told.id);
    if (!stays && !file.outer.host.api.split(' ').includes(api)) file.leave(other);
  }
  note(file, view);
  // A link may name a request for another of these APIs.
  const right = members.find(({ api }) => api === view.api);
  if (right && asked && right !== asked && asked.element?.request === view.id) {
    right.told = { ...right.told, id: view.id } as never;
    asked.element.request = '';
    if (right.element) right.element.request = view.id;
    void file.show(right, false);
  }
  keep(file);
}
