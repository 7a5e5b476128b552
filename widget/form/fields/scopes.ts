import { html, type TemplateResult } from 'lit';
import type { Field, Scope } from '../../../catalogue/definition.ts';
import { checkScopes, offeredScopes, scopeState } from '../../../catalogue/scopes.ts';
import { callout } from '../../shared/parts.ts';
import { rich } from '../rich.ts';
import { box, toggled } from './choice.ts';
import { bad, type FieldView, grouped } from './field.ts';

/** The data asked for: one group of boxes for each group of the definition, only what this request may ask for. */
export function scopes(view: FieldView<Field & { kind: 'scopes' }>): TemplateResult {
  const { field, form, set } = view;
  // Once: the form puts it together each time it is asked, and every box looks at it.
  const { t, definition, models, context } = form;
  const { gone } = definition.scopes;
  const chosen = (view.value ?? []) as string[];
  const offered = offeredScopes(definition, context);
  const stateOf = (scope: Scope) => scopeState(definition, scope, context);
  const first = offered.find((scope) => !stateOf(scope));
  const broken = (ids: string[]) =>
    (ids.length ? checkScopes(definition, ids, context) : []).map(({ message }) => message);
  const messages = bad(view) ? [] : broken(chosen);
  return grouped(
    view,
    html`${definition.scopes.groups.map((group) => {
      const rows = group.scopes.filter((scope) => offered.includes(scope));
      return rows.length
        ? html`<fieldset class="group"><legend>${group.label}</legend><div class="choices">${rows.map(
            (scope) => {
              const state = stateOf(scope);
              return box(
                view,
                scope === first ? field.id : `${field.id}-${scope.id}`,
                [scope.label, models?.mark(scope.id, state), form.mark?.(scope, state)],
                [scope.help, state === 'disabled' && scope.disabled?.reason].filter(Boolean).join(' '),
                state ? state !== 'disabled' : chosen.includes(scope.id),
                (on) => {
                  const next = toggled(chosen, scope.id, on, offered);
                  set(next);
                  form.announce(broken(next).join(' '));
                },
                'checkbox',
                !!state,
              );
            },
          )}</div></fieldset>`
        : '';
    })}${
      messages.length
        ? callout(
            'warn',
            messages.map((text) => html`<p>${text}</p>`),
          )
        : ''
    }${
      gone?.[0]
        ? html`<details class="group"><summary>${t.gone}</summary><dl>${gone.map(({ label, now }) => html`<div><dt>${label}</dt><dd>${rich(now, t)}</dd></div>`)}</dl></details>`
        : ''
    }`,
  );
}
