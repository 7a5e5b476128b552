/**
 * Lit's base class, as far as our elements use it: what is built and tested has this in its place, under the same
 * names and in the same order of things, at a quarter of the weight (no reflection, no converters, no decorators, no
 * directives). The sources import Lit, and its types hold them to it.
 */
import type { CSSResult, ReactiveController } from 'lit';
import { render } from 'lit/html.js';

export { css } from '@lit/reactive-element/css-tag.js';
export * from 'lit/html.js';

interface Declaration {
  /** The property's own name in small letters, unless said. */
  attribute?: string;
  /** A text, unless said. */
  type?: NumberConstructor;
}

/** Properties that have changed, with what they were. */
type Changed = Map<PropertyKey, unknown>;

export class LitElement extends HTMLElement {
  static properties: Record<string, Declaration> = {};
  static styles: CSSResult[] = [];
  /** Parts that come later may add theirs before an element is made. */
  static get elementStyles(): CSSResult[] {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked.
    return this.styles;
  }

  /** Settles when what has been asked for is on the screen. */
  updateComplete: Promise<unknown>;
  /** Whether it has been on the screen. */
  hasUpdated = false;
  /** From the first time that the element is on a page. */
  declare renderRoot: ShadowRoot;
  #values: Record<string, unknown> = {};
  /** What the page has set before the element was defined. */
  #early: Record<string, unknown> = {};
  #changed: Changed = new Map();
  #controllers = new Set<ReactiveController>();
  #pending = false;
  #connected!: () => void;

  /** Read once, when an element is defined: its properties become accessors. */
  static get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: the class that is being defined, not this one.
    return LitElement.#accessors(this);
  }

  static #accessors(element: typeof LitElement): string[] {
    return declarationsOf(element).map(([name, attribute]) => {
      Object.defineProperty(element.prototype, name, {
        get(this: LitElement) {
          return this.#values[name];
        },
        set(this: LitElement, value: unknown) {
          const old = this.#values[name];
          this.#values[name] = value;
          if (!Object.is(value, old)) this.requestUpdate(name, old);
        },
      });
      return attribute;
    });
  }

  constructor() {
    super();
    const { properties } = this.constructor as typeof LitElement;
    for (const name in properties) {
      if (!Object.hasOwn(this, name)) continue;
      this.#early[name] = this[name as keyof this];
      delete this[name as keyof this];
    }
    this.updateComplete = new Promise<void>((connected) => {
      this.#connected = connected;
    });
    this.requestUpdate();
  }

  connectedCallback(): void {
    if (!this.renderRoot) {
      const { styles } = this.constructor as typeof LitElement;
      this.renderRoot = this.attachShadow({ mode: 'open' });
      this.renderRoot.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet as CSSStyleSheet);
      this.#connected();
    }
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  attributeChangedCallback(changed: string, _old: string | null, value: string | null): void {
    for (const [name, attribute, type] of declarationsOf(this.constructor as typeof LitElement))
      if (attribute === changed) this[name as 'title'] = (type && value ? type(value) : value) as string;
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  /** Draws the element again, once for all that is asked for in one task; for the first time when it is on the page. */
  requestUpdate(name?: PropertyKey, old?: unknown): void {
    if (name && !this.#changed.has(name)) this.#changed.set(name, old);
    if (this.#pending) return;
    this.#pending = true;
    this.updateComplete = this.updateComplete.then(this.performUpdate, this.performUpdate);
  }

  /** Draws the element now. */
  protected performUpdate = (): void => {
    const changed = this.#changed;
    let drawn: unknown;
    Object.assign(this, this.#early);
    this.#early = {};
    try {
      this.willUpdate(changed);
      drawn = this.render();
    } finally {
      this.#changed = new Map();
      this.#pending = false;
    }
    render(drawn, this.renderRoot, { host: this });
    if (!this.hasUpdated) {
      this.hasUpdated = true;
      this.firstUpdated(changed);
    }
    this.updated(changed);
  };

  /** Before the element is drawn; what is changed here is drawn with the rest. */
  protected willUpdate(_changed: Changed): void {}

  protected render(): unknown {
    return undefined;
  }

  /** After the element was drawn. */
  protected firstUpdated(_changed: Changed): void {}
  protected updated(_changed: Changed): void {}
}

/** Of each property: its name, its attribute, its type. */
const declarationsOf = ({ properties }: typeof LitElement) =>
  Object.entries(properties).map(
    ([name, { attribute = name.toLowerCase(), type }]) => [name, attribute, type] as const,
  );
