import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{catalogue,server,security,widget,examples}/**/*.test.ts'],
    // Element tests run in browsers (`web-test-runner.config.mjs`).
    exclude: ['test/widget/elements/**'],
    globalSetup: 'test/support/postgres.ts',
    setupFiles: 'test/support/node-response.ts',
    // Two workers, and each loads the server once: loading it for every file costs more than the tests. Files share what
    // modules hold, so that none may depend on it.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
