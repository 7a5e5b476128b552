/** What is wrong with a file of the catalogue, told to the person who writes it. */
export interface Fault {
  /** Its path from where the command runs. */
  file: string;
  /** Absent when the fault is of no line: a file that is missing. */
  line?: number;
  /** What stands there, from the top of the file: `steps[0].title`. Empty for YAML that cannot be read. */
  path: string;
  /** What to write there. */
  expected: string;
  /** Files of the APIs in which it shows, when it stands in a file that they share. */
  shows: string[];
}

/** In one line. */
export function faultText({ file, line, path, expected, shows }: Fault): string {
  const place = [file, line !== undefined && `line ${line}`, path].filter(Boolean).join(', ');
  return `${place}: expected ${expected}${shows.length > 0 ? ` (for ${shows.join(', ')})` : ''}`;
}

/** A fault of a file that several APIs share is told once. */
export function merged(faults: Fault[]): Fault[] {
  const kept = new Map<string, Fault>();
  for (const fault of faults) {
    const key = faultText({ ...fault, shows: [] });
    const before = kept.get(key);
    kept.set(key, before ? { ...before, shows: [...new Set([...before.shows, ...fault.shows])] } : fault);
  }
  return [...kept.values()];
}
