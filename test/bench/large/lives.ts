/**
 * The life of one request, event by event, until now: what the seeds say of requests, drawn by lot. A quarter of those
 * decided needed a round trip, and a final answer takes eight days on average. Pure.
 */
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { stepsOf } from '../../../catalogue/steps.ts';
import { addMonths } from '../../../server/requests/dates.ts';
import type { RequestEvent, RequestRow, Stamp } from '../../../server/requests/life/events.ts';
import { grantsHabilitation } from '../../../server/requests/life/grants.ts';
import { systemActor } from '../../../server/requests/life/system.ts';
import type { Draw } from './draw.ts';
import { type Body, type Named, textOf, titleOf } from './words.ts';

/** Whose request it is, and of what. */
export interface Subject {
  id: string;
  definition: ApiDefinition;
  stage: RequestRow['stage'];
  useCase: string;
  body: Body;
  organisationId: string;
  applicantId: string;
  people: [Named, Named];
  instructorId: string;
}

type Happening = RequestEvent extends infer Each ? (Each extends Stamp ? Omit<Each, 'at'> : never) : never;

/** Hours after what came before, and what happened then. */
type Step = [after: number, event: Happening | ((at: Date) => Happening)];

const day = 24;
const month = 30.5 * day;
/** A request that was never sent, one that was sent and came to nothing, and the two decisions. */
const fates = { left: 27.5, withdrawn: 4, stuck: 1, given_up: 12, refused: 37.5, validated: 18 } as const;

/** @returns what has happened by now, in order */
export function lifeOf(draw: Draw, subject: Subject, begun: Date, now: Date): RequestEvent[] {
  const happened: RequestEvent[] = [];
  let at = begun;
  for (const [after, event] of steps(draw, subject)) {
    at = new Date(Math.round(at.getTime() + after * 3_600_000));
    if (at > now) break;
    happened.push({ ...(typeof event === 'function' ? event(at) : event), at } as RequestEvent);
  }
  return happened;
}

function* steps(draw: Draw, subject: Subject): Generator<Step> {
  const { id, definition, applicantId, instructorId } = subject;
  const applicant = { by: applicantId, role: 'applicant' } as const;
  const staff = { by: instructorId, role: 'instructor' } as const;
  const system = { by: systemActor.userId, role: 'system' } as const;
  const parts = stepsOf(definition, subject.stage);
  const fields = parts.flatMap((step) => step.fields.map((field) => field.id));
  const fate = draw.weighted(fates);
  const answers = answersOf(draw, subject);
  const submission = () => ({
    ...applicant,
    answers,
    documents: {},
    termsVersion: '1',
    commitments: ['delegue_informe'],
  });

  yield [
    0,
    {
      ...applicant,
      name: 'create',
      id,
      fileId: id,
      parentId: null,
      providerId: definition.provider.id,
      api: definition.id,
      stage: subject.stage,
      definitionVersion: definition.version,
      organisationId: subject.organisationId,
      useCase: subject.useCase,
      answers: { intitule: answers.intitule as string },
      eligibility: { profil: draw.weighted({ administration: 80, entreprise: 8, editeur: 7, banque: 5 }) },
      explanation: '',
      steps: [parts[0]?.id ?? ''],
    },
  ];
  const written = Object.entries(answers).filter(([field]) => field !== 'intitule');
  for (let save = 1 + draw.below(fate === 'left' ? 4 : 2); save > 0; save--) {
    const some: Record<string, Answer> = Object.fromEntries(written.splice(0, 2));
    yield [draw.hours(3, 1.2), { ...applicant, name: 'save', answers: some, steps: [draw.mostly(parts).id] }];
  }
  if (fate === 'left') {
    if (draw.chance(0.6)) yield [15 * day, { ...system, name: 'remind', kind: 'draft' }];
    if (draw.chance(0.5)) yield [draw.hours(60 * day, 0.5), { ...applicant, name: 'archive' }];
    return;
  }

  yield [draw.hours(20, 1), { name: 'submit', ...submission() }];
  if (fate === 'withdrawn') {
    yield [draw.hours(30, 1), { ...applicant, name: 'withdraw' }];
    yield [draw.hours(20 * day, 0.5), { ...applicant, name: 'archive' }];
    return;
  }
  if (fate === 'stuck') return;
  const returned = fate === 'given_up' || draw.chance(0.25);
  for (let round = returned ? (draw.chance(0.1) ? 2 : 1) : 0; round > 0; round--) {
    yield [
      draw.hours(3 * day, 0.8),
      {
        ...staff,
        name: 'request_changes',
        reason: textOf(draw, 2),
        fields: [draw.mostly(fields), draw.pick(fields)],
      },
    ];
    if (fate === 'given_up') {
      yield [183 * day, { ...system, name: 'remind', kind: 'changes' }];
      yield [15 * day, { ...system, name: 'archive' }];
      return;
    }
    yield [draw.hours(3.5 * day, 0.9), { name: 'submit', ...submission() }];
  }
  const decision = draw.hours(4.6 * day, 0.8);
  if (fate === 'refused') {
    const ground = draw.mostly(definition.refusal_reasons).id;
    yield [decision, { ...staff, name: 'refuse', reason: textOf(draw, 2), ground }];
    return;
  }
  yield [decision, validation];
  if (!grantsHabilitation(definition, subject.stage)) return;
  if (draw.chance(0.1)) {
    yield [draw.hours(200 * day, 0.5), { ...applicant, name: 'reopen', answers }];
    yield [draw.hours(20, 1), { name: 'submit', ...submission() }];
    yield [decision, validation];
  }
  const end = draw.weighted({ renew: 80, suspend: 2, revoke: 3, end: 3, expire: 12 });
  if (end === 'suspend')
    yield [draw.hours(300 * day, 0.5), { ...staff, name: 'suspend', reason: textOf(draw, 1) }];
  if (end === 'revoke') {
    yield [draw.hours(300 * day, 0.5), { ...staff, name: 'revoke', reason: textOf(draw, 1), urgent: true }];
  }
  if (end === 'end') yield [draw.hours(300 * day, 0.5), { ...applicant, name: 'end', reason: '' }];
  // Two months before its end it is asked for again as it is, or nobody does.
  if (end === 'expire') yield [36 * month, { ...system, name: 'expire' }];
  if (end !== 'renew') return;
  yield [34 * month, { name: 'renew', ...submission() }];
  yield [draw.hours(3 * day, 0.8), validation];

  function validation(at: Date): Happening {
    const grant = grantsHabilitation(definition, subject.stage)
      ? { habilitationId: draw.id(at), validUntil: addMonths(at, 36) }
      : {};
    return { ...staff, name: 'validate', message: draw.chance(0.3) ? textOf(draw, 1) : '', ...grant };
  }
}

/** What people write, field by field: of the fields that nearly every form has. */
function answersOf(draw: Draw, { definition, body, people }: Subject): Answers {
  const scopes = definition.scopes.groups.flatMap((group) => group.scopes.map(({ id }) => id));
  const [contact, officer] = people;
  return {
    intitule: titleOf(draw, body),
    description: textOf(draw, 3),
    cadre_juridique_nature: 'Code général des collectivités territoriales, article L. 2121-29',
    scopes: scopes.filter((_, index) => index < 2 || draw.chance(0.2)),
    destinataire_donnees_caractere_personnel: textOf(draw, 1),
    duree_conservation_donnees_caractere_personnel: draw.pick([6, 12, 24, 36]),
    contact_technique: { ...contact },
    delegue_protection_donnees: { ...officer },
  };
}
