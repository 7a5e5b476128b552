/**
 * A person's hand in Chromium: real clicks and keys, one at a time, each with the pause that a person makes; and how long
 * the browser took to draw what each did, by its own event timing (Interaction to Next Paint, web.dev/articles/inp).
 */
import type { ElementHandle, Page } from 'puppeteer-core';
import { find, type Query } from '../journeys/pages/find.ts';

export interface Interaction {
  /** What was done. */
  what: string;
  /** Milliseconds from the hand's move until it is drawn; less than 16 is 0. */
  took: number;
}

/** Keys typed one by one; the rest of a longer text comes at once. */
const keysTyped = 5;

export class Hand {
  readonly page: Page;
  #acts = 0;

  /** Before the page is opened. */
  static async on(page: Page): Promise<Hand> {
    await page.evaluateOnNewDocument(listen);
    return new Hand(page);
  }

  constructor(page: Page) {
    this.page = page;
  }

  async press(query: Query): Promise<void> {
    await this.click(await find(this.page, query), query.name ?? query.role);
  }

  async click(element: ElementHandle<Element>, what: string): Promise<void> {
    await element.click();
    await this.#done(`click: ${what}`);
  }

  /** Replaces what a text field holds: some letters key by key, then the text. */
  async type(element: ElementHandle<Element>, text: string, what: string): Promise<void> {
    await this.click(element, what);
    await element.evaluate((field) => (field as HTMLInputElement).select());
    // puppeteer's keyboard is an American one.
    const letters = text.normalize('NFD').replace(/[^\w ]/g, '');
    for (const letter of letters.slice(0, keysTyped)) await this.key(letter, what);
    await this.put(element, text);
  }

  /** The same at once, as the browser's own autofill does. */
  async put(element: ElementHandle<Element>, text: string): Promise<void> {
    await element.evaluate((field, whole) => {
      (field as HTMLInputElement).value = whole;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await this.page.evaluate(rested, '');
  }

  async key(key: string, what: string): Promise<void> {
    await this.page.keyboard.press(key as never);
    await this.#done(`key: ${what}`);
  }

  async #done(what: string): Promise<void> {
    this.#acts++;
    await this.page.evaluate(rested, what);
  }

  /** The longest interaction, one in fifty set aside: that is a page's INP. */
  async longest(): Promise<Interaction & { of: number }> {
    const all = await this.page.evaluate(heard);
    const sorted = all.toSorted((one, other) => other.took - one.took);
    const worst = sorted[Math.floor(this.#acts / 50)] ?? { what: 'every one under 16 ms', took: 0 };
    return { ...worst, of: this.#acts };
  }
}

interface Heard {
  entries: { id: number; at: number; took: number }[];
  /** What was done until when. */
  acts: { what: string; until: number }[];
}

/** Runs in the page before anything else. */
function listen(): void {
  const heard: Heard = Object.assign(globalThis as unknown as Heard, { entries: [], acts: [] });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId, startTime, duration } = entry as PerformanceEntry & { interactionId: number };
      if (interactionId) heard.entries.push({ id: interactionId, at: startTime, took: duration });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** Runs in the page: two frames later, with nothing left to do, this is what was done. */
async function rested(what: string): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1_000 }));
  if (what) (globalThis as unknown as Heard).acts.push({ what, until: performance.now() });
}

/** Runs in the page: each interaction with the longest of its events. */
async function heard(): Promise<Interaction[]> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { entries, acts } = globalThis as unknown as Heard;
  const longest = new Map<number, { what: string; took: number }>();
  for (const { id, at, took } of entries) {
    const what = acts.find(({ until }) => until >= at)?.what ?? 'the last one';
    if (took > (longest.get(id)?.took ?? 0)) longest.set(id, { what, took });
  }
  return [...longest.values()];
}
