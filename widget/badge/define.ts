/** The badge alone, without Lit: `<script type="module" async src="…/widget/v1/badge.js">`. */
import { DatapassBadge } from './badge.ts';

customElements.get('datapass-badge') ?? customElements.define('datapass-badge', DatapassBadge);

export { DatapassBadge };
