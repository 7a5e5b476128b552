/** Defines `<datapass-stats>`, once: a page may carry two copies of the script. */
import { DatapassStats } from './stats.ts';

customElements.get('datapass-stats') ?? customElements.define('datapass-stats', DatapassStats);
