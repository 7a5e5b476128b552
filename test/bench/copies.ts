/** One draft, made over HTTP as an applicant makes it; and copies of it, by SQL, for as many as a bench needs. */
import { join } from 'node:path';
import type postgres from 'postgres';
import { loadCatalogue } from '../../server/catalogue/load.ts';
import { fill } from '../catalogue/complete.ts';
import type { ApplicantClient } from '../support/sign-in.ts';

/** A request with every answer, for the school canteen, ready to submit. */
export async function writeDraft(applicant: ApplicantClient): Promise<string> {
  const catalogue = await loadCatalogue(join(import.meta.dirname, '../../catalogue'));
  const definition = catalogue.localised('impot-particulier', 'fr');
  if (!definition) throw new Error('The API of the bench has left the catalogue.');
  const eligibility = { profil: 'administration', identification: 'numero_fiscal' };
  const use_case = 'cantine_scolaire';
  const prefill = definition.use_cases.find(({ id }) => id === use_case)?.prefill ?? {};
  // By tax number, as said at eligibility: FranceConnect would ask for a habilitation of its own.
  const chosen = { ...prefill, modalities: ['with_spi'] };
  const { answers } = fill(definition, 'sandbox', { answers: chosen, eligibility, use_case });
  const { cadre_juridique_document: _document, ...typed } = answers;
  const { id } = await applicant.json<{ id: string }>('/requests', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      api: definition.id,
      stage: 'sandbox',
      use_case,
      eligibility,
      answers: typed,
    }),
  });
  await applicant.json(`/requests/${id}/documents/cadre_juridique_document?name=deliberation.pdf`, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf' },
    body: pdf,
  });
  return id;
}

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** The same draft many times over, with its history and its document. @returns their ids */
export async function copies(sql: postgres.Sql, draft: string, count: number): Promise<string[]> {
  await sql`drop table if exists bench_copies`;
  await sql`create table bench_copies as select uuidv7() as id from generate_series(1, ${count})`;
  await copyRows(sql, 'requests', sql`source.id = ${draft}`, { id: 'copy.id' });
  await copyRows(sql, 'events', sql`source.request_id = ${draft}`, { request_id: 'copy.id' });
  await copyRows(sql, 'documents', sql`source.request_id = ${draft}`, { request_id: 'copy.id' });
  await sql`analyze`;
  return (await sql<{ id: string }[]>`select id from bench_copies`).map(({ id }) => id);
}

/**
 * Copies rows of a table once for each row of `bench_copies`, known as `copy`.
 * @param which of the rows of `source`
 * @param own columns that differ, as SQL; an `id` is a new one unless it is said
 */
export async function copyRows(
  sql: postgres.Sql,
  table: string,
  which: postgres.Fragment,
  own: Record<string, string>,
): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_identity = 'NO'`;
  const names = columns.map(({ name }) => name);
  const values = names.map((name) => {
    if (own[name]) return sql.unsafe(own[name]);
    return name === 'id' ? sql`uuidv7()` : sql`source.${sql(name)}`;
  });
  const list = values.flatMap((part, index) => (index ? [sql`, `, part] : [part]));
  await sql`insert into ${sql(table)} (${sql(names)})
    select ${list} from ${sql(table)} source, bench_copies copy where ${which}`;
}
