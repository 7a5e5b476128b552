/** A guest fills a step: the same command, checker and history as when the applicant writes. */

import { type AnswerProblem, checkAnswers } from '../../catalogue/checker.ts';
import type { Step } from '../../catalogue/definition.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { visibleFields } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { merged } from '../requests/life/evolve.ts';
import { executeLatest } from '../requests/store/latest.ts';
import type { Services } from '../services.ts';
import { keepFiles } from './files.ts';
import { readStep, type Typed } from './form/read.ts';
import { movedBetween, ownChanges } from './form/seen.ts';
import { guestActor } from './guest.ts';
import type { GuestPerson } from './proof.ts';
import { type Scene, sceneOf } from './scene.ts';
import { markDone } from './store.ts';

/** Names of the form's own controls. */
export const actionName = 'faire';
export const finishing = 'terminer';

/** What is wrong, by the name of a control. */
export type Errors = Map<string, string[]>;

export type Filled =
  | { outcome: 'saved' | 'finished' }
  /** `stored`: the answers are kept, and not yet right. */
  | { outcome: 'wrong'; typed: Typed; errors: Errors; stored: boolean }
  /** Somebody else has changed an answer since it was shown, and so has the guest. */
  | { outcome: 'conflict'; typed: Typed }
  /** The request takes no answers any more. */
  | { outcome: 'closed'; typed: Typed };

/** @param scene of a guest who has shown who they are, on a step to fill */
export async function fill(
  services: Services,
  scene: Scene,
  person: GuestPerson,
  form: FormData,
): Promise<Filled> {
  const { loaded, definition, language, guest } = scene;
  const [step] = scene.steps;
  if (!step) return { outcome: 'closed', typed: {} };
  const sent = readStep(form, step, definition, scene.context);
  if (!scene.isOpen) return { outcome: 'closed', typed: sent };
  // Files first: a browser does not send them a second time.
  const files = await keepFiles(services, scene, step, person, form);
  const { answers } = loaded.row;
  const { changes, typed, overtaken } = ownChanges(services.config, form, sent, answers);
  if (overtaken) return { outcome: 'conflict', typed };
  const changed = Object.keys(changes);

  const context = { ...scene.context, answers: { ...merged(scene.context.answers, changes) } };
  const unfit = checkAnswers(definition, loaded.row.stage, context, { step: step.id, draft: true });
  const errors = errorsOf(
    unfit.filter(({ field }) => changed.includes(field)),
    step,
    language,
  );
  if (errors.size > 0) {
    return { outcome: 'wrong', typed, errors: new Map([...files.errors, ...errors]), stored: false };
  }
  if (changed.length > 0 || files.touched) {
    const save = { name: 'save' as const, answers: changes, steps: [step.id] };
    try {
      await executeLatest(
        services,
        loaded.row.id,
        (target) => {
          if (movedBetween(changed, answers, target.row.answers)) throw new Overtaken();
          return save;
        },
        guestActor(guest, person),
        language,
      );
    } catch (error) {
      const code = error instanceof Overtaken ? 'lost-race' : error instanceof Problem && error.code;
      if (code === 'lost-race') return { outcome: 'conflict', typed };
      if (code === 'command-refused') return { outcome: 'closed', typed };
      throw error;
    }
  }
  if (files.errors.size > 0) return { outcome: 'wrong', typed, errors: files.errors, stored: true };
  if (form.get(actionName) !== finishing) return { outcome: 'saved' };
  return finish(services, scene, person);
}

/** Everything that the step needs to be submitted must be there. */
async function finish(services: Services, before: Scene, person: GuestPerson): Promise<Filled> {
  const { now, database } = services;
  const scene = await sceneOf(services, before.guest, before.language);
  const { definition, loaded, language, context } = scene;
  const step = scene.steps[0] as Step;
  const asked = visibleFields(step, context).map(({ id }) => id);
  const problems = checkAnswers(definition, loaded.row.stage, context, { step: step.id });
  const errors = errorsOf(
    problems.filter(({ field }) => asked.includes(field)),
    step,
    language,
  );
  if (errors.size > 0) return { outcome: 'wrong', typed: loaded.row.answers, errors, stored: true };
  await markDone(database, scene.guest.invitation, person.userId, now(), true);
  services.bell.ring();
  return { outcome: 'finished' };
}

class Overtaken extends Error {}

/** What the checker says, by the name of a control. */
export function errorsOf(problems: AnswerProblem[], step: Step, language: Language): Errors {
  const message = messageFor(language);
  const errors: Errors = new Map();
  for (const problem of problems) {
    const name = [problem.field, problem.part].filter(Boolean).join('.');
    const field = step.fields.find(({ id }) => id === problem.field);
    errors.set(name, [...(errors.get(name) ?? []), message(problem, field)]);
  }
  return errors;
}
