/**
 * The entry of the widget: `<script type="module" async src="…/widget/v1/datapass.js">`.
 *
 * A window that sign-in brought back is dealt with first and defines nothing: it only hands over, and closes. Every
 * definition is guarded, because a page may carry two copies of the script.
 */
// First: the address is cleaned before any other module runs; then the question is asked for, before Lit runs.

import { returned } from './login/fragment.ts';
import './request/source.ts';
import { DatapassRequest } from './request/request.ts';

function define(): void {
  customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);
  const others = (): void => void import('./others.ts').catch(() => {});
  const element = document.querySelector('datapass-request');
  if (!element) others();
  // Once the question is drawn: both would wait for the same connection and the same processor.
  for (const name of ['ready', 'error'])
    element?.addEventListener(`datapass-${name}`, () => requestAnimationFrame(() => setTimeout(others)), {
      once: true,
    });
}

if (returned) {
  import('./request/later.ts')
    .then(({ handleReturn }) => handleReturn(returned as NonNullable<typeof returned>))
    .catch(() => false)
    .then((done) => done || define());
} else define();

export { DatapassRequest };
