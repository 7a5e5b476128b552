/**
 * What a mail may say of something that happens to a request. Pure: also of what has not happened yet, so that whoever
 * decides reads the very mail before.
 */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { quotaLabel, withheldScopes } from '../habilitations/granted.ts';
import { answerBy } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { nextStageOf } from '../requests/start/follow.ts';
import type { PeopleFacts } from './facts.ts';

/** What the body of an event says in clear, by event: fields or a step; user ids; a day; what is granted. */
export interface Told {
  fields?: string[];
  step?: string;
  from?: string;
  to?: string;
  asker?: string;
  due?: string;
  scopes?: string[];
  quota?: string;
  restored?: object;
  rule?: object;
  /** Which reminder. */
  kind?: string;
  urgent?: boolean;
  /** By field: which they are, never what they say. */
  answers?: Record<string, unknown>;
}

export interface Happening {
  request: Pick<
    RequestRow,
    'id' | 'number' | 'api' | 'stage' | 'eligibility' | 'submittedAnswers' | 'reopening'
  >;
  /** The present definition of its API. */
  api: ApiDefinition;
  organisation: string;
  publicUrl: string;
  /** Its number is not known before it is issued. */
  habilitation: { number: number | undefined; expiresAt: Date } | undefined;
  at: Date;
  told: Told;
  /** The words of the event, which may have been erased. */
  details: Record<string, string> | null;
  /** Names. */
  by: string;
  applicant: string;
}

export function factsOf(happening: Happening): PeopleFacts {
  const { request, api, organisation, publicUrl, habilitation, at, told, details, by, applicant } = happening;
  const number = `D${request.number}`;
  const page = `${publicUrl}/demande/${request.api}?demande=${request.id}`;
  const issued = habilitation && `H${habilitation.number ?? '…'}`;
  return {
    number,
    api: api.title,
    stage: api.stages.find((stage) => stage.id === request.stage)?.label ?? request.stage,
    organisation,
    provider: api.provider,
    by,
    applicant,
    step: stepsOf(api, request.stage).find(({ id }) => id === told.step)?.title ?? '',
    due: told.due === undefined ? undefined : new Date(told.due),
    next: nextStageOf(api, request)?.label,
    at,
    answerBy: new Date(`${answerBy(at)}T12:00:00Z`),
    reason: details?.reason ?? '',
    about: details?.about ?? '',
    fields: labelsOf(api, request.stage, told.fields ?? []),
    habilitation: habilitation && { number: String(issued), expiresAt: habilitation.expiresAt },
    reopening: request.reopening,
    byRule: told.rule !== undefined,
    stays: told.restored !== undefined,
    granted: {
      withheld: withheldScopes(api, request.stage, request.submittedAnswers ?? {}, told.scopes),
      quota: told.quota ? quotaLabel(api, request.stage, told.quota) : '',
      conditions: details?.conditions ?? '',
    },
    links: {
      request: page,
      requests: `${publicUrl}/mes-demandes`,
      instruction: `${publicUrl}/instruction/${number}`,
      messages: `${publicUrl}/instruction/${number}/messages`,
      access: issued ? `${publicUrl}/acces/${issued}` : page,
      notice: issued ? `${publicUrl}/information/${issued}` : page,
    },
  };
}

/** What the instructor asks to come back to, steps or fields, in words, in the order of the form. */
function labelsOf(api: ApiDefinition, stage: string, fields: string[]): string[] {
  return stepsOf(api, stage)
    .flatMap((step) => [
      { id: step.id, label: step.title },
      ...step.fields.map(({ id, label }) => ({ id, label })),
    ])
    .filter(({ id }) => fields.includes(id))
    .map(({ label }) => label);
}
