/**
 * `<datapass-badge>`: what an API's access is, in words, linking to the hosted page. No Lit: it must cost nothing on a
 * page that lists fifty APIs. Text and not the backend's SVG: it wraps, grows with the page's letters, is read aloud,
 * and needs no `img-src` in the page's policy. The image is for where no script runs (`/badges/:api.svg`).
 *
 * @summary The status of an API: access level, open or not, habilitations, delay.
 * @slot - Shown until the figures are there, and when they do not come.
 * @csspart link
 * @csspart title
 * @csspart status
 */
// A server that renders pages may import this module.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

/** `GET /badges/:api.json`. */
interface Facts {
  title: string;
  access: 'open' | 'account' | 'restricted';
  accepting: boolean;
  url: string;
  label: string;
}

// Each colour at least 4.5:1 against white letters; the same as the image's.
const css = `:host{display:inline-block;font-size:.875rem;line-height:1.5}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
a{display:inline-flex;flex-wrap:wrap;color:#fff;text-decoration:none}
a:hover{text-decoration:underline}
:focus-visible{outline:2px solid #0a76f6;outline-offset:2px}
span{padding:.0625rem .5rem;background:#b34000}
.open{background:#18753c}
.account{background:#0063cb}
.closed{background:#ce0500}
span:first-child{background:light-dark(#eee,#3a3a3a);color:light-dark(#161616,#fff)}
@media (forced-colors:active){span{border:1px solid}}`;

let sheet: CSSStyleSheet | undefined;

function styles(): CSSStyleSheet[] {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return [sheet];
}

export class DatapassBadge extends Base {
  static observedAttributes = ['api', 'lang', 'base'];

  /** The address last asked for: what comes late for another API is dropped. */
  #asked = '';

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      root.adoptedStyleSheets = styles();
      root.append(document.createElement('slot'));
    }
    void this.#load();
  }

  attributeChangedCallback(): void {
    // Several attributes change together: the figures are asked for once.
    if (this.isConnected) queueMicrotask(() => this.#load());
  }

  async #load(): Promise<void> {
    const base = (this.getAttribute('base') ?? new URL('../..', import.meta.url).href).replace(/\/$/, '');
    const lang = /^en/i.test(this.closest('[lang]')?.getAttribute('lang') ?? '') ? 'en' : 'fr';
    const address = `${base}/badges/${encodeURIComponent(this.getAttribute('api') ?? '')}.json?lang=${lang}`;
    if (address === this.#asked) return;
    this.#asked = address;
    const response = await fetch(address).catch(() => undefined);
    const facts: Facts | undefined = response?.ok ? await response.json().catch(() => undefined) : undefined;
    if (address !== this.#asked) return;
    // Not remembered: asked again when the element is next put on a page.
    if (!facts) this.#asked = '';
    this.shadowRoot?.replaceChildren(facts ? link(facts, lang) : document.createElement('slot'));
  }
}

function link({ title, access, accepting, url, label }: Facts, lang: string): HTMLAnchorElement {
  const node = document.createElement('a');
  node.part.add('link');
  node.href = url;
  node.lang = lang;
  node.hreflang = lang;
  node.append(part('title', title), ' ', part('status', label, accepting ? access : 'closed'));
  return node;
}

function part(name: string, text: string, look = ''): HTMLSpanElement {
  const node = document.createElement('span');
  node.part.add(name);
  node.className = look;
  node.textContent = text;
  return node;
}

declare global {
  interface HTMLElementTagNameMap {
    'datapass-badge': DatapassBadge;
  }
}
