/** What the tests of `<datapass-requests>` share: requests to list, and the list as a person reads it. */
import '../../../widget/requests/define.ts';
import type { DatapassRequests } from '../../../widget/requests/list.ts';
import type { RequestSummary } from '../../../widget/shared/api-types.ts';
import { ccas, commune } from '../form/backend.ts';

export const summary = (more: Partial<RequestSummary>): RequestSummary => ({
  id: 'r1',
  number: 'D1042',
  api: 'impot-particulier',
  api_title: 'API Impôt particulier',
  stage: 'sandbox',
  stage_label: 'Bac à sable',
  state: 'draft',
  title: 'Cantine',
  organisation: commune,
  applicant_name: 'Camille Exemple',
  mine: true,
  relation: 'mine',
  mentions: [],
  next_action: { who: 'you', text: 'Compléter et soumettre la demande' },
  state_label: 'Brouillon',
  tone: 'info',
  changed: 'modifiée le 16 novembre 2026',
  dates: [],
  ends_soon: '',
  updated_at: '2026-11-16T16:40:00Z',
  submitted_at: null,
  ...more,
});

export const colleague = summary({
  id: 'r2',
  number: 'D1043',
  title: 'Crèche',
  mine: false,
  relation: 'organisation',
  applicant_name: 'Dominique Modèle',
  state: 'submitted',
  state_label: 'En cours d’instruction',
  next_action: { who: 'provider', text: 'Attendre la réponse, au plus tard le 20 janvier 2027' },
  dates: ['envoyée le 20 novembre 2026'],
});
export const naming = summary({
  id: 'r3',
  number: 'D1044',
  title: '',
  mine: false,
  relation: 'named',
  organisation: ccas,
  applicant_name: 'Claude Double',
  state: 'submitted',
  next_action: { who: 'provider', text: 'Attendre la réponse' },
  mentions: [
    {
      field: 'delegue_protection_donnees',
      label: 'Délégué à la protection des données',
      given_name: 'Camille',
      family_name: 'Exemple',
      email: 'camille.exemple@commune.example',
      phone: '',
      job_title: 'Agente',
    },
  ],
});
export const granted = summary({
  id: 'r4',
  number: 'D1045',
  title: 'Stationnement',
  state: 'validated',
  state_label: 'Validée',
  tone: 'ok',
  next_action: { who: 'you', text: 'Récupérer mon accès', url: '/acces/H1042' },
  dates: ['envoyée le 2 mars 2024', 'habilitation H1042, valable jusqu’au 24 décembre 2026'],
  ends_soon: 'se termine dans 34 jours',
});

export const plain = (text: string | null | undefined): string =>
  (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();

let placed: DatapassRequests;
/** The list on the page. */
export const element = (): DatapassRequests => placed;
export const root = () => placed.shadowRoot as ShadowRoot;
export const text = () => plain(root().textContent);
export const rows = () => [...root().querySelectorAll('[part=row]')].map((row) => plain(row.textContent));
export const actions = () =>
  [...root().querySelectorAll<HTMLElement>('button, a.button')].filter(
    (one) => !/déconnecter/.test(one.textContent ?? ''),
  );
export const action = (name: string) => actions().find((one) => plain(one.textContent) === name);
export const select = (label: string) =>
  [...root().querySelectorAll('label')].find((one) => plain(one.textContent).startsWith(label))
    ?.control as HTMLSelectElement;

/** Puts one on the page; it goes when the test ends. */
export function place(properties: Partial<DatapassRequests> = {}, fallback = ''): DatapassRequests {
  placed = document.createElement('datapass-requests');
  Object.assign(placed, properties);
  placed.innerHTML = fallback;
  document.body.append(placed);
  return placed;
}

afterEach(() => placed.remove());
