import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{catalogue,server,security,widget,examples}/**/*.test.ts'],
    // Element tests run in browsers (`web-test-runner.config.mjs`).
    exclude: ['test/widget/elements/**'],
    globalSetup: 'test/support/postgres.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
