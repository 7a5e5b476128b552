/** A web-test-runner reporter that writes how many element tests passed and failed, over all browsers. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner';

/** @param file where the counts go, as JSON `{ passed, failed }`. */
export function countingReporter(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0;
      let failed = 0;
      for (const session of sessions) {
        const count = countSuite(session.testResults);
        passed += count.passed;
        failed += count.failed;
        // A file that did not load has no test to count, and yet it failed.
        if (!session.passed && count.failed === 0) failed += 1;
      }
      writeFileSync(file, JSON.stringify({ passed, failed }));
    },
  };
}

function countSuite(suite: TestSuiteResult | undefined): { passed: number; failed: number } {
  if (!suite) return { passed: 0, failed: 0 };
  const inner = suite.suites.map(countSuite);
  const own = suite.tests.filter((test) => !test.skipped);
  return {
    passed: own.filter((test) => test.passed).length + inner.reduce((sum, count) => sum + count.passed, 0),
    failed: own.filter((test) => !test.passed).length + inner.reduce((sum, count) => sum + count.failed, 0),
  };
}
