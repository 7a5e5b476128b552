/** A web-test-runner reporter that writes how the element tests ended, over all browsers. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner';

interface Outcome {
  name: string;
  passed: boolean;
  message: string;
}

/** @param file where the report goes, as JSON `{ passed, failed, failures }`, the last by name and message. */
export function endingReporter(file: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const outcomes = sessions.flatMap(outcomesOf);
      const failures = outcomes.filter(({ passed }) => !passed);
      const passed = outcomes.length - failures.length;
      writeFileSync(file, JSON.stringify({ passed, failed: failures.length, failures }));
    },
  };
}

function outcomesOf(session: TestSession): Outcome[] {
  const where = `${relative(process.cwd(), session.testFile ?? '')}, ${session.browser.name}`;
  const outcomes = session.testResults ? suite(session.testResults, where) : [];
  if (session.passed || outcomes.some(({ passed }) => !passed)) return outcomes;
  // A file that did not load has no test to count, and yet it failed.
  const message = session.errors[0]?.message ?? 'did not load';
  return [...outcomes, { name: where, passed: false, message }];
}

function suite({ tests, suites }: TestSuiteResult, path: string): Outcome[] {
  const own = tests
    .filter(({ skipped }) => !skipped)
    .map(({ name, passed, error }) => ({
      name: `${path} › ${name}`,
      passed,
      message: error?.message ?? '',
    }));
  return [...own, ...suites.flatMap((inner) => suite(inner, `${path} › ${inner.name}`))];
}
