/**
 * The columns of the export: those of the spreadsheet that the DGFiP keeps by hand beside DataPass (« Demandes_accès »),
 * under its own French headers whatever the reader's language, so that rows can be put into it. Pure.
 */
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { quotaField } from '../../habilitations/granted.ts';
import type { RequestState } from '../../requests/life/lifecycle.ts';
import type { Reads } from '../../requests/view/confidential.ts';
import type { ExportRow } from './export-rows.ts';
import { departmentName, regionName } from './places.ts';
import { priorityAt } from './priority.ts';
import { listTexts } from './words/index.ts';

export type Cell = string | number | Date | null;

/** A row with what is needed to read it. */
export interface ExportContext extends ExportRow {
  /** Undefined: the API has left the catalogue. */
  definition: ApiDefinition | undefined;
  /** What this reader reads of it. */
  reads: Reads;
}

const t = listTexts.fr;

export const exportColumns: { header: string; cell: (row: ExportContext) => Cell }[] = [
  // Numbers of the former DataPass: requests made here have none.
  { header: 'N° DataPass v1', cell: () => null },
  { header: 'N° Demande v2', cell: ({ request }) => `D${request.number}` },
  {
    header: 'N° Habilitation v2',
    cell: ({ habilitation }) => (habilitation ? `H${habilitation.number}` : null),
  },
  { header: 'N° DataPass FC rattaché', cell: (row) => said(row, 'france_connect_authorization_id') },
  { header: 'Environnement', cell: environment },
  { header: 'Criticité', cell: ({ request }) => t.priorities[priorityAt(request.priority)] },
  { header: 'API', cell: apiName },
  { header: 'Type', cell: kind },
  { header: 'Modèle pré-rempli / cas d’usage', cell: useCase },
  { header: 'Date de réception', cell: receivedAt },
  { header: 'Date de dernière soumission ou instruction', cell: lastStepAt },
  { header: 'Statut', cell: status },
  {
    header: 'Motif refus',
    cell: ({ request, habilitation }) =>
      !habilitation && request.state === 'refused' ? request.reason : null,
  },
  { header: 'SIRET', cell: ({ request }) => request.siret },
  { header: 'Raison sociale', cell: ({ request }) => request.organisation },
  { header: 'Code postal', cell: ({ request }) => request.postcode || null },
  { header: 'Ville', cell: ({ request }) => townOf(request) },
  {
    header: 'Département',
    cell: ({ request }) =>
      [request.department, departmentName(request.department)].filter(Boolean).join(' – ') || null,
  },
  { header: 'Région', cell: ({ request }) => regionName(request.region) || null },
  { header: 'Nom projet', cell: (row) => said(row, 'intitule') ?? row.request.title },
  { header: 'Description', cell: (row) => said(row, 'description') },
  { header: 'Destinataires', cell: (row) => said(row, 'destinataire_donnees_caractere_personnel') },
  {
    header: 'Date prévisionnelle d’ouverture de service',
    cell: (row) => said(row, 'date_prevue_mise_en_production'),
  },
  { header: 'Volumétrie', cell: (row) => said(row, quotaField) },
  {
    header: 'Quota(s)',
    cell: (row) => (row.habilitation ? row.habilitation.quota || said(row, quotaField) : null),
  },
  {
    header: 'Erreurs',
    cell: ({ request }) =>
      request.duplicates.length > 0
        ? `Doublon de ${request.duplicates.map((number) => `D${number}`).join(', ')}`
        : null,
  },
];

const answersOf = ({ request, habilitation }: ExportContext): Answers =>
  habilitation?.answers ?? request.answers ?? {};

/** An answer as text, where this reader may read it. */
function said(row: ExportContext, field: string): string | number | null {
  const answer: Answer | undefined = row.reads(field) ? answersOf(row)[field] : undefined;
  return typeof answer === 'string' || typeof answer === 'number' ? answer : null;
}

/** « Unique »: straight to production, where others begin in the sandbox. */
function environment({ request, definition }: ExportContext): string {
  if (request.stage === 'sandbox') return t.stages.sandbox;
  const hasSandbox = definition?.stages.some(({ id }) => id === 'sandbox');
  return request.parentId || !hasSandbox ? t.stages.production : 'Unique';
}

/** With « FC » where FranceConnect identifies the person. */
function apiName(row: ExportContext): string {
  const name = row.definition?.title ?? row.request.api;
  const modalities = row.reads('modalities') ? answersOf(row).modalities : undefined;
  const withFranceConnect =
    Array.isArray(modalities) && modalities.some((one) => one === 'with_france_connect');
  return withFranceConnect ? `${name} FC` : name;
}

function kind({ request, habilitation }: ExportContext): string {
  const amends = habilitation ? !habilitation.first : request.reopening !== null;
  return amends ? 'Avenant' : 'Initial';
}

function useCase({ request, definition }: ExportContext): string {
  const found = definition?.use_cases.find(({ id }) => id === request.useCase);
  return found && !found.free ? found.label : 'Saisie libre';
}

/** Of this round: what a habilitation came of is not written over by what was sent since. */
function receivedAt({ request, habilitation }: ExportContext): Date {
  if (habilitation) return habilitation.sentAt ?? habilitation.createdAt;
  return request.reopening && request.reopenedAt ? request.reopenedAt : request.lastSubmittedAt;
}

function lastStepAt({ request, habilitation }: ExportContext): Date {
  if (habilitation) return habilitation.createdAt;
  const steps = [request.lastSubmittedAt, request.reopenedAt, request.decidedAt];
  return new Date(Math.max(...steps.map((at) => at?.getTime() ?? 0)));
}

function status({ request, habilitation, definition }: ExportContext): string {
  if (habilitation) return habilitationStates[habilitation.state];
  const provider = definition?.provider.acronym ?? request.providerId;
  return requestStatuses[request.state](provider);
}

const habilitationStates = {
  active: 'Accepté',
  obsolete: 'Accepté',
  suspended: 'Suspendu',
  revoked: 'Révoqué',
} as const;

const requestStatuses: Record<RequestState, (provider: string) => string> = {
  draft: () => 'Brouillon',
  submitted: (provider) => `Traitement en cours par la ${provider}`,
  changes_requested: () => 'Modifications demandées au partenaire',
  validated: () => 'Accepté',
  refused: () => 'Refusé',
  revoked: () => 'Révoqué',
  archived: () => 'Supprimé',
};

/** The directory gives an address in one line, which ends by postcode and town. */
function townOf({ address, postcode }: { address: string; postcode: string }): string | null {
  const place = postcode ? address.lastIndexOf(postcode) : -1;
  return (place >= 0 && address.slice(place + postcode.length).trim()) || null;
}
