/** Accessibility of what is on the page: every WCAG A and AA rule of axe, and its best practices. */
// The module has no ES export: it leaves `axe` on the window.
import 'axe-core/axe.js';
import type { AxeResults, RunOptions } from 'axe-core';

declare const axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };

/** What axe finds, one line for each; empty is good. */
export async function violations(element: Element): Promise<string[]> {
  const results = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A fragment under test is no page: the page's own landmarks are not its matter.
    rules: { region: { enabled: false } },
  });
  return results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.target.join(' ')).join('; ')}`,
  );
}
