/** The globals of the element tests (Mocha, by @web/test-runner); all other tests import theirs from vitest. */
type MochaBody = (this: unknown) => void | Promise<void>;
declare function describe(what: string, body: () => void): void;
declare function it(behaviour: string, body: MochaBody): { timeout(milliseconds: number): unknown };
declare function before(body: MochaBody): void;
declare function beforeEach(body: MochaBody): void;
declare function after(body: MochaBody): void;
declare function afterEach(body: MochaBody): void;
