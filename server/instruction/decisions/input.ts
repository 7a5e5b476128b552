/** What an instructor typed into the page of a decision. Whatever is missing or of another kind is empty. */
import { typed } from '../../pages/form.ts';
import { type DecisionInput, readDecision } from '../decision.ts';

export interface DecisionForm extends DecisionInput {
  /** Data granted; undefined: the page did not ask. */
  scopes: string[] | undefined;
  /** Quota granted; empty: as asked, or not asked for. */
  quota: string;
  /** What the holder has to keep to. */
  conditions: string;
  /** A revocation that does not wait for the holder. */
  urgent: boolean;
  /** YYYY-MM-DD: until when the holder may answer. */
  due: string;
  /** Other requests of the file that it is for as well: id and version, as they were shown. */
  also: { id: string; version: number }[];
  /** Templates and grounds whose words were taken, to be counted once the decision is made. */
  used: string[];
  /** The words to put in: a template, or a ground; undefined: none was asked for. */
  insert: string | undefined;
  /** Show the mail, and decide nothing yet. */
  preview: boolean;
}

export function readForm(form: Record<string, unknown>): DecisionForm {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const list = (value: unknown) => (Array.isArray(value) ? value : [value]).map(text).filter(Boolean);
  return {
    ...readDecision(form),
    scopes: form.granting === undefined ? undefined : list(form.scopes),
    quota: text(form.quota),
    conditions: typed(form.conditions),
    urgent: text(form.urgent) !== '',
    due: text(form.due),
    also: list(form.also).flatMap(readMember),
    used: [...new Set(list(form.used))].slice(0, mostUsed),
    // The button of a ground names it; the one beside the list leaves it to the list.
    insert: form.insert === undefined ? undefined : text(form.insert) || text(form.template),
    preview: form.preview !== undefined,
  };
}

/** Nobody takes more templates than that for one answer. */
const mostUsed = 20;

function readMember(value: string): DecisionForm['also'] {
  const [id, version] = value.split('@');
  return id && version && /^\d{1,9}$/.test(version) ? [{ id, version: Number(version) }] : [];
}
