import { describe } from 'vitest';
import { installed } from './browser.ts';
import { loginMatrix } from './login-matrix.ts';

describe.runIf(installed.includes('chromium'))('in chromium', () => loginMatrix('chromium'));
