/** What a full-page sign-in brought back to this page load, until the session reads it. */
export interface Arrival {
  /** Where the person was. */
  step: string;
  /** Why it failed: an OAuth error code. */
  failure?: string;
}

let arrival: Arrival | undefined;

export function arrive(brought: Arrival): void {
  arrival = brought;
}

/** Once: a second element on the page starts like on any other load. */
export function takeArrival(): Arrival | undefined {
  const brought = arrival;
  arrival = undefined;
  return brought;
}
