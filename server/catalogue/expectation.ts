/** What the schema expected, in plain words: the loader writes « expected … » before it. */
import * as v from 'valibot';
import { entries } from '../../catalogue/definition.ts';

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  record: 'a map: names, each with its value',
  object: 'a map: names, each with its value',
};

export function expectation(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return 'no such key: check its spelling, or remove it';
    // valibot writes the name of a missing key between quotes, and « Object » when the whole is of another kind.
    if (issue.expected === 'Object') return 'a map: names, each with its value';
    return `a value: this key is missing${about(issue)}`;
  }
  if (issue.type === 'picklist' || issue.type === 'literal') {
    return issue.message.startsWith('Invalid')
      ? `one of ${issue.expected?.replace(/^\(|\)$/g, '').replaceAll(' | ', ', ')}`
      : issue.message;
  }
  if (issue.type === 'non_empty') return 'a text that is not empty';
  if (!issue.message.startsWith('Invalid')) return issue.message;
  return kinds[issue.type] ?? issue.expected ?? 'something else';
}

/** What the schema says of a key of a definition. */
function about({ path }: v.BaseIssue<unknown>): string {
  const key = path?.length === 1 ? String(path[0]?.key) : '';
  const text = Object.hasOwn(entries, key) && v.getDescription(entries[key as keyof typeof entries]);
  return text ? `. ${text}` : '';
}
