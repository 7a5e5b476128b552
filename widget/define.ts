/**
 * The entry of the widget: `<script type="module" async src="…/widget/v1/datapass.js">`.
 *
 * A window that sign-in brought back is dealt with first and defines nothing: it only hands over, and closes. Every
 * definition is guarded, because a page may carry two copies of the script.
 */
// First: the address is cleaned before any other module runs.

import { DatapassBadge } from './badge/badge.ts';
import { returned } from './login/fragment.ts';
import { DatapassRequest } from './request/request.ts';

function define(): void {
  customElements.get('datapass-badge') ?? customElements.define('datapass-badge', DatapassBadge);
  customElements.get('datapass-request') ?? customElements.define('datapass-request', DatapassRequest);
}

if (returned) {
  import('./login/return.ts')
    .then(({ handleReturn }) => handleReturn(returned as NonNullable<typeof returned>))
    .catch(() => false)
    .then((done) => done || define());
} else define();

export { DatapassBadge, DatapassRequest };
