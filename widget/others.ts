/**
 * The elements beside `<datapass-request>`, once its question is drawn: the badge, which is small, and the list of
 * requests where the page has one, be it added later by an application. A page without it does not load it.
 */
import './badge/define.ts';

const lists = document.getElementsByTagName('datapass-requests');
const observer = new MutationObserver(look);

function look(): void {
  if (!lists[0]) return;
  observer.disconnect();
  // What the page says inside the element stays when it does not come.
  import('./requests/define.ts').catch(() => {});
}

observer.observe(document, { childList: true, subtree: true });
look();
