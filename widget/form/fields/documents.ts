import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../catalogue/definition.ts';
import { bad, describedBy, type FieldView, grouped } from './field.ts';

const accepted = { pdf: '.pdf', spreadsheet: '.ods,.xls,.xlsx,.csv' };

/** Documents to choose or drop. The input itself stays: keyboard and screen readers use it as they know it. */
export function documents(view: FieldView<Field & { kind: 'documents' }>): TemplateResult {
  const { field, form } = view;
  const { t } = form;
  const over = (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', event.type === 'dragover');
  };
  return grouped(
    view,
    html`<ul class="rows">${form.documents
      .of(field.id)
      .map(
        ({ id, name, size, file, sending }) =>
          html`<li class="row between"><span><b>${name}</b><span class="hint">${t.size(size)}${file && ` · ${sending ? t.sending : t.keptFile}`}</span>${
            sending && html`<progress aria-label=${t.sending}></progress>`
          }</span><button type="button" class="plain" @click=${() => form.detach(id)}>${t.remove}<span class="sr"> ${name}</span></button></li>`,
      )}</ul><div class="row drop" @dragover=${over} @dragleave=${over} @drop=${(event: DragEvent) => {
      over(event);
      form.attach(field, event.dataTransfer?.files ?? []);
    }}><input type="file" class="sr" id=${field.id} accept=${field.accepts.map((kind) => accepted[kind]).join()} ?multiple=${
      field.max_files > 1
    } aria-describedby=${describedBy(field.id)} aria-invalid=${bad(view) || nothing} @change=${(
      event: Event,
    ) => {
      const input = event.target as HTMLInputElement;
      form.attach(field, [...(input.files ?? [])]);
      // The same file may be chosen again after it was removed.
      input.value = '';
    }}><label for=${field.id} class="button second">${t.choose}<span class="sr"> (${field.label})</span></label><span class="hint">${t.drop(
      field.max_size / 1e6,
      field.max_files,
    )}</span></div>`,
  );
}
