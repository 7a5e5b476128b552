/** What the tests of files of several APIs share: drafts that lead, and others filled in with them. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Answers } from '../../../catalogue/answers.ts';
import { walk } from '../../../catalogue/eligibility.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import { documents } from '../../../server/documents/tables.ts';
import type { FileMember, RequestView } from '../../../server/http/api.ts';
import { requests } from '../../../server/requests/tables.ts';
import { fill } from '../../catalogue/complete.ts';
import { paths } from '../../catalogue/definitions.ts';
import { complete, type createApi, type World } from './fixture.ts';

/** A draft that counts on FranceConnect, to be asked for in the same file. */
export const countingOnFranceConnect = () => ({
  answers: {
    ...complete().answers,
    modalities: ['with_france_connect'],
    france_connect_source: 'dans_ce_dossier',
  },
});

export function createTogether(world: World, api: ReturnType<typeof createApi>) {
  const definitionOf = (name: string) => {
    const definition = world.catalogue.localised(name, 'fr');
    if (!definition) throw new Error(`no API ${name}`);
    return definition;
  };

  /** A draft of « API Impôt particulier », complete. */
  const begin = (who: Actor, changes: object = {}): Promise<RequestView> => api.created(who, changes);

  /** What asks for another API, from nothing. */
  const other = (name: string) => {
    const { stages, eligibility: tree } = definitionOf(name);
    const eligibility = paths(tree).find((path) => {
      const verdict = tree.verdicts[walk(tree, path).verdict ?? ''];
      return path.profil === 'administration' && verdict && verdict.answer !== 'no';
    });
    return { api: name, stage: stages[0]?.id ?? '', use_case: '', eligibility, answers: {} };
  };

  const join = (who: Actor, { id }: { id: string }, changes: object = {}, key = newId()) =>
    api.call<RequestView>(who, '/requests', {
      method: 'POST',
      body: { ...other('sfip'), with: id, ...changes },
      headers: { 'idempotency-key': key },
    });

  const read = (who: Actor, { id }: { id: string }) => api.call<RequestView>(who, `/requests/${id}`);

  /** On its present version. */
  const patch = async (who: Actor, request: { id: string }, body: object) => {
    const present = (await read(who, request)).body;
    return api.patched(who, present, body);
  };

  /** Fills what a draft still asks for, as its definition wants. */
  const finish = async (who: Actor, request: { id: string }, answers: Answers = {}) => {
    const { body } = await read(who, request);
    const definition = definitionOf(body.api);
    const context = { eligibility: body.eligibility, use_case: body.use_case ?? '' };
    const filled = fill(definition, body.stage, { ...context, answers: { ...body.answers, ...answers } });
    const fields = body.together?.fields ?? [];
    const own = Object.entries(filled.answers).filter(([id]) => !fields.includes(id));
    return (await patch(who, request, { answers: Object.fromEntries(own) })).body;
  };

  /** What is promised when it is sent. */
  const promised = ({ api: name, stage }: { api: string; stage: string }) => {
    const { commitments, stages } = definitionOf(name);
    return {
      commitments: commitments.map(({ id }) => id),
      terms_version: stages.find(({ id }) => id === stage)?.terms.version ?? '',
    };
  };

  /** Submits a draft with others of its file. */
  const submit = async (
    who: Actor,
    lead: { id: string },
    also: readonly (Pick<FileMember, 'id' | 'api' | 'stage' | 'version'> & object)[] | undefined,
    { key = newId(), changes = {} }: { key?: string; changes?: object } = {},
  ) => {
    const { body } = await read(who, lead);
    return api.call<RequestView>(who, `/requests/${lead.id}/submit`, {
      method: 'POST',
      body: {
        ...promised(body),
        ...(also && { also: also.map((one) => ({ id: one.id, version: one.version, ...promised(one) })) }),
        ...changes,
      },
      headers: { 'if-match': `"${body.version}"`, 'idempotency-key': key },
    });
  };

  /** A lead, and others ready to be sent. */
  const fileOf = async (who: Actor, ...names: string[]) => {
    const lead = await begin(who);
    const others: RequestView[] = [];
    for (const name of names) {
      const { body } = await join(who, lead, other(name));
      others.push(await finish(who, body));
    }
    return { lead, others };
  };

  const archive = async (who: Actor, { id }: { id: string }) => {
    const { version } = (await read(who, { id })).body;
    return api.call(who, `/requests/${id}/archive`, {
      method: 'POST',
      headers: { 'if-match': `"${version}"` },
    });
  };

  /** As it is stored. */
  const rowOf = async (id: string) =>
    (
      await world.database.select().from(requests).where(eq(requests.id, id))
    )[0] as typeof requests.$inferSelect;

  const documentsOf = (id: string) =>
    world.database
      .select({ field: documents.field, sha256: documents.sha256 })
      .from(documents)
      .where(and(eq(documents.requestId, id), isNull(documents.removedAt)));

  return {
    ...{ begin, other, join, read, patch, finish, promised, submit, definitionOf },
    ...{ attach: api.attached, fileOf, archive, rowOf, documentsOf },
  };
}
