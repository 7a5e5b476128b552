import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { readerFor } from '../../../server/instruction/list/conditions.ts';
import { exportColumns } from '../../../server/instruction/list/export-columns.ts';
import { exportRows } from '../../../server/instruction/list/export-rows.ts';
import { readListQuery } from '../../../server/instruction/list/query.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { type Queue, queue, visits } from './list-seed.ts';
import { canteen, request, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { bytes } = visits(services);

const headers = exportColumns.map(({ header }) => header);

let q: Queue;
beforeAll(async () => {
  q = await queue(services);
  await execute(services, q.nursery.id, { name: 'validate' }, q.instructor.actor);
});

type Row = Record<string, unknown>;

const rowsOf = ([head = [], ...rows]: unknown[][]): Row[] => {
  expect(head).toEqual(headers);
  return rows.map((row) => Object.fromEntries(headers.map((header, place) => [header, row[place]])));
};

async function xlsx(parameters = 'onglet=toutes'): Promise<Row[]> {
  const answer = await bytes(`/instruction/export.xlsx?${parameters}`, q.instructor);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="demandes-[\d-]+\.xlsx"/);
  const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
  expect(sheets[0]?.name).toBe('Demandes_accès');
  return rowsOf(sheets[0]?.rows as unknown[][]);
}

const named = (rows: Row[], number: number) => rows.find((row) => row['N° Demande v2'] === `D${number}`);

describe('the spreadsheet', () => {
  it('has a row per habilitation, and one per request that is not accepted', async () => {
    const rows = await xlsx();
    expect(rows).toHaveLength(5);
    const granted = named(rows, q.nursery.number);
    expect(granted).toMatchObject({
      'N° DataPass v1': null,
      Environnement: 'Unique',
      Criticité: 'Normale',
      API: 'API Impôt particulier',
      Type: 'Initial',
      Statut: 'Accepté',
      SIRET: '26990001500018',
      'Raison sociale': 'CCAS de Lyon-Exemple',
      'Code postal': '69000',
      Ville: 'Lyon-Exemple',
      Département: '69 – Rhône',
      Région: 'Auvergne-Rhône-Alpes',
      'Nom projet': 'Attribution des places en crèche',
      Description: canteen.description,
      Destinataires: canteen.destinataire_donnees_caractere_personnel,
    });
    expect(granted?.['N° Habilitation v2']).toMatch(/^H\d+$/);
    const sent = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });
    expect(granted?.['Date de réception']).toEqual(
      new Date(`${sent.format(q.nursery.lastSubmittedAt ?? undefined)}T00:00:00Z`),
    );
    expect(named(rows, q.refused.number)).toMatchObject({
      Statut: 'Refusé',
      'Motif refus': 'Hors du cadre de l’API.',
      'N° Habilitation v2': null,
    });
    expect(named(rows, q.canteen.number)?.Statut).toBe('Traitement en cours par la DGFiP');
  });

  it('keeps to what the list was asked for', async () => {
    expect(await xlsx('etat=refused')).toHaveLength(1);
    expect(await xlsx('q=recouvrement')).toHaveLength(1);
    expect(await xlsx('q=recouvremnet&proches=oui')).toHaveLength(1);
    expect(await xlsx('etat=archived')).toEqual([]);
  });

  it('shows an update beside the habilitation that it amends, and a request made twice', async () => {
    const twice = await request(services, { applicant: q.lille.actor });
    const rows = await xlsx();
    expect(named(rows, twice.number)?.Erreurs).toContain(`D${q.canteen.number}`);
    await execute(services, twice.id, { name: 'validate' }, q.instructor.actor);
    await execute(services, twice.id, { name: 'reopen' }, q.lille.actor);
    const answers = { ...canteen, intitule: 'Cantine et goûter' };
    await execute(
      services,
      twice.id,
      { name: 'submit', answers, documents: {}, termsVersion: '2.6', commitments: [] },
      q.lille.actor,
    );
    const both = (await xlsx()).filter((row) => row['N° Demande v2'] === `D${twice.number}`);
    expect(both.map((row) => [row.Type, row.Statut, row['Nom projet']])).toEqual([
      ['Initial', 'Accepté', canteen.intitule],
      ['Avenant', 'Traitement en cours par la DGFiP', 'Cantine et goûter'],
    ]);
  });
});

describe('the text file', () => {
  it('opens in the spreadsheets of French offices, and runs no formula', async () => {
    await request(services, {
      applicant: q.lyon.actor,
      answers: { ...canteen, intitule: '=HYPERLINK("https://evil.example";"x")' },
    });
    const answer = await bytes('/instruction/export.csv?onglet=toutes', q.instructor);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    const content = new Uint8Array(await answer.arrayBuffer());
    expect([...content.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(content);
    const rows = rowsOf(parseCsv(text, { delimiter: ';' }) as unknown[][]);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map((row) => row['Nom projet'])).toContain(`'=HYPERLINK("https://evil.example";"x")`);
    expect(named(rows, q.canteen.number)?.['Date de réception']).toMatch(/^\d\d\/\d\d\/\d{4}$/);
  });
});

describe('who may export', () => {
  it('reads of it what they read in the list', async () => {
    const answer = await bytes('/instruction/export.csv?onglet=toutes', q.second);
    expect(await answer.text()).not.toContain('Recouvrement des recettes');
    expect((await bytes('/instruction/export.xlsx', q.lille)).status).toBe(403);
  });
});

describe('many rows', () => {
  it('come a part at a time, missing and repeating none', async () => {
    const answers = { ...canteen, intitule: 'Une de beaucoup' };
    for (let each = 0; each < 260; each++) {
      await request(services, { applicant: q.lille.actor, answers, at: new Date(2026, 0, 1 + (each % 3)) });
    }
    const reader = await readerFor(services, q.instructor.actor);
    const query = readListQuery(new URLSearchParams('onglet=toutes&q=beaucoup'), { apis: [] });
    const seen = new Set<number>();
    for await (const { request: row } of exportRows(reader, query)) seen.add(row.number);
    expect(seen.size).toBe(260);
  });
});
