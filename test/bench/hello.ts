/** The control of the navigation bench: the smallest element that one would write with Lit. */
import { html, LitElement } from 'lit';

class HelloWorld extends LitElement {
  static override properties = { name: {} };
  declare name: string;

  constructor() {
    super();
    this.name = 'world';
  }

  override render() {
    return html`<p>Hello, <button>${this.name}</button></p>`;
  }
}

customElements.define('hello-world', HelloWorld);
