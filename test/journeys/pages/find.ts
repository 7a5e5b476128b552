/**
 * Finds what a person would point at: a thing of a kind, by the words on it, wherever it is drawn, shadow roots
 * included. By evaluated functions and not by puppeteer's selectors: those need `eval`, which a strict page forbids,
 * and they do not reach through shadow roots in Firefox.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';

export type Role =
  | 'button'
  | 'link'
  | 'textbox'
  | 'radio'
  | 'checkbox'
  | 'combobox'
  | 'file'
  | 'heading'
  | 'group'
  | 'status'
  | 'disclosure'
  | 'text';

export interface Query {
  role: Role;
  /** Words of the accessible name. Spaces and apostrophes of any kind are alike. */
  name?: string;
  /** The name is these words and no others. */
  exact?: boolean;
  /** Words of the group (legend, or label of the group) that it stands in. */
  group?: string;
  /** CSS selector of the element whose tree is searched, on the page itself. */
  inside?: string;
}

/** How long a person would wait; the first visit compiles and loads everything on two busy cores. */
export const patience = 20_000;

/** Waits until it is there and can be seen. @throws with what can be seen instead */
export async function find(
  page: Page,
  query: Query,
  timeout = patience,
): Promise<ElementHandle<HTMLElement>> {
  await face(page);
  const deadline = Date.now() + timeout;
  for (;;) {
    const found = await look(page, query);
    if (found) return found;
    if (Date.now() > deadline)
      throw new Error(
        `Not on the page after ${timeout / 1000} s: ${describe(query)}\n${await outline(page)}`,
      );
    await delay(50);
  }
}

/**
 * Brings a page that is behind another one to the front: that is where somebody looks. Behind, browsers draw nothing,
 * and the element does not ask for news.
 */
async function face(page: Page): Promise<void> {
  const hidden = await page.evaluate(() => document.hidden).catch(() => false);
  if (hidden) await page.bringToFront();
}

/** What is there now, without waiting. */
export async function look(page: Page, query: Query): Promise<ElementHandle<HTMLElement> | undefined> {
  try {
    const handle = await page.evaluateHandle(search, query);
    const element = handle.asElement() as ElementHandle<HTMLElement> | null;
    if (!element) await handle.dispose();
    return element ?? undefined;
  } catch (error) {
    // The page went elsewhere between two looks.
    if (isNavigation(error)) return undefined;
    throw error;
  }
}

/** Waits until it has gone. */
export async function gone(page: Page, query: Query, timeout = patience): Promise<void> {
  await until(`${describe(query)} is gone`, async () => !(await look(page, query)), timeout);
}

/** Waits for a condition, looking every 50 ms. @throws after the deadline, naming what was waited for */
export async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  timeout = patience,
): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`After ${timeout / 1000} s, still not so: ${what}`);
    await delay(50);
  }
}

/**
 * Waits until it has stood in one place for two frames: nobody presses what is moving, and what a page still draws above
 * it would put something else under the pointer. Half a second at most: what never rests is pressed all the same.
 */
async function stillness(element: ElementHandle<HTMLElement>): Promise<void> {
  await element.evaluate(
    (target) =>
      new Promise<void>((resolve) => {
        const end = setTimeout(resolve, 500);
        let last = '';
        const look = () => {
          const { x, y, width, height } = target.getBoundingClientRect();
          const place = `${x} ${y} ${width} ${height}`;
          if (place === last) {
            clearTimeout(end);
            return resolve();
          }
          last = place;
          requestAnimationFrame(look);
        };
        look();
      }),
  );
}

export async function click(page: Page, query: Query): Promise<void> {
  for (let left = 3; ; left--) {
    const element = await find(page, query);
    try {
      await stillness(element);
      return await element.click();
    } catch (error) {
      // Drawn anew between finding it and pressing: nothing was pressed yet, and a person would press what is there.
      if (left === 0 || !/not clickable|detached/.test(String(error))) throw error;
    } finally {
      await element.dispose();
    }
  }
}

/** Replaces what a text field holds, by typing. */
export async function fill(page: Page, query: Query, text: string): Promise<void> {
  const element = await find(page, query);
  await element.evaluate((field) => {
    field.focus();
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
  });
  await page.keyboard.press('Backspace');
  await element.type(text);
  await element.dispose();
}

