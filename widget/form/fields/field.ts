/**
 * What every field has around its control: label, « facultatif », marks, hint, error. Fields are functions that
 * share the form's one shadow root, not elements: labels, descriptions, autofill and password managers work only
 * inside one root.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import type { AnswerContext } from '../../../catalogue/conditions.ts';
import type { ApiDefinition, Field, UseCase } from '../../../catalogue/definition.ts';
import type { Documents } from '../../drafts/documents.ts';
import type { Session } from '../../login/session-types.ts';
import type { FormMessages } from '../messages/index.ts';
import { rich } from '../rich.ts';

/** Something to correct, in words. `part`: of a person. */
export interface Shown {
  field: string;
  part?: string | undefined;
  message: string;
}

/** What the fields may read of the form, and ask of it. */
export interface FormContext {
  words: FormMessages;
  definition: ApiDefinition;
  context: AnswerContext;
  useCase: UseCase | undefined;
  session: Session;
  documents: Documents;
  /** Level of the step's heading. */
  level: number;
  change(values: Record<string, Answer | undefined>): void;
  /** Says something politely to screen readers. */
  announce(text: string): void;
  attach(field: Field & { kind: 'documents' }, files: Iterable<File>): void;
  detach(id: string, name: string): void;
  /** Fills a person with the one signed in; signs in first. */
  itsMe(field: string): void;
}

/** One field as it stands. */
export interface FieldView<F extends Field = Field> {
  field: F;
  form: FormContext;
  errors: Shown[];
  required: boolean;
  /** Still says what the use case wrote. */
  prefilled: boolean;
  /** The instructor asked for a change here. */
  asked: boolean;
}

export const answerOf = ({ field, form }: FieldView): Answer | undefined => form.context.answers[field.id];

/** The value as text, whatever an older definition left there. */
export const textOf = (view: FieldView): string => {
  const value = answerOf(view);
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
};

export const listOf = (answers: Answers, id: string): string[] =>
  Array.isArray(answers[id]) ? (answers[id] as string[]) : [];

export const change = ({ field, form }: FieldView, value: Answer | undefined): void =>
  form.change({ [field.id]: value });

/** Ids of what describes a control: hint, then error. */
export const describedBy = ({ field, errors }: FieldView, hint = !!hintOf(field)): string | typeof nothing =>
  [hint && `${field.id}-hint`, errors.length && `${field.id}-error`].filter(Boolean).join(' ') || nothing;

const hintOf = (field: Field) => field.help || field.example || field.seen_by;

export const errorText = (id: string, errors: Shown[], words: FormMessages) =>
  errors.length
    ? html`<p class="msg" id="${id}-error"><span class="sr">${words.error}</span>${errors.map(
        ({ message }, index) => [index ? html`<br>` : '', message],
      )}</p>`
    : nothing;

/** The label's text with its marks. */
export const labelText = ({ field, form, required, prefilled, asked }: FieldView): TemplateResult =>
  html`${field.label}${required || field.kind === 'message' ? '' : html` <span class="hint">${form.words.optional}</span>`}${
    asked ? html` <span class="tag warn">${form.words.asked}</span>` : ''
  }${prefilled && form.useCase ? html` <span class="tag info">${form.words.model(form.useCase.label)}</span>` : ''}`;

export const hint = ({ field, form: { words } }: FieldView) =>
  hintOf(field)
    ? html`<div class="hint" id="${field.id}-hint">${field.help ? rich(field.help, words.newTab) : ''}${
        field.example ? html` <span class="example">${words.example}${field.example}</span>` : ''
      }${field.seen_by ? html` <span class="seen">${field.seen_by}</span>` : ''}</div>`
    : nothing;

const classes = ({ errors }: FieldView) => `f${errors.length ? ' bad' : ''}`;

/** A control with a `<label>`; give it the id of the field and `describedBy`. */
export const labelled = (view: FieldView, control: unknown): TemplateResult => {
  const { field, form, errors } = view;
  return html`<div class=${classes(view)} id="field-${field.id}" part="field">
    <label for=${field.id} part="label">${labelText(view)}</label>
    ${hint(view)}${errorText(field.id, errors, form.words)}${control}</div>`;
};

/** Several controls under one legend. @param radios for one choice among several */
export const grouped = (view: FieldView, controls: unknown, radios = false): TemplateResult => {
  const { field, form, errors } = view;
  return html`<fieldset class=${classes(view)} id="field-${field.id}" part="field"
    role=${radios ? 'radiogroup' : nothing} aria-describedby=${describedBy(view)}
    aria-invalid=${radios && errors.length ? 'true' : nothing}>
    <legend part="label">${labelText(view)}</legend>
    ${hint(view)}${errorText(field.id, errors, form.words)}${controls}</fieldset>`;
};
