/** As much of a browser as signing in needs: cookies by host, redirects one by one, forms. Not a fake of one: HTTP. */

export interface Page {
  /** Where it is. */
  url: URL;
  response: Response;
  text: string;
}

export class BrowserSession {
  /** As browsers do, by host without port, so that two servers on localhost see each other's. */
  readonly #cookies = new Map<string, Map<string, { value: string; path: string }>>();

  /** One request, and no more: a redirect is an answer. */
  async visit(address: string | URL, init: RequestInit = {}): Promise<Page> {
    const url = new URL(address);
    const headers = new Headers({ accept: 'text/html', ...Object.fromEntries(new Headers(init.headers)) });
    const cookies = this.cookiesFor(url);
    if (cookies) headers.set('cookie', cookies);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(url, line);
    return { url, response, text: await response.text() };
  }

  /** Follows redirects, and pages that go on by themselves, until an answer stays or leads to `until`. */
  async follow(page: Page, until: (next: URL) => boolean = () => false): Promise<Page | URL> {
    let current = page;
    for (let hops = 0; hops < 20; hops++) {
      const next = nextAddress(current);
      if (!next) return current;
      if (until(next)) return next;
      current = await this.visit(next);
    }
    throw new Error(`Too many redirects at ${current.url.origin}${current.url.pathname}`);
  }

  submit(page: Page, action: string, fields: Record<string, string>): Promise<Page> {
    return this.visit(new URL(action, page.url), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: page.url.origin, 'sec-fetch-site': 'same-origin' },
    });
  }

  /** As the `Cookie` header. */
  cookiesFor(address: string | URL): string {
    const url = new URL(address);
    return [...(this.#cookies.get(url.hostname) ?? [])]
      .filter(([, cookie]) => covers(cookie.path, url.pathname))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }

  /** Tampering, for tests of it. */
  setCookie(address: string | URL, name: string, value: string): void {
    this.#keep(new URL(address), `${name}=${value}; Path=/`);
  }

  #keep(url: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const read = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.split(/=(.*)/s)[1];
    const expires = read('expires');
    const gone = read('max-age') === '0' || (expires !== undefined && Date.parse(expires) < Date.now());
    const host = this.#cookies.get(url.hostname) ?? new Map();
    this.#cookies.set(url.hostname, host);
    if (gone) host.delete(name);
    else host.set(name, { value, path: read('path') ?? '/' });
  }
}

function covers(cookiePath: string, path: string): boolean {
  return cookiePath === '/' || path === cookiePath || path.startsWith(`${cookiePath}/`);
}

function nextAddress({ url, response, text }: Page): URL | undefined {
  const location = response.headers.get('location');
  if (location && response.status >= 300 && response.status < 400) return new URL(location, url);
  const refresh = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(text)?.[1];
  return refresh ? new URL(refresh.replaceAll('&amp;', '&'), url) : undefined;
}
