/**
 * The elements in JSX: `import 'datapass/widget/types/jsx.d.ts'` in a project that uses React 19 or Preact. Frameworks
 * without JSX read `HTMLElementTagNameMap`, which the elements' own files extend.
 */
import type { DatapassEvents } from '../shared/events.ts';

type Handlers = { [Name in keyof DatapassEvents as `ondatapass-${Name}`]?: (event: never) => void };

interface Common {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  lang?: string;
  children?: unknown;
  ref?: unknown;
  key?: string | number | null;
  base?: string;
}

interface RequestAttributes extends Common, Handlers {
  api: string;
  /** Id of a request to open, once its applicant is signed in. */
  request?: string;
  'use-case'?: string;
  /** JSON: answers to begin a new request with, by field. */
  prefill?: string;
  'heading-level'?: string | number;
  'return-to'?: string;
}

interface RequestsAttributes extends Common, Handlers {
  /** Only those of this API, or of these, with spaces between them. */
  api?: string;
  /** Only those in this state, to begin with. */
  state?: string;
  'heading-level'?: string | number;
  'return-to'?: string;
}

interface BadgeAttributes extends Common {
  api: string;
  theme?: 'light' | 'dark';
}

interface StatsAttributes extends Common, Pick<Handlers, 'ondatapass-ready' | 'ondatapass-error'> {
  api?: string;
  provider?: string;
  'use-case'?: string;
  /** `3` or `12` months, `all`, or a year. */
  period?: string;
  'heading-level'?: string | number;
}

interface Elements {
  'datapass-request': RequestAttributes;
  'datapass-requests': RequestsAttributes;
  'datapass-badge': BadgeAttributes;
  'datapass-stats': StatsAttributes;
}

declare global {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}

// @ts-expect-error React is the page's own dependency, or is not there.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
