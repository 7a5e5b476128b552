/** That the controls of a definition, and the points of each, can be told apart, and that each has points to look at. */
import type { Definition } from '../../catalogue/definition.ts';
import { distinct, type Report } from './report.ts';

export function checkControls({ controls }: Definition, report: Report): void {
  distinct(controls, ['controls'], report);
  for (const [c, { checklist }] of controls.entries()) {
    const path = ['controls', c, 'checklist'];
    if (checklist.length === 0) report(path, 'at least one point to look at');
    distinct(checklist, path, report);
  }
}
