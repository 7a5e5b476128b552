/**
 * What a guest's form sends, as answers. Names of controls: the field's id, or `field.part` for persons and
 * questionnaires. Only the fields that the form showed are read: a box that is absent is unticked, a field that was not
 * shown keeps its answer. Pure.
 */
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import { type AnswerContext, isAnswered } from '../../../catalogue/conditions.ts';
import type { ApiDefinition, Field, Step } from '../../../catalogue/definition.ts';
import { fixedScopes } from '../../../catalogue/scopes.ts';
import { personParts } from '../../pages/person.ts';
import { sorted } from '../../requests/life/chain.ts';

/** The name under which the form says which fields it showed. */
export const shownName = 'montre';

/** As typed, by field: what may not be stored is told by the checker. */
export type Typed = Record<string, unknown>;

/** @param step with the fields that this guest may see */
export function readStep(
  form: FormData,
  step: Step,
  definition: ApiDefinition,
  context: AnswerContext,
): Typed {
  const shown = new Set(form.getAll(shownName));
  const typed: Typed = {};
  for (const field of step.fields) {
    if (!shown.has(field.id) || field.kind === 'documents' || field.kind === 'message') continue;
    typed[field.id] = readField(form, field, definition, context);
  }
  return typed;
}

function readField(form: FormData, field: Field, definition: ApiDefinition, context: AnswerContext): unknown {
  const text = (name: string) => textOf(form.get(name));
  switch (field.kind) {
    case 'several_of':
      return form.getAll(field.id).map(textOf).filter(Boolean);
    case 'scopes': {
      const chosen = form.getAll(field.id).map(textOf).filter(Boolean);
      // A box that cannot be unticked sends nothing.
      return [...new Set([...chosen, ...fixedScopes(definition, context)])];
    }
    case 'confirmation':
      return form.has(field.id);
    case 'number': {
      const typed = text(field.id)
        .replace(/[\s\u00a0\u202f]/g, '')
        .replace(',', '.');
      return typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : text(field.id);
    }
    case 'person':
      return Object.fromEntries(personParts.map((part) => [part, text(`${field.id}.${part}`).trim()]));
    case 'questionnaire':
      return Object.fromEntries(field.questions.map(({ id }) => [id, text(`${field.id}.${id}`)]));
    default:
      return text(field.id);
  }
}

/** Browsers send line ends as CRLF; they count, and are kept, as one character. */
function textOf(value: File | string | null): string {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

/** What changes of the answers: null removes. Nothing where the form says what the request says already. */
export function changesIn(typed: Typed, answers: Answers): Record<string, Answer | null> {
  const changes: Record<string, Answer | null> = {};
  for (const [field, value] of Object.entries(typed)) {
    const answer = isAnswered(value as Answer) ? (value as Answer) : null;
    const before = answers[field];
    const stood = before !== undefined && isAnswered(before) ? before : null;
    if (JSON.stringify(sorted(answer)) !== JSON.stringify(sorted(stood))) changes[field] = answer;
  }
  return changes;
}

/** The files of one documents field; an empty control sends a file without a name. */
export function filesIn(form: FormData, field: string): File[] {
  return form.getAll(field).filter((value): value is File => typeof value !== 'string' && value.size > 0);
}
