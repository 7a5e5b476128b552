/** Several short questions under one legend: each a choice, or a free answer. */
import { html, type TemplateResult } from 'lit';
import '../../../catalogue/questionnaire.ts';
import type { QuestionnaireAnswers } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { type FieldView, grouped } from '../fields/field.ts';
import { fieldTemplate, templates } from '../fields/index.ts';
import { readers } from '../read.ts';

type Questionnaire = Field & { kind: 'questionnaire' };

templates.questionnaire = (view: FieldView<Questionnaire>): TemplateResult => {
  const { field, form, set } = view;
  const { questions, max_length } = field;
  const blank = Object.fromEntries(questions.map(({ id }) => [id, '']));
  const value: QuestionnaireAnswers = { ...blank, ...(view.value as QuestionnaireAnswers | undefined) };
  return grouped(
    view,
    html`<div class="group stack">${questions.map(({ id, label, hint, options }) =>
      fieldTemplate({
        form,
        field: {
          ...(options ? { kind: 'one_of', options } : { kind: 'long_text', max_length }),
          id: `${field.id}-${id}`,
          label,
          help: hint,
        } as Field,
        value: value[id],
        set: (answer) => set({ ...value, [id]: answer ?? '' }),
      }),
    )}</div>`,
  );
};

readers.questionnaire = ({ questions }: Questionnaire, answers: QuestionnaireAnswers) =>
  questions.map(
    ({ id, label, options }) =>
      `${label} — ${options?.find((option) => option.id === answers[id])?.label ?? (answers[id] || '…')}`,
  );
