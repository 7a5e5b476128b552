/**
 * Where the person is with one API, kept in this browser for seven days: the answers of the decision tree (no personal
 * data), the boxes ticked, the phase. What is typed into the form is kept by `widget/drafts`.
 */
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import { browserDays } from '../../catalogue/kept.ts';
import type { FromPath } from '../path/fill.ts';

export type Phase = 'eligibility' | 'path' | 'preparations' | 'form' | 'follow-up' | 'list';

export interface Memory {
  answers: EligibilityAnswers;
  /** Preparations ticked, by their place in the list. */
  ticked: number[];
  phase: Phase;
  /** What the path has chosen: the stage to ask for, and answers of the form. */
  stage?: string | undefined;
  fromPath?: FromPath;
  /** Questions that the publisher has been asked. */
  asked?: string[];
  /** The request that was open. */
  request?: string | undefined;
  /** The step of the form last shown. */
  step?: string | undefined;
  /** Of a file: its APIs, those that the page named, which has the answers in common, and which was shown. */
  apis?: string[] | undefined;
  named?: string;
  lead?: string | undefined;
  shown?: string | undefined;
}

/** Milliseconds. */
const KEPT = browserDays * 24 * 3600 * 1000;
const key = (api: string): string => `datapass:${api}`;

/** A fresh start where nothing is kept, where it is too old, or where the browser refuses storage. */
export function recall(api: string): Memory {
  const memory: Memory = { answers: {}, ticked: [], phase: 'eligibility' };
  try {
    const kept = JSON.parse(localStorage.getItem(key(api)) ?? '{}');
    return kept.at > Date.now() - KEPT ? { ...memory, ...kept } : memory;
  } catch {
    return memory;
  }
}

/** Kept at once; a browser that refuses storage loses it with the page. */
export function remember(api: string, memory: Memory): void {
  try {
    localStorage.setItem(key(api), JSON.stringify({ ...memory, at: Date.now() }));
  } catch {}
}
