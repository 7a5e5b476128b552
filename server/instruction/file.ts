/** What the instruction pages show of one request. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import type { ClockShown } from '../clock/shown.ts';
import type { DocumentAccess } from '../documents/accesses.ts';
import type { RequestShown } from '../examination/shown.ts';
import type { DocumentView } from '../http/api.ts';
import type { ChecksView, ReadingView } from '../http/api-beside.ts';
import type { ConfirmationView, MessageView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import type { SentMail } from '../notifications/log.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import type { Reopening } from '../requests/life/event-words.ts';
import type { EventName, RequestRow } from '../requests/life/events.ts';
import type { Neighbours } from '../requests/start/stages.ts';
import type { Applicant } from '../requests/store/load.ts';
import type { Reads } from '../requests/view/confidential.ts';
import type { Lent } from '../requests/view/lent.ts';
import type { DecisionsShown } from './decisions/links.ts';
import type { OtherRequest } from './together-view.ts';
import type { Held } from './update-view.ts';

export interface HistoryLine {
  name: EventName;
  /** What was being asked for again. */
  during: Reopening;
  at: Date;
  /** Who, in words for this reader. */
  by: string;
  /** The words of a decision; empty when there are none. */
  reason: string;
  /** The other request of the file that tells of it: « D1043 ». */
  about?: string | undefined;
}

export interface InstructionFile {
  request: RequestRow;
  organisation: OrganisationRow;
  applicant: Applicant;
  /** How far the link between applicant and organisation is trusted. */
  trust: 'verified' | 'declared' | 'lapsed' | undefined;
  documents: DocumentView[];
  /** Of a request that is open again: what it has been granted. */
  held?: Held | undefined;
  /** The requests before and after it in its file. */
  neighbours: Neighbours;
  /** Newest first. */
  history: HistoryLine[];
}

/** What every template of a request needs. */
export interface View {
  file: InstructionFile;
  definition: ApiDefinition;
  /** What this reader reads of it. */
  reads: Reads;
  /** Who develops, and with which publisher, in the words of the questions. */
  path: { label: string; answer: string }[];
  language: Language;
  /** Address of the page, for links that keep the language. */
  address: string;
  /** What was found in documents whose text is read, by document; on the page of the request alone. */
  readings?: ReadonlyMap<string, ReadingView>;
  /** The other requests of its file; on the same page. */
  others?: readonly OtherRequest[];
  /** Who opened which document, newest first; on the same page. */
  accesses?: readonly DocumentAccess[];
  /** Questionnaires of publishers that answers name, by field; on the same page. */
  lent?: ReadonlyMap<string, LentShown>;
  /** The checks of the API, over what was last submitted; on the same page. */
  readiness?: ChecksView;
  /** How long it has waited, and what a rule would have said of it; on the same page. */
  clock?: ClockShown | undefined;
  /** Who has confirmed which step, and whether what was last submitted still says so; on the same page. */
  confirmations?: readonly ConfirmationView[];
  /** Between the provider and who applied; on the same page. */
  thread?: { messages: MessageView[]; mayWrite: boolean } | undefined;
  /** What may be decided, and what stands of the habilitation; on the same page. */
  decisions?: DecisionsShown;
  /** The mails sent about it, newest first; on the same page, and not for its applicant. */
  mails?: readonly SentMail[] | undefined;
  /** Controls, opinions, notes, who sees to it; on the same page, and not for its applicant. */
  examination?: RequestShown | undefined;
}

/** A publisher's questionnaire, as far as this reader may see it. */
export interface LentShown extends Omit<Lent, 'answers'> {
  /** Question and answer; undefined for who may not read them. */
  answers: { label: string; text: string }[] | undefined;
}

/** `D1042` */
export function numberOf(request: { number: number }): string {
  return `D${request.number}`;
}

/** What was last submitted: what the applicant has typed since is not the instructor's to see. */
export function contextOf(request: RequestRow): AnswerContext {
  return {
    answers: request.submittedAnswers ?? {},
    eligibility: request.eligibility,
    use_case: request.useCase,
  };
}

/** Whether a document is part of the last submissions: one attached since is not the instructor's to open yet. */
export function wasSubmitted(request: RequestRow, documentId: string): boolean {
  return [request.submittedAnswers, request.previousAnswers]
    .flatMap((answers) => Object.values(answers ?? {}))
    .some(
      (answer) =>
        Array.isArray(answer) && answer.some((item) => typeof item === 'object' && item.id === documentId),
    );
}

/** « 219 900 016 00011 »: SIREN in threes, then the establishment, as registers print it. */
export function spacedSiret(siret: string): string {
  return siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1 $2 $3 $4');
}
