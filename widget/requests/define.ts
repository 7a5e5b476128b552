/** Defines `<datapass-requests>`, once: a page may carry two copies of the script. */
import { DatapassRequests } from './list.ts';

customElements.get('datapass-requests') ?? customElements.define('datapass-requests', DatapassRequests);
