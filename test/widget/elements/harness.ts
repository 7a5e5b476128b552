/** Finds and uses an element the way a person does: by labels and names, through its shadow roots. */
import type { DatapassRequest } from '../../../widget/request/request.ts';

/** Waits until a condition holds. @throws after five seconds, with what was waited for */
export async function until<T>(what: string, found: () => T | null | undefined | false): Promise<T> {
  const end = performance.now() + 5000;
  for (;;) {
    const value = found();
    if (value) return value;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    // Not an animation frame: a page that is not in front draws none.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

export class RequestHarness {
  readonly element: DatapassRequest;
  constructor(element: DatapassRequest) {
    this.element = element;
  }

  /** Puts an element on the page and waits for its first question or its problem. */
  static async open(attributes: Record<string, string>, content = ''): Promise<RequestHarness> {
    const harness = RequestHarness.place(attributes, content);
    await until('the element to show something', () => harness.frame);
    return harness;
  }

  static place(attributes: Record<string, string>, content = ''): RequestHarness {
    const element = document.createElement('datapass-request') as DatapassRequest;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.innerHTML = content;
    document.querySelector('main')?.append(element);
    return new RequestHarness(element);
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot as ShadowRoot;
  }

  get frame(): HTMLElement | null {
    return this.root.querySelector('.frame');
  }

  /** Questions shown, in order. */
  get questions(): string[] {
    return [...this.root.querySelectorAll('legend')].map((legend) => clean(legend.textContent));
  }

  get title(): string {
    return clean(this.root.querySelector('.title')?.textContent);
  }

  /** Words of the verdict; empty while a question is open. */
  get verdict(): string {
    return clean(this.root.querySelector('[part=verdict]')?.textContent);
  }

  get text(): string {
    return clean(this.frame?.textContent);
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  radio(label: string): HTMLInputElement {
    const choice = [...this.root.querySelectorAll('label')].find((one) =>
      clean(one.textContent).startsWith(label),
    );
    if (!choice?.control) throw new Error(`no choice « ${label} »`);
    return choice.control as HTMLInputElement;
  }

  async answer(label: string): Promise<void> {
    this.radio(label).click();
    await this.element.updateComplete;
  }

  /** From a favourable verdict towards the preparations, by the path of who develops for themselves. */
  async ask(): Promise<void> {
    await this.press('Demander l’accès aux données');
    await until('the path', () => this.title === 'Par où commencer');
    await this.answer('Notre équipe');
    await this.press('Suivant');
  }

  button(name: string): HTMLElement | undefined {
    return [...this.root.querySelectorAll<HTMLElement>('button, a')].find(
      (one) => clean(one.textContent) === name,
    );
  }

  async press(name: string): Promise<void> {
    const button = await until(`a button « ${name} »`, () => this.button(name));
    button.click();
    await this.element.updateComplete;
  }
}

/** A page of its own for each test: an empty `main` under a heading, nothing kept by the browser. */
export function freshPage(): void {
  localStorage.clear();
  document.documentElement.lang = 'fr';
  document.title = 'Essai';
  document.body.innerHTML = '<main><h1>Catalogue</h1></main>';
}
