/** Who has confirmed what of a request, and whether it still says so. */
import { html } from 'lit';
import type { ConfirmationView } from '../../server/http/api-people.ts';
import type { Language } from '../shared/language.ts';
import { badge } from '../shared/parts.ts';
import { handoverWords } from './words.ts';

export const confirmations = (list: ConfirmationView[], language: Language): unknown => {
  const t = handoverWords[language];
  return list.map(
    ({ label, text, current }) =>
      html`<p><b>${label}</b>${current ? badge('ok', t.confirmed) : badge('warn', t.changed)}<br>${text}</p>`,
  );
};
