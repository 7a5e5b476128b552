import { html, type TemplateResult } from 'lit';
import type { ApiDefinition, UseCase } from '../../catalogue/definition.ts';
import { box } from './fields/choice.ts';
import type { Shown } from './fields/field.ts';
import type { FormMessages } from './messages/index.ts';

interface UseCasesView {
  words: FormMessages;
  definition: ApiDefinition;
  chosen: UseCase | undefined;
  /** Fields that the choice has just filled, and those where the person's own words were kept. */
  filled: string[];
  typed: string[];
  choose(useCase: UseCase | undefined): void;
  replace(): void;
  go(error: Pick<Shown, 'field'>): void;
}

/** The models of the first step, and what choosing one has done. */
export function useCases(view: UseCasesView): TemplateResult | '' {
  const { words, definition, chosen, filled, typed, choose, replace, go } = view;
  if (!definition.use_cases.length) return '';
  const row = (useCase: UseCase | undefined) =>
    box({
      id: `use-case-${useCase?.id ?? ''}`,
      name: 'use-case',
      value: useCase?.id ?? '',
      checked: chosen?.id === useCase?.id,
      label: useCase?.label ?? words.noUseCase,
      hint: useCase?.hint,
      type: 'radio',
      newTab: words.newTab,
      choose: () => choose(useCase),
    });
  const links = (fields: string[]) =>
    html`<ul>${fields.map(
      (field) =>
        html`<li><button type="button" class="link" @click=${() => go({ field })}>${
          definition.steps.flatMap((step) => step.fields).find(({ id }) => id === field)?.label
        }</button></li>`,
    )}</ul>`;
  return html`<fieldset role="radiogroup" aria-describedby="use-case-hint"><legend>${words.useCase}</legend>
    <p class="hint" id="use-case-hint">${words.useCaseHint}</p>
    <div class="pair models">${definition.use_cases.map(row)}${row(undefined)}</div></fieldset>${
      filled.length
        ? html`<div class="callout info"><b>${words.filled(filled.length)}</b>${links(filled)}</div>`
        : ''
    }${
      typed.length
        ? html`<div class="callout warn"><b>${words.typed}</b>${links(typed)}<button type="button" class="second" @click=${replace}>${words.replace}</button></div>`
        : ''
    }`;
}
