import { html, type TemplateResult } from 'lit';
import type { Field } from '../../../catalogue/definition.ts';
import { checkScopes, offeredScopes } from '../../../catalogue/scopes.ts';
import { box, toggled } from './choice.ts';
import { change, type FieldView, grouped, listOf } from './field.ts';

/** The data asked for: one group of boxes for each group of the definition, only what this request may ask for. */
export function scopes(view: FieldView<Field & { kind: 'scopes' }>): TemplateResult {
  const { field, form, errors } = view;
  const { words, definition, useCase } = form;
  const chosen = listOf(form.context.answers, field.id);
  const offered = offeredScopes(definition, form.context);
  const order = offered.map(({ id }) => id);
  const broken = chosen.length && !errors.length ? checkScopes(definition, chosen) : [];
  const messages = (ids: string[]) =>
    checkScopes(definition, ids)
      .map(({ message }) => message)
      .join(' ');
  let first = true;
  return grouped(
    view,
    html`${definition.scopes.groups.map((group) => {
      const rows = group.scopes.filter((scope) => offered.includes(scope));
      if (!rows.length) return '';
      return html`<fieldset class="group"><legend>${group.label}</legend>${rows.map((scope) => {
        const id = first ? field.id : `${field.id}-${scope.id}`;
        first = false;
        return box({
          id,
          name: field.id,
          value: scope.id,
          checked: chosen.includes(scope.id),
          label: useCase?.usual_scopes.includes(scope.id)
            ? html`${scope.label} <span class="tag info">${words.usual(useCase.label)}</span>`
            : scope.label,
          hint: scope.help,
          invalid: errors.length > 0,
          newTab: words.newTab,
          choose: (on) => {
            const next = toggled(chosen, scope.id, on, order);
            change(view, next);
            form.announce(messages(next));
          },
        });
      })}</fieldset>`;
    })}${
      broken.length
        ? html`<div class="callout warn"><b>${words.scopesBroken}</b>${broken.map(({ message }) => html`<p>${message}</p>`)}</div>`
        : ''
    }`,
  );
}
