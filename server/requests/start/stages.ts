/**
 * The stages of a file as a reader sees them from one request: which one it follows, what the next stage is and whether
 * it has begun, and which steps are asked here and not only repeated.
 */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../accounts/actor.ts';
import type { NextStage, RequestView } from '../../http/api.ts';
import type { Language } from '../../http/language.ts';
import { type Led, ledBy, ledByThis } from '../../together/draft.ts';
import { concernsFile } from '../../together/execute.ts';
import { type Member, membersOf } from '../../together/store.ts';
import type { RequestRow } from '../life/events.ts';
import type { RequestServices } from '../store/execute.ts';
import type { LoadedRequest } from '../store/load.ts';
import { alive, type Continuation, mayContinue, type Named, nextStageOf } from './follow.ts';

/** What a request has beside it: before and after it, and the others of its file. */
export interface Neighbours {
  parent?: Named | undefined;
  child?: Continuation | undefined;
  /** Of its file, itself included; empty where nothing was looked for. */
  members: Member[];
  /** Of a draft that is filled in with another. */
  led?: Led | undefined;
}

/**
 * Read only where there may be any: most requests are alone, and few are validated while somebody watches.
 * @param lead of the draft, where it is at hand
 */
export async function neighboursOf(
  services: Pick<RequestServices, 'database' | 'catalogue'>,
  loaded: LoadedRequest,
  language: Language = 'fr',
  lead?: LoadedRequest,
): Promise<Neighbours> {
  const { row } = loaded;
  const definition = services.catalogue.localised(row.api, 'fr');
  const continues = row.state === 'validated' && definition && nextStageOf(definition, row);
  if (!row.parentId && !continues && !concernsFile(row)) return { members: [] };
  const [members, led] = await Promise.all([
    membersOf(services.database, row.fileId),
    lead ? ledByThis(services, loaded, lead, language) : ledBy(services, loaded, language),
  ]);
  const parent = members.find(({ id }) => id === row.parentId);
  const child = members.find(({ parentId, state }) => parentId === row.id && alive(state));
  return { parent, child: continues ? child : undefined, members, led };
}

export type StagesView = Pick<RequestView, 'follows' | 'next_stage' | 'asks'>;

/**
 * @param definition the one that the request was filled under
 * @param present the one that the next request will be filled under
 */
export function stagesView(
  row: RequestRow,
  { parent, child }: Pick<Neighbours, 'parent' | 'child'>,
  definition: ApiDefinition | undefined,
  present: ApiDefinition | undefined,
  actor: Actor,
  language: Language,
): StagesView {
  const stage = definition?.stages.find(({ id }) => id === row.stage);
  const asks = (row.parentId ? stage?.follows?.asks : stage?.steps) ?? [];
  const offered = row.state === 'validated' && mayContinue({ row }, actor);
  const next = offered && present ? nextStageOf(present, row) : undefined;
  return {
    follows: parent ? named(parent) : null,
    next_stage: next ? nextStageView(next, child && named(child), language) : null,
    asks,
  };
}

const named = ({ id, number }: Named) => ({ id, number: `D${number}` });

function nextStageView(
  { id, label }: { id: string; label: string },
  request: NextStage['request'],
  language: Language,
): NextStage {
  const t = words[language];
  return request
    ? { stage: id, label, action: t.see(request.number), text: t.begun(request.number, label), request }
    : { stage: id, label, action: t.ask(label), text: t.next(label) };
}

const words = {
  fr: {
    ask: (label: string) => `Demander « ${label} »`,
    next: (label: string) =>
      `Vos essais terminés, demandez « ${label} » : vos réponses sont reprises, et seul ce qui est nouveau vous est demandé. Cette habilitation reste valable.`,
    see: (number: string) => `Ouvrir la demande ${number}`,
    begun: (number: string, label: string) =>
      `« ${label} » se demande dans ${number}, qui continue celle-ci.`,
  },
  en: {
    ask: (label: string) => `Ask for “${label}”`,
    next: (label: string) =>
      `When your tests are over, ask for “${label}”: your answers are taken over, and you are asked only for what is new. This habilitation stays valid.`,
    see: (number: string) => `Open the request ${number}`,
    begun: (number: string, label: string) =>
      `“${label}” is asked for in ${number}, which continues this one.`,
  },
};