/** Everything that can be read on the page, as text, shadow roots included. */
export async function wordsOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const parts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof HTMLElement && (!node.checkVisibility() || /^(SCRIPT|STYLE)$/.test(node.tagName)))
        return;
      if (node instanceof Text) parts.push(node.data);
      if (node instanceof HTMLSlotElement) node.assignedNodes({ flatten: true }).forEach(walk);
      else for (const child of (node as Element).shadowRoot?.childNodes ?? node.childNodes) walk(child);
    };
    if (document.body) walk(document.body);
    return parts
      .join(' ')
      .replace(/[\s\u00a0\u202f]+/g, ' ')
      .replaceAll('’', "'");
  });
}

/** Waits until these words can be read. */
export async function reads(page: Page, words: string, timeout = patience): Promise<void> {
  await face(page);
  const wanted = words.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('’', "'");
  const deadline = Date.now() + timeout;
  let seen = '';
  for (;;) {
    seen = await wordsOn(page).catch((error) => {
      if (isNavigation(error)) return '';
      throw error;
    });
    if (seen.includes(wanted)) return;
    if (Date.now() > deadline)
      throw new Error(`« ${words} » can't be read after ${timeout / 1000} s. The page says:\n${seen}`);
    await delay(50);
  }
}

/** What browsers and puppeteer say of an element or a page that was left while they were asked about it. */
export function isNavigation(error: unknown): boolean {
  return leaving.test(String(error));
}

const leaving = new RegExp(
  [
    'context was destroyed',
    'detached',
    'Cannot find context',
    'no such (frame|node|window|handle)',
    'DiscardedBrowsingContext',
    'navigat',
    '(Session|Target) closed',
    'same JavaScript world',
    'No node with given id',
    'not clickable or not an Element',
    'cross-origin object',
  ].join('|'),
  'i',
);

function describe({ role, name, group, exact }: Query): string {
  return `${role}${name ? ` « ${name} »${exact ? ' exactly' : ''}` : ''}${group ? ` in « ${group} »` : ''}`;
}

/** Runs in the page: the first visible element that the query names. */
function search(query: Query): HTMLElement | null {
  const plain = (text: string | null | undefined) =>
    (text ?? '')
      .replace(/[\s\u00a0\u202f]+/g, ' ')
      .replaceAll('’', "'")
      .trim();
  const selectors: Record<string, string> = {
    button: 'button, [role=button], input[type=submit]',
    link: 'a[href]',
    textbox:
      'textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=number], input[type=date], input[type=search]',
    radio: 'input[type=radio]',
    checkbox: 'input[type=checkbox]',
    combobox: 'select',
    file: 'input[type=file]',
    heading: 'h1, h2, h3, h4, h5, h6, [role=heading]',
    group: 'fieldset, [role=group]',
    status: '[role=status]',
    disclosure: 'summary',
    text: 'p, li, dd, span, strong, h1, h2, h3, h4',
  };
  const all: HTMLElement[] = [];
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selectors[query.role] ?? query.role)) all.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  const nameOf = (element: HTMLElement): string => {
    const root = element.getRootNode() as Document | ShadowRoot;
    const labelledBy = element.getAttribute('aria-labelledby');
    if (labelledBy)
      return plain(
        labelledBy
          .split(/\s+/)
          .map((id) => root.getElementById(id)?.textContent)
          .join(' '),
      );
    const label = element.getAttribute('aria-label');
    if (label) return plain(label);
    if (element instanceof HTMLFieldSetElement) return plain(element.querySelector('legend')?.textContent);
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
    if (labels && labels.length > 0) return plain([...labels].map((one) => one.textContent).join(' '));
    if (element instanceof HTMLInputElement) return plain(element.value || element.placeholder);
    return plain(element.textContent);
  };
  const groupsOf = (element: HTMLElement): string[] => {
    const names: string[] = [];
    for (let up = element.closest<HTMLElement>('fieldset, [role=group]'); up; ) {
      names.push(nameOf(up));
      up = up.parentElement?.closest<HTMLElement>('fieldset, [role=group]') ?? null;
    }
    return names;
  };
  const start = query.inside ? document.querySelector(query.inside) : document;
  if (!start) return null;
  walk(start);
  if (start instanceof HTMLElement && start.shadowRoot) walk(start.shadowRoot);
  const wanted = plain(query.name);
  const group = plain(query.group);
  return (
    all.find((element) => {
      if (!element.checkVisibility({ visibilityProperty: true }) && query.role !== 'file') return false;
      const name = nameOf(element);
      if (query.exact ? name !== wanted : !name.includes(wanted)) return false;
      return !group || groupsOf(element).some((candidate) => candidate.includes(group));
    }) ?? null
  );
}

/** What a person sees, in a few lines: for the message of a failed wait. */
async function outline(page: Page): Promise<string> {
  const seen = await wordsOn(page).catch((error) => String(error));
  return `${page.url()}\n${seen.slice(0, 3000)}`;
}
