import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../catalogue/definition.ts';
import { describedBy, type FieldView, grouped } from './field.ts';

const accepted = { pdf: '.pdf,application/pdf', spreadsheet: '.ods,.xls,.xlsx,.csv' };

/** Documents to choose or drop. The input itself stays: keyboard and screen readers use it as they know it. */
export function documents(view: FieldView<Field & { kind: 'documents' }>): TemplateResult {
  const { field, form, errors } = view;
  const { words } = form;
  const entries = form.documents.of(field.id);
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', on);
  };
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    form.attach(field, [...(input.files ?? [])]);
    // The same file may be chosen again after it was removed.
    input.value = '';
  };
  return grouped(
    view,
    html`${
      entries.length
        ? html`<ul class="files">${entries.map(
            ({ id, name, size, state }) => html`<li class="row between"><span><b>${name}</b>
              <span class="hint">${words.size(size)}${state === 'sent' ? '' : ` · ${state === 'kept' ? words.keptFile : words.sending}`}</span>${
                state === 'sending' ? html`<progress aria-label="${name}, ${words.sending}"></progress>` : ''
              }</span><button type="button" class="plain" @click=${() => form.detach(id, name)}>${words.remove}<span class="sr"> ${name}</span></button></li>`,
          )}</ul>`
        : ''
    }<div class="drop" @dragover=${over(true)} @dragleave=${over(false)} @drop=${(event: DragEvent) => {
      over(false)(event);
      form.attach(field, event.dataTransfer?.files ?? []);
    }}><input type="file" id=${field.id} class="sr" accept=${field.accepts.map((kind) => accepted[kind]).join()}
      ?multiple=${field.max_files > 1} aria-describedby=${describedBy(view)} aria-invalid=${errors.length ? 'true' : nothing}
      @change=${chosen}><label for=${field.id} class="button second">${words.choose}<span class="sr"> : ${field.label}</span></label>
      <span class="hint">${words.drop(field.max_size / 1e6, field.max_files)}</span></div>`,
  );
}
