/** Journeys: real browsers, the whole application with its stand-ins, the host page on its own site. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    globalSetup: ['test/journeys/build.ts', 'test/support/postgres.ts'],
    setupFiles: 'test/support/node-response.ts',
    // Each file has its own server, database and browsers; two of them fill two cores. A worker loads the server once.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
