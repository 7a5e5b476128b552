/**
 * The elements beside `<datapass-request>`, once its question is drawn: the badge, which is small, and the list of
 * requests and the figures where the page has one, be it added later by an application. A page without them does not
 * load them.
 */
import './badge/define.ts';

const others: [tag: string, load: () => Promise<unknown>][] = [
  ['datapass-requests', () => import('./requests/define.ts')],
  ['datapass-stats', () => import('./statistics/define.ts')],
];
let missing = others;
const observer = new MutationObserver(look);

function look(): void {
  missing = missing.filter(([tag, load]) => {
    if (!document.getElementsByTagName(tag)[0]) return true;
    // What the page says inside the element stays when it does not come.
    load().catch(() => {});
    return false;
  });
  if (!missing[0]) observer.disconnect();
}

observer.observe(document, { childList: true, subtree: true });
look();
