/**
 * The host pages of the navigation bench, served precompressed from a site of their own: the same page three times,
 * with the control, with the element alone, with the element and its definition inlined. Every script comes, compressed
 * ahead, from another site and another process than the page.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export interface BenchPages {
  /** The site of the host pages: `<origin>/hello`, `/bare`, `/inline`. */
  origin: string;
  close(): Promise<void>;
}

/** When the page's question can be answered, and what moved or blocked until then. Read by the bench. */
export interface PageTimes {
  ready: number;
  layoutShift: number;
  longTasks: number[];
  /** What came over the wire: bodies as they were sent, and 300 bytes for the headers of each. */
  bytes: number;
}

/** @param backend address of the running server */
export async function serveBenchPages(backend: string): Promise<BenchPages> {
  const part = await (await fetch(`${backend}/catalogue/impot-particulier/eligibility?lang=fr`)).text();
  const control = fork(join(import.meta.dirname, 'control.ts'));
  const [controlPort] = await once(control, 'message');
  const element = script(`${backend}/widget/v1/datapass.js`);
  const pages = new Map(
    Object.entries({
      hello: page(
        'hello-world',
        'button',
        script(`http://localhost:${controlPort}/hello.js`),
        '<hello-world></hello-world>',
      ),
      bare: page('datapass-request', 'input[type=radio]', element, request('')),
      inline: page(
        'datapass-request',
        'input[type=radio]',
        element,
        request(`<script type="application/json">${part.replaceAll('<', '\\u003c')}</script>`),
      ),
    }).map(([name, html]) => [`/${name}`, brotliCompressSync(html)]),
  );
  const server = createServer((incoming, outgoing) => {
    const html = pages.get(incoming.url ?? '');
    outgoing
      .writeHead(html ? 200 : 404, {
        'content-type': 'text/html; charset=utf-8',
        ...(html && { 'content-encoding': 'br' }),
      })
      .end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://catalogue.localhost:${port}`,
    close: async () => {
      control.disconnect();
      server.closeAllConnections();
      await Promise.all([once(control, 'exit'), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

const script = (url: string) => `<script type="module" async src="${url}"></script>`;

const request = (inside: string) => `<datapass-request api="impot-particulier">${inside}</datapass-request>`;

/** As a host page should be: it reserves the element's place, so that nothing moves when the question comes. */
function page(tag: string, control: string, script: string, body: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<title>Page d’une API</title>
<style>body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto}${tag}{display:block;min-block-size:40rem}</style>
<script>(${watch})(${JSON.stringify(tag)}, ${JSON.stringify(control)})</script>
${script}</head>
<body><h1>API Impôt particulier</h1><p>Ce que cette API donne.</p>${body}<p>Pied de page.</p></body></html>`;
}

/**
 * Runs in the page: notes when the element's first control is drawn and a task later, so it can be used. An observer
 * tells of the control in the task that made it; a timer (every 4 ms at best) may find it after the frame that shows
 * it, and then counts one frame more.
 */
function watch(tag: string, control: string): void {
  const longTasks: number[] = [];
  let layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) layoutShift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const received = () =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .map((entry) => (entry as PerformanceResourceTiming).transferSize)
      .reduce((sum, bytes) => sum + bytes, 0);
  const times = new Promise<PageTimes>((resolve) => {
    const made = (): void => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const ready = performance.now();
          const bytes = received();
          // Observers are told of the last frame after it.
          setTimeout(() => resolve({ ready, layoutShift, longTasks, bytes }), 100);
        };
        channel.port2.postMessage(null);
      });
    };
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (this: Element, options) {
      const root = attach.call(this, options);
      const observer = new MutationObserver(() => {
        if (!root.querySelector(control)) return;
        observer.disconnect();
        made();
      });
      if (this.localName === tag) observer.observe(root, { childList: true, subtree: true });
      return root;
    };
  });
  Object.defineProperty(globalThis, 'pageTimes', { value: times });
}
