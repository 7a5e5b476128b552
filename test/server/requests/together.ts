/** What the tests of files of several APIs share: drafts that lead, and others filled in with them. */
import { expect } from 'vitest';
import type { Answers } from '../../../catalogue/answers.ts';
import { walk } from '../../../catalogue/eligibility.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import type { FileMember, RequestView } from '../../../server/http/api.ts';
import { fill } from '../../catalogue/complete.ts';
import { paths } from '../../catalogue/definitions.ts';
import type { Answer, createApi, World } from './world.ts';

export interface ProblemBody {
  type: string;
  detail: string;
  request?: string;
  fields?: { field: string; code: string; request?: string }[];
}

/** A problem in short: status, code, and its fields. */
export function told({ status, body }: Answer<unknown>): unknown[] {
  const { type, fields = [] } = body as ProblemBody;
  return [status, type?.split('/').at(-1), ...fields.map(({ field, code }) => `${field} ${code}`)];
}

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
    const { version } = (await read(who, request)).body;
    return api.call<RequestView>(who, `/requests/${request.id}`, {
      method: 'PATCH',
      body,
      headers: { 'if-match': `"${version}"` },
    });
  };

  const attach = async (who: Actor, { id }: { id: string }, field: string, text = field) => {
    const answer = await api.call<{ id: string }>(
      who,
      `/requests/${id}/documents/${field}?name=${text}.pdf`,
      {
        method: 'PUT',
        body: Buffer.from(`%PDF-1.4\n%${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`, 'latin1'),
        headers: { 'content-type': 'application/pdf' },
      },
    );
    expect(answer.status).toBe(201);
    return answer.body.id;
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

  return { begin, other, join, read, patch, attach, finish, promised, submit, definitionOf };
}
