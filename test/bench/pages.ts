/**
 * The host pages of the navigation bench, served precompressed from a site of their own: the same page three times,
 * with the control, with the element alone, with the element and its definition inlined.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

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
}

/** @param backend address of the running server */
export async function serveBenchPages(backend: string): Promise<BenchPages> {
  const part = await (await fetch(`${backend}/catalogue/impot-particulier/eligibility?lang=fr`)).text();
  const script = brotliCompressSync(await helloScript());
  const element = `<script type="module" async src="${backend}/widget/v1/datapass.js"></script>`;
  const pages: Record<string, (own: string) => string> = {
    hello: (own) =>
      page(
        'hello-world',
        'button',
        `<script type="module" async src="${own}/hello.js"></script>`,
        '<hello-world></hello-world>',
      ),
    bare: () => page('datapass-request', 'input[type=radio]', element, request('')),
    inline: () =>
      page(
        'datapass-request',
        'input[type=radio]',
        element,
        request(`<script type="application/json">${part.replaceAll('<', '\\u003c')}</script>`),
      ),
  };
  const server = createServer((incoming, outgoing) => {
    const name = (incoming.url ?? '').slice(1);
    const port = (server.address() as AddressInfo).port;
    if (name === 'hello.js') {
      outgoing
        .writeHead(200, {
          'content-type': 'text/javascript',
          'content-encoding': 'br',
          'access-control-allow-origin': '*',
          'timing-allow-origin': '*',
        })
        .end(script);
      return;
    }
    const html = pages[name]?.(`http://localhost:${port}`);
    outgoing
      .writeHead(html ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' })
      .end(brotliCompressSync(html ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://catalogue.localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function helloScript(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'hello.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error('The control was not built.');
  return file.contents;
}

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

/** Runs in the page: notes when the element's first control is drawn and a task later, so it can be used. */
function watch(tag: string, control: string): void {
  const longTasks: number[] = [];
  let layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) layoutShift += (entry as unknown as { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const times = new Promise<PageTimes>((resolve) => {
    const check = (): void => {
      if (!document.querySelector(tag)?.shadowRoot?.querySelector(control)) {
        setTimeout(check, 1);
        return;
      }
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          const ready = performance.now();
          // Observers are told of the last frame after it.
          setTimeout(() => resolve({ ready, layoutShift, longTasks }), 100);
        };
        channel.port2.postMessage(null);
      });
    };
    check();
  });
  Object.defineProperty(globalThis, 'pageTimes', { value: times });
}
