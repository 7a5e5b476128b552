/** How a definition's inconsistencies are told, and the two checks of names that they share. */
export type Path = (string | number)[];
export interface Inconsistency {
  path: Path;
  /** What is expected there. */
  message: string;
}
export type Report = (path: Path, message: string) => void;

/** @param list things with an id */
export function distinct(list: { id: string }[], path: Path, report: Report): void {
  for (const [index, { id }] of list.entries()) {
    if (list.findIndex((other) => other.id === id) < index) {
      report([...path, index, 'id'], `another name: ${id} is taken`);
    }
  }
}

/** Reports a name that is not among those that exist, with the few that begin most like it. */
export function known(id: string, names: Iterable<string>, what: string, path: Path, report: Report): void {
  const all = [...names];
  if (all.includes(id)) return;
  const alike = (name: string) => [...name].findIndex((letter, i) => letter !== id[i]) >>> 0;
  const near = all.toSorted((one, other) => alike(other) - alike(one)).slice(0, 6);
  report(
    path,
    `the id of ${what}: ${id} does not exist. There are: ${near.join(', ')}${all.length > 6 ? '…' : ''}`,
  );
}

export function ids(list: { id: string }[]): string[] {
  return list.map(({ id }) => id);
}
