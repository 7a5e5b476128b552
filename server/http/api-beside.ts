/** The JSON of what is read beside a form: habilitations held, questionnaires lent, deliberations, usual data, checks. */
import type { CheckResult, Facts } from '../../catalogue/checks.ts';

/** One of `GET /habilitations/mine?api=`: in force, of an organisation that the caller acts for. */
export interface HabilitationInForce {
  /** « H1042 ». */
  number: string;
  api: string;
  api_title: string;
  stage: string;
  /** Of the request. */
  title: string;
  siret: string;
  valid_until: string;
  /** The same in words. */
  until: string;
  /** « se termine dans 34 jours », within three months of it; else empty. */
  ends_soon: string;
  /** Where it comes from. */
  request_id: string;
}

/** `GET /requests/:id/lent/:field`: the questionnaires that a publisher has answered for all its clients. */
export interface LentView {
  /** As the request names it. */
  publisher: string;
  /** Whether it is among the publishers of the catalogue, with its SIRET. */
  known: boolean;
  lent: {
    /** « H1042 »: of its habilitation. */
    number: string;
    /** YYYY-MM-DD. */
    signed: string;
    until: string;
    /** The same in words. */
    text: string;
  }[];
}

/** `GET /requests/:id/documents/:documentId/reading`: what the text of a deliberation was found to hold. */
export interface ReadingView {
  /** `pending`: ask again in a second. */
  status: 'pending' | 'read' | 'no_text' | 'failed';
  /** False: nothing could be looked for; the items are to be ticked. */
  readable: boolean;
  /** What came out, and what to do. */
  text: string;
  /** Pages of the document, and how many were read. */
  pages: number;
  pages_read: number;
  items: ReadingItem[];
}

/** One point of the checklist. */
export interface ReadingItem {
  id: string;
  label: string;
  /** How to write it. */
  hint?: string;
  found: boolean;
  /** From 1. */
  page?: number;
  /** The applicant says that it is there. */
  ticked: boolean;
  /** « page 2 », or what was not found. */
  text: string;
  parts: { label: string; found: boolean; page?: number }[];
}

/** `GET /catalogue/:api/usual?use_case=`: the data that a use case usually needs. */
export interface UsualView {
  /** As the catalogue says, or as past validations asked for. */
  source: 'catalogue' | 'validations';
  /** How many organisations have had a request validated; with `validations` alone. */
  organisations?: number;
  /** `count`: how many of them asked for it. */
  scopes: { id: string; label: string; count?: number }[];
}

/** `GET /requests/:id/checks`: « Ce que l’instructeur vérifiera », over what is saved. */
export interface ChecksView {
  checks: CheckResult[];
  /** What the browser needs to run them again over what is typed (`catalogue/checks.ts`). */
  facts: Facts;
  /** Where something says what is usual. */
  usual: UsualView | null;
}
