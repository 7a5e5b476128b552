/**
 * How texts are written, and that a refusal says why and what to do. The server starts with a text that could be
 * better; `npm run catalogue:check` does not let it pass.
 */
import type { Definition } from '../../catalogue/definition.ts';
import { inline } from '../../catalogue/markup.ts';
import type { Inconsistency, Path, Report } from './report.ts';

export function wordingProblems(definition: Definition): Inconsistency[] {
  const found: Inconsistency[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  visit(definition, [], report);
  for (const [id, { answer, law, instead }] of Object.entries(definition.eligibility.verdicts)) {
    if (answer !== 'no') continue;
    const path = ['eligibility', 'verdicts', id];
    if (!law) report(path, 'law: the reason in law, as { label, url }');
    if (!instead) report(path, 'instead: what to do instead, as { label, url } or { label, api }');
  }
  return found;
}

function visit(value: unknown, path: Path, report: Report): void {
  if (typeof value !== 'object' || value === null) return;
  if ('fr' in value && 'en' in value) {
    for (const language of ['fr', 'en'] as const)
      checkText(String(value[language]), [...path, language], report);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    visit(item, [...path, Array.isArray(value) ? Number(key) : key], report);
  }
}

function checkText(text: string, path: Path, report: Report): void {
  if (text === '') report(path, 'a text that is not empty');
  if (text.trim() !== text) report(path, 'a text without spaces or line breaks around it');
  if (/\w'\w/.test(text)) report(path, 'a typographic apostrophe « ’ » where there is a straight one');
  const plain = inline(text).filter((part) => typeof part === 'string');
  if (/\]\(/.test(plain.join(''))) report(path, 'links written [words](https://…)');
}
