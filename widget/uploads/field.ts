/** Documents to choose or drop. The input itself stays: keyboard and screen readers use it as they know it. */
import { html, nothing, type TemplateResult } from 'lit';
import { bad, describedBy, type FieldView, grouped } from '../form/fields/field.ts';
import { templates } from '../form/fields/index.ts';
import { button } from '../shared/parts.ts';
import { attach, type DocumentsField, detach, kindsOf } from './attach.ts';
import { uploadWords } from './words.ts';

const accepted = { pdf: '.pdf', spreadsheet: '.ods,.xls,.xlsx,.csv' };

templates.documents = (view: FieldView<DocumentsField>): TemplateResult => {
  const { field, form } = view;
  const t = uploadWords[form.language];
  const over = (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle('over', event.type === 'dragover');
  };
  return grouped(
    view,
    html`<ul class="rows">${form.autosave.documents
      .of(field.id)
      .map(
        ({ id, name, size, file, sending }) =>
          html`<li class="row between"><span><b>${name}</b><span class="hint">${t.size(size)}${file && ` · ${sending ? t.sending : t.keptFile}`}</span>${
            sending && html`<progress aria-label=${t.sending}></progress>`
          }</span>${button(html`${t.remove}<span class="sr"> ${name}</span>`, () => detach(form, id), 'plain')}</li>`,
      )}</ul><div class="row drop" @dragover=${over} @dragleave=${over} @drop=${(event: DragEvent) => {
      over(event);
      void attach(form, field, event.dataTransfer?.files ?? []);
    }}><input type="file" class="sr" id=${field.id} accept=${field.accepts.map((kind) => accepted[kind]).join()} ?multiple=${
      field.max_files > 1
    } aria-describedby=${describedBy(field.id)} aria-invalid=${bad(view) || nothing} @change=${(
      event: Event,
    ) => {
      const input = event.target as HTMLInputElement;
      void attach(form, field, [...(input.files ?? [])]);
      // The same file may be chosen again after it was removed.
      input.value = '';
    }}><label for=${field.id} class="button second">${t.choose}<span class="sr"> (${field.label})</span></label><span class="hint">${t.drop(
      kindsOf(field, t),
      field.max_size / 1e6,
      field.max_files,
    )}</span></div>`,
  );
};
