import { html, type TemplateResult } from 'lit';
import type { Autosave } from '../drafts/autosave.ts';
import type { Session } from '../login/session-types.ts';
import type { Language } from '../shared/language.ts';
import type { FormMessages } from './messages/index.ts';

/** Where the draft stands, in words: « Enregistré à 14 h 02 ». */
export function stateText(autosave: Autosave, words: FormMessages, language: Language): string {
  const { state, savedAt, keeps } = autosave;
  if (state === 'saved' && savedAt) {
    return words.state.saved(savedAt.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' }));
  }
  if (state === 'kept' && !keeps) return words.state.unkept;
  return state === 'saved' ? '' : words.state[state];
}

interface StatusView {
  autosave: Autosave;
  session: Session;
  words: FormMessages;
  language: Language;
  /** What has just been said to screen readers only. */
  said: string;
  /** « Effacer » has been asked for and waits for a yes. */
  erasing: boolean;
  signIn(): void;
  askErase(asked: boolean): void;
  erase(): void;
}

/** The one live region of the form; it is there, empty, before anything is said. */
export const status = ({ autosave, words, language, said }: StatusView): TemplateResult =>
  html`<div role="status" class="hint ${autosave.state}">${stateText(autosave, words, language)}<span class="sr"> ${said}</span></div>`;

/** What can be done about it. */
export function remedies(view: StatusView): TemplateResult | '' {
  const { autosave, session, words, erasing, signIn, askErase, erase } = view;
  const { state, refusal } = autosave;
  if (erasing) {
    return html`<div class="callout warn"><p>${words.eraseSure}</p><div class="row">
      <button type="button" @click=${erase}>${words.eraseYes}</button>
      <button type="button" class="plain" @click=${() => askErase(false)}>${words.cancel}</button></div></div>`;
  }
  if (state === 'refused') return html`<div class="callout no"><p>${refusal}</p></div>`;
  if ((state !== 'kept' && state !== 'lost') || session.state === 'signing-in') return '';
  return html`<div class="row remedies"><button type="button" class="link" @click=${signIn}>${
    state === 'lost' ? words.signInAgain : words.signIn
  }</button><button type="button" class="link" @click=${() => askErase(true)}>${words.erase}</button></div>`;
}
