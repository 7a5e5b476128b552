/** One YAML file of the catalogue, read so that what is wrong in it can be told by line. */
import * as v from 'valibot';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { expectation } from './expectation.ts';
import type { Fault } from './fault.ts';
import type { Inconsistency, Path } from './report.ts';

/** A file that YAML can read. */
export interface Source {
  /** Its path, as it is shown. */
  file: string;
  content: unknown;
  /** A problem, with its line. */
  told(problem: Inconsistency): Fault;
}

/** A file as it is kept. */
export interface TextFile {
  file: string;
  /** Without folder nor ending: what other files call it. */
  name: string;
  text: string;
}

/** @returns the file, or why it cannot be read */
export function source({ file, text }: TextFile): Source | { faults: Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // Those after the first are mostly what it makes of the rest of the file.
  const [error] = document.errors;
  if (error) {
    const expected = `YAML that can be read. ${error.message}`;
    return { faults: [{ file, line: lines.linePos(error.pos[0]).line, path: '', expected, shows: [] }] };
  }
  return {
    file,
    content: document.toJS(),
    told: ({ path, message }) => ({
      file,
      line: lineOf(document, lines, path),
      path: written(path),
      expected: message,
      shows: [],
    }),
  };
}

/** @returns what the schema makes of it, or what it expected */
export function parsed<const Schema extends v.GenericSchema>(
  schema: Schema,
  content: unknown,
): { output: v.InferOutput<Schema> } | { problems: Inconsistency[] } {
  const result = v.safeParse(schema, content);
  if (result.success) return { output: result.output };
  return {
    problems: result.issues.map((issue) => ({
      path: (issue.path ?? []).map(({ key }) => key as string | number),
      message: expectation(issue),
    })),
  };
}

/** The line of what the path leads to, or of the nearest thing around it when it is missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function written(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return text.replace(/^\./, '') || 'the whole file';
}
