import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { Answer, EligibilityAnswers } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { type Command, decide } from '../../../server/requests/life/commands.ts';
import type { RequestFacts } from '../../../server/requests/life/events.ts';
import { evolve } from '../../../server/requests/life/evolve.ts';
import { save } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createOrganisation, createWorld, type World } from './world.ts';

const { database } = await testDatabase();
let world: World;
let applicant: Actor;
let instructor: Actor;
let organisations: string[];

beforeAll(async () => {
  world = await createWorld(database);
  organisations = [(await createOrganisation(database)).id, (await createOrganisation(database)).id];
  applicant = await createActor(database, organisations);
  instructor = await createActor(database, [], { roles: ['dgfip:*:instructor'], via: 'session' });
});

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((value) => !value.includes('\0'));
const answer: fc.Arbitrary<Answer | null> = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.array(text, { maxLength: 3 }),
  fc.constant(null),
  fc.record({ given_name: text, family_name: text, email: text, phone: text, job_title: text }),
);
const field = fc.constantFrom('intitule', 'description', 'scopes', 'contact_technique');
const reason = text.map((words) => `Motif : ${words}`);

const step: fc.Arbitrary<{ by: 'applicant' | 'instructor'; command: Command }> = fc.oneof(
  fc.record({
    by: fc.constant('applicant' as const),
    command: fc.record({
      name: fc.constant('save' as const),
      answers: fc.dictionary(field, answer, { maxKeys: 3 }),
      steps: fc.subarray(['basic_infos', 'scopes']),
      explanation: text,
      eligibility: fc.constantFrom<EligibilityAnswers>({}, { profil: 'administration' }),
      useCase: fc.constantFrom('', 'cantine_scolaire'),
    }),
  }),
  fc.constant<{ by: 'applicant'; command: Command }>({
    by: 'applicant',
    command: {
      name: 'submit',
      answers: complete().answers,
      documents: { cadre_juridique_document: [{ id: newId(), name: 'délibération.pdf', size: 12 }] },
      termsVersion: '2.6',
      commitments: ['delegue_informe'],
    },
  }),
  fc.record({
    by: fc.constant('instructor' as const),
    command: fc.oneof(
      fc.record({
        name: fc.constant('request_changes' as const),
        reason,
        fields: fc.subarray(['description', 'scopes']),
      }),
      fc.record({ name: fc.constant('refuse' as const), reason }),
      fc.record({
        name: fc.constant('validate' as const),
        message: text,
        habilitationId: fc.uuid({ version: 7 }),
        validUntil: fc.constant(new Date('2029-11-20T00:00:00Z')),
      }),
    ),
  }),
  fc.constant({ by: 'applicant' as const, command: { name: 'archive' as const } }),
);

test('the stored row is the fold of the events, after every command of any sequence', async () => {
  const covered = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 1, maxLength: 12 }), async (ready, steps) => {
      const { api, stage, answers } = complete();
      const prepared = { preparation: newId(), preparedBy: instructor.userId, text: 'À compléter.' };
      const create: Command = {
        ...(ready ? { name: 'claim', ...prepared } : { name: 'create' }),
        id: newId(),
        fileId: newId(),
        parentId: null,
        providerId: 'dgfip',
        api,
        stage: stage as 'sandbox',
        definitionVersion: 1,
        organisationId: organisations[0] ?? '',
        useCase: '',
        answers,
        eligibility: {},
        explanation: '',
        steps: ['basic_infos'],
      };
      let row: Awaited<ReturnType<typeof save>>;
      let folded: RequestFacts | undefined;
      let happened = 0;
      for (const { by, command } of [{ by: 'applicant' as const, command: create }, ...steps]) {
        const actor = by === 'applicant' ? applicant : instructor;
        const decision = decide(row, command, { id: actor.userId, role: by }, new Date());
        if ('refusal' in decision) continue;
        for (const event of decision.events) folded = evolve(folded, event);
        row = await save(world, row, decision.events, actor, {});
        happened += decision.events.length;
        const [stored] = await database.select().from(requests).where(eq(requests.id, create.id));
        expect(stored).toMatchObject({ ...folded });
        expect(stored).toEqual(row);
        covered.add(`${stored?.state}`);
      }
      expect(await verifyChain(world, create.id)).toEqual({ valid: true, events: happened });
      const rows = await database.select().from(events).where(eq(events.requestId, create.id));
      expect(rows.length).toBe(row?.eventCount);
    }),
    { numRuns: 60 },
  );
  expect([...covered].sort()).toEqual([
    'archived',
    'changes_requested',
    'draft',
    'refused',
    'submitted',
    'validated',
  ]);
});
