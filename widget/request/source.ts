/** Where the first question comes from: the page itself, or the backend. */
import type { EligibilityPart } from '../../catalogue/definition.ts';
import { returned } from '../login/fragment.ts';
import { createClient } from '../shared/client.ts';
import { languageOf } from '../shared/language.ts';

/** The backend that serves this script. */
export const ownBackend = new URL('../..', import.meta.url).href;

const inlineIn = (host: Element): Element | null =>
  host.querySelector(':scope>script[type="application/json"]');

/** A definition inside the element saves the first request: `<script type="application/json">`. */
export function inlinePart(host: Element, api: string | null): EligibilityPart | undefined {
  const text = inlineIn(host)?.textContent;
  // Not left to the parser: an error costs a millisecond, with its stack.
  if (!text) return undefined;
  try {
    const part = JSON.parse(text);
    if (part.id === api) return part;
  } catch {
    // Falls through to the backend's own.
  }
  return undefined;
}

/**
 * Asks for the first element's question before Lit and the element themselves run: they are made ready while the
 * answer travels, and find it on its way.
 */
function askEarly(): void {
  const host = document.querySelector('datapass-request:not(:defined)');
  const api = host?.getAttribute('api')?.split(' ')[0];
  if (!host || !api || inlineIn(host)) return;
  createClient(host.getAttribute('base') ?? ownBackend)
    .eligibility(api, languageOf(host))
    // The element asks again, and says so.
    .catch(() => {});
}

if (!returned) askEarly();
