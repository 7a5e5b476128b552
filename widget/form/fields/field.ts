/**
 * What every field has around its control: label, « facultatif », marks, hint, error. Fields are functions that
 * share the form's one shadow root, not elements: labels, descriptions, autofill and password managers work only
 * inside one root.
 */
import { html, type TemplateResult } from 'lit';
import type { AnswerContext } from '../../../catalogue/conditions.ts';
import type { ApiDefinition, Field, Scope } from '../../../catalogue/definition.ts';
import type { ScopeState } from '../../../catalogue/scopes.ts';
import type { Autosave } from '../../drafts/autosave.ts';
import type { Values } from '../../drafts/draft.ts';
import type { Session } from '../../login/session-types.ts';
import type { Language } from '../../shared/language.ts';
import type { Words } from '../../words/index.ts';
import type { Models } from '../models.ts';
import { rich } from '../rich.ts';

/** What the fields, and the other parts of the form, may read of it and ask of it. */
export interface FormContext {
  readonly t: Words;
  readonly language: Language;
  readonly definition: ApiDefinition;
  readonly stage: string;
  readonly session: Session;
  readonly values: Values;
  readonly context: AnswerContext;
  readonly autosave: Autosave;
  /** Level of the step's heading. */
  readonly headingLevel: number;
  /** What is written for the person, and its marks; undefined where nothing is. */
  models: Models | undefined;
  /** Marks beside a datum; undefined where the definition has nothing to mark. */
  mark?: (scope: Scope, state: ScopeState) => unknown;
  /** Words on what to correct, by the id of a control. */
  errorsOf(id: string): string[];
  change(values: Values): void;
  /** Says something politely to screen readers, once typing pauses. */
  announce(text: string): void;
  /** Leads to the element around the form, and tells it. */
  getRootNode(): Node;
  dispatchEvent(event: Event): boolean;
  /** Looks again at what is wrong, where something shows as wrong. */
  recheck(): void;
  /** Fills a person with the one signed in; signs in first. */
  itsMe(field: string): void;
  /** Goes to a control, wherever it is. */
  goTo(id: string): void;
}

/** One field as it stands. The form's own questions (use case, organisation, commitments) are fields too. */
export interface FieldView<F = Field> {
  field: F;
  form: FormContext;
  value: unknown;
  set(value: unknown): void;
  /** Marked « facultatif ». */
  optional?: boolean;
  /** Marks beside the label. */
  tags?: unknown;
  /** What can be done about the answer, under the hint. */
  aside?: unknown;
  /** Autofill token. */
  autocomplete?: string;
}

/** A field over the form's values; one of the form's own questions needs not say all that a definition says. */
export const viewOf = (
  form: FormContext,
  field: Partial<Field> & { id: string },
  more: Partial<FieldView> = {},
): FieldView => ({
  field: field as Field,
  form,
  value: form.values[field.id],
  set: (value) => form.change({ [field.id]: value }),
  ...more,
});

/** Ids of what describes a control. Both stand there, empty when there is nothing to say. */
export const describedBy = (id: string): string => `${id}-hint ${id}-error`;

export const bad = ({ form, field }: FieldView): boolean => !!form.errorsOf(field.id)[0];

/** The label's text with its marks. */
export const labelText = ({ field, form, optional, tags }: FieldView): unknown => [
  field.label,
  optional ? html` <span class="hint">${form.t.optional}</span>` : '',
  tags,
];

/** Hint and error. */
export const about = ({
  field: { id, help, example, seen_by },
  form: { t, errorsOf },
  aside,
}: FieldView): TemplateResult =>
  html`<div class="hint" id="${id}-hint">${help && rich(help, t)}${example && html`<div>${t.example}${example}</div>`}<div>${seen_by}</div></div>${aside}<div class="msg" id="${id}-error">${errorsOf(
    id,
  ).map((text) => html`<div><span class="sr">${t.error}</span>${text}</div>`)}</div>`;

const frame = (view: FieldView): string => `f ${bad(view) ? 'bad' : ''}`;

/** A control with a `<label>`, which has the field's id; a box to tick brings its own. */
export const labelled = (view: FieldView, control: unknown, label = true): TemplateResult =>
  html`<div class=${frame(view)} id="field-${view.field.id}" part="field">${
    label ? html`<label for=${view.field.id} part="label">${labelText(view)}</label>` : ''
  }${about(view)}${control}</div>`;

/** Several controls under one legend. */
export const grouped = (view: FieldView, controls: unknown, role = 'group'): TemplateResult =>
  html`<fieldset class=${frame(view)} id="field-${view.field.id}" part="field" role=${role} aria-describedby=${describedBy(
    view.field.id,
  )}><legend part="label">${labelText(view)}</legend>${about(view)}${controls}</fieldset>`;
