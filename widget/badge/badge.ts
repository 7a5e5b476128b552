/**
 * `<datapass-badge>`: what an API's access is, as the backend's own image, linking to the hosted page. No Lit, no
 * style in markup: it must cost nothing on a page that lists fifty APIs.
 *
 * @summary The status of an API: access level, open or not, habilitations, delay.
 * @csspart link
 * @csspart image
 */
// A server that renders pages may import this module.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class DatapassBadge extends Base {
  static observedAttributes = ['api', 'theme', 'lang', 'base'];

  readonly #link = document.createElement('a');
  readonly #image = document.createElement('img');
  #scheduled = false;

  constructor() {
    super();
    this.#link.part.add('link');
    this.#image.part.add('image');
    this.#link.append(this.#image);
    this.attachShadow({ mode: 'open' }).append(this.#link);
  }

  connectedCallback(): void {
    this.#render();
  }

  attributeChangedCallback(): void {
    // Several attributes change together: one image is asked for, not one for each.
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#render());
  }

  #render(): void {
    this.#scheduled = false;
    const api = this.getAttribute('api');
    if (!api || !this.isConnected) return;
    const base = (this.getAttribute('base') ?? new URL('../..', import.meta.url).href).replace(/\/$/, '');
    const english = /^en/i.test(this.closest('[lang]')?.getAttribute('lang') ?? '');
    const lang = english ? 'en' : 'fr';
    const name = encodeURIComponent(api);
    const theme = this.getAttribute('theme');
    this.#link.href = `${base}/demande/${name}?lang=${lang}`;
    this.#link.lang = lang;
    this.#image.src = `${base}/badges/${name}.svg?lang=${lang}${theme ? `&theme=${encodeURIComponent(theme)}` : ''}`;
    this.#image.alt = english ? `Access to ${api}: status` : `Accès à ${api} : état`;
    void this.#describe(`${base}/badges/${name}.json?lang=${lang}`);
  }

  /** An image of text says nothing to a screen reader: its words come from the same figures. */
  async #describe(address: string): Promise<void> {
    try {
      const { label } = await (await fetch(address)).json();
      // Another API may have been asked for meanwhile.
      if (label && this.#image.src.startsWith(address.split('.json')[0] as string)) this.#image.alt = label;
    } catch {
      // The image's name stays the API's.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'datapass-badge': DatapassBadge;
  }
}
