/** A form on the test page, in words of what people do: so that tests read like use. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { eraseDrafts } from '../../../widget/drafts/store.ts';
import type { DatapassForm } from '../../../widget/form/form.ts';
import '../../../widget/form/form.ts';
import '../../../widget/uploads/uploads.ts';
import { loadWords } from '../../../widget/words/index.ts';
import { Backend } from './backend.ts';

/** Polls until it is true; @throws with the words given when it is not within four seconds. */
export async function until<T>(what: string, probe: () => T): Promise<NonNullable<T>> {
  const deadline = performance.now() + 4000;
  for (;;) {
    const value = probe();
    if (value) return value as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`Never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Test files run side by side on one origin: each has drafts of its own, under an API of its own. */
const api = `impot-particulier-${crypto.randomUUID()}`;

export async function definition(language = 'fr'): Promise<ApiDefinition> {
  const answer = await fetch(`/catalogue/impot-particulier?lang=${language}`);
  return { ...(await answer.json()), id: api };
}

/** Spaces of any kind are alike. */
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ').trim();

export class FormHarness {
  readonly form: DatapassForm;
  readonly backend: Backend;
  /** The step last shown, which `<datapass-request>` remembers. */
  #step: string | undefined;

  constructor(form: DatapassForm, backend: Backend) {
    this.form = form;
    this.backend = backend;
    form.addEventListener('datapass-step', ({ detail }) => {
      this.#step = detail.id;
    });
  }

  static async open(properties: Partial<DatapassForm> = {}, backend = new Backend()): Promise<FormHarness> {
    await loadWords(properties.language ?? 'fr');
    const form = document.createElement('datapass-form');
    Object.assign(form, {
      definition: await definition(properties.language),
      stage: 'sandbox',
      language: 'fr',
      headingLevel: 2,
      session: backend,
      eligibility: { profil: 'administration', identification: 'numero_fiscal' },
      ...properties,
    });
    const harness = new FormHarness(form, backend);
    document.body.append(form);
    await until('a step is shown', () => harness.one('.callout button, .title'));
    return harness;
  }

  /** A reload: the element goes, the browser's copy stays. */
  async reopen(properties: Partial<DatapassForm> = {}): Promise<FormHarness> {
    this.form.remove();
    return FormHarness.open({ openAt: this.#step, ...properties }, this.backend);
  }

  async close(): Promise<void> {
    this.form.remove();
    // A save that was under way may still end: it belongs to this test, not to the next.
    await until('the conversation is over', () => performance.now() - this.backend.busy > 60);
    await eraseDrafts(`${api}/`);
  }

  get root(): ShadowRoot {
    return this.form.shadowRoot as ShadowRoot;
  }

  one<T extends Element = HTMLElement>(selector: string): T | null {
    return this.root.querySelector<T>(selector);
  }

  all<T extends Element = HTMLElement>(selector: string): T[] {
    return [...this.root.querySelectorAll<T>(selector)];
  }

  get title(): string {
    return this.one('.title')?.textContent?.trim() ?? '';
  }

  /** Where the draft stands, without what is said to screen readers only. */
  get status(): string {
    const region = this.one('[role=status]')?.cloneNode(true) as Element;
    region.querySelector('.sr')?.remove();
    return region.textContent?.trim() ?? '';
  }

  get text(): string {
    return plain(this.root.textContent);
  }

  control<T extends HTMLElement = HTMLInputElement>(id: string): T {
    const control = this.root.getElementById(id);
    if (!control) throw new Error(`No control ${id}`);
    return control as T;
  }

  async type(id: string, text: string): Promise<void> {
    const control = this.control<HTMLInputElement>(id);
    control.value = text;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    await this.form.updateComplete;
  }

  async press(name: string): Promise<void> {
    const button = this.all<HTMLElement>('button').find((candidate) =>
      plain(candidate.getAttribute('aria-label') ?? candidate.textContent).startsWith(name),
    );
    if (!button) throw new Error(`No button ${name}`);
    button.click();
    await this.form.updateComplete;
  }

  async tick(id: string): Promise<void> {
    this.control(id).click();
    await this.form.updateComplete;
  }

  /** Chooses the use case « Cantine scolaire », whose part of the form may be still on its way. */
  async choose(): Promise<void> {
    await this.tick('@use_case-cantine_scolaire');
    await until('the model has filled the form', () => this.text.includes('Le modèle a rempli'));
  }

  /** Fills every step of « Cantine scolaire », up to the summary. */
  async fill(): Promise<void> {
    await this.choose();
    await this.tick('technical_team_type');
    await this.tick('avancement');
    await this.press('Suivant');
    await this.drop('cadre_juridique_document', pdf());
    await until('the document is listed', () => this.one('.rows li'));
    await this.press('Suivant');
    await this.tick('scopes');
    await this.tick('scopes-dgfip_rfr');
    await this.press('Suivant');
    await this.tick('modalities-with_spi');
    await this.press('Suivant');
    await this.type('duree_conservation_donnees_caractere_personnel', '12');
    await this.press('Suivant');
    await this.fillPerson('responsable_traitement', 'Claude');
    await this.fillPerson('delegue_protection_donnees', 'Dominique');
    await this.fillPerson('contact_technique', 'Camille');
    await this.press('Suivant');
  }

  /** Ticks every commitment of the summary. */
  async promise(): Promise<void> {
    for (const box of this.all<HTMLInputElement>('input[id^="!"]')) if (!box.checked) box.click();
    await this.form.updateComplete;
  }

  async fillPerson(id: string, given: string): Promise<void> {
    await this.type(`${id}-given_name`, given);
    await this.type(`${id}-family_name`, 'Exemple');
    await this.type(`${id}-job_title`, 'Agent');
    await this.type(`${id}-email`, `${given.toLowerCase()}.exemple@commune.example`);
    await this.type(`${id}-phone`, '01 23 45 67 89');
  }

  async drop(field: string, ...files: File[]): Promise<void> {
    const data = new DataTransfer();
    for (const file of files) data.items.add(file);
    const input = this.control(field);
    input.files = data.files;
    input.dispatchEvent(new Event('change'));
    await this.form.updateComplete;
  }
}

export const pdf = (name = 'deliberation.pdf', content = '%PDF-1.7\n%%EOF'): File =>
  new File([content], name, { type: 'application/pdf' });
