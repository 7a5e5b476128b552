import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
// Without an ES module of its own: it puts itself on the window.
import 'axe-core/axe.js';

declare const axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };

/** What axe finds on one element, WCAG 2.2 AA and good practice; readable in a failed assertion. */
export async function faults(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    // The test page is bare: its outline and landmarks are not ours.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
