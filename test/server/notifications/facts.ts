/** What the mails of a request say, for tests of their texts. */
import type { LifeFacts } from '../../../server/notifications/facts.ts';

export const at = new Date('2026-11-20T10:00:00Z');
export const due = new Date('2026-12-05T22:59:59Z');
export const reason = 'Les journaux d’accès n’ont pas été fournis.';
const base = 'https://datapass.example';

export const facts: LifeFacts = {
  number: 'D1042',
  api: 'API Exemple',
  stage: 'Production',
  organisation: 'Commune d’Exempleville',
  provider: { name: 'Direction', acronym: 'DEX', support: 'support@exemple.example', address: '1 place' },
  at,
  answerBy: due,
  reason,
  fields: ['Description du projet'],
  habilitation: { number: 'H1007', expiresAt: new Date('2029-11-20T10:00:00Z') },
  reopening: null,
  stays: false,
  byRule: false,
  granted: { withheld: [], quota: '', conditions: '' },
  next: undefined,
  links: {
    request: `${base}/demande/api-exemple?demande=1`,
    requests: `${base}/mes-demandes`,
    instruction: `${base}/instruction/D1042`,
    messages: `${base}/instruction/D1042/messages`,
    access: `${base}/acces/H1007`,
    notice: `${base}/information/H1007`,
  },
  by: 'Éden Fictif',
  applicant: 'Dominique Petit',
  step: 'Les personnes impliquées',
  due,
  about: 'D1043',
  event: 'Habilitation suspendue',
  urgent: false,
  messages: [{ at, text: 'Où en est la délibération ?' }],
  opening: { siret: '21990001600011', scopes: ['Revenu (rfr)'], quota: '200', replaces: 'H1001' },
  reminder: { sort: 'end', left: 30, until: due, asked: '' },
};
