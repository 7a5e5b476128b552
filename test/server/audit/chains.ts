/** Whole histories written at once, by the code that chains events: as many as a test or a bench needs. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getTableColumns } from 'drizzle-orm';
import postgres from 'postgres';
import type { Config } from '../../../server/config.ts';
import { newId } from '../../../server/database/columns.ts';
import { chained } from '../../../server/requests/life/chain.ts';
import type { RequestEvent } from '../../../server/requests/life/events.ts';
import { requests } from '../../../server/requests/tables.ts';

type KeySource = { config: Config };

/** A life of six events: two round trips and a habilitation. */
export const lifeLength = 6;

function life(number: number, by: string, instructor: string, start: Date): RequestEvent[] {
  const at = (days: number) => new Date(start.getTime() + days * 86_400_000);
  const applicant = { by, role: 'applicant' as const };
  const staff = { by: instructor, role: 'instructor' as const };
  const answers = {
    intitule: `Tarification sociale ${number}`,
    description: 'Calculer le quotient familial des familles qui inscrivent un enfant à la cantine scolaire.',
    contact_technique_email: `prenom.nom.${number}@commune.example`,
  };
  const sent = { answers, documents: {}, termsVersion: '1', commitments: ['delegue_informe'] };
  return [
    {
      name: 'create',
      ...applicant,
      at: at(0),
      id: newId(),
      fileId: newId(),
      parentId: null,
      providerId: 'dgfip',
      api: 'impot-particulier',
      stage: 'production',
      definitionVersion: 1,
      organisationId: by,
      useCase: 'cantine_scolaire',
      answers,
      eligibility: { profil: 'administration' },
      explanation: '',
      steps: ['basic_infos'],
    },
    { name: 'save', ...applicant, at: at(0), answers: { intitule: 'Cantine' }, steps: ['basic_infos'] },
    { name: 'submit', ...applicant, at: at(1), ...sent },
    {
      name: 'request_changes',
      ...staff,
      at: at(3),
      reason: 'Précisez qui lira ces données.',
      fields: ['description'],
    },
    { name: 'submit', ...applicant, at: at(4), ...sent },
    {
      name: 'validate',
      ...staff,
      at: at(6),
      message: 'Bienvenue.',
      habilitationId: newId(),
      validUntil: at(1100),
    },
  ];
}

/**
 * Adds `count` requests with their events.
 * @param template id of a request that is there: the others are as it is, but for their chain
 * @param start of the first one; each begins an hour after the one before
 * @returns their ids
 */
export async function writeHistories(
  url: string,
  services: KeySource,
  template: string,
  count: number,
  start = new Date('2026-01-05T08:00:00Z'),
): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const ids = Array.from({ length: count }, newId);
    const [people] = await sql<{ by: string; provider: string }[]>`
      select applicant_id as by, provider_id as provider from requests where id = ${template}`;
    const { by, provider } = people ?? { by: '', provider: '' };
    const instructor = newId();
    await sql`create temporary table heads (id uuid, head_hash text)`;
    const heads: string[] = [];
    function* lines() {
      for (const [index, id] of ids.entries()) {
        const begun = new Date(start.getTime() + (index % 8_760) * 3_600_000);
        const rows = chained(
          services,
          id,
          { headHash: '', eventCount: 0 },
          life(index, by, instructor, begun),
        );
        heads.push(`${id}\t${rows.at(-1)?.hash}\n`);
        for (const row of rows) {
          const values = [
            row.requestId,
            row.sequence,
            row.id,
            row.name,
            provider,
            row.actorId,
            row.actorRole,
            row.at.toISOString(),
            row.body,
            row.details && JSON.stringify(row.details),
            row.previousHash,
            row.hash,
          ];
          yield `${values.map(field).join('\t')}\n`;
        }
      }
    }
    await sql`alter table events disable trigger all`;
    await pipeline(
      Readable.from(lines()),
      await sql`copy events (request_id, sequence, id, name, provider_id, actor_id, actor_role, at, body, details,
        previous_hash, hash) from stdin`.writable(),
    );
    await sql`alter table events enable trigger all`;
    await pipeline(Readable.from(heads), await sql`copy heads from stdin`.writable());
    const own: Record<string, postgres.Fragment> = {
      id: sql`heads.id`,
      head_hash: sql`heads.head_hash`,
      event_count: sql`${lifeLength}::int`,
      file_id: sql`heads.id`,
    };
    const columns = Object.values(getTableColumns(requests))
      .map(({ name }) => name)
      .filter((name) => name !== 'number');
    const values = columns.map((name) => own[name] ?? sql`template.${sql(name)}`);
    const list = values.flatMap((part, index) => (index ? [sql`, `, part] : [part]));
    await sql`insert into requests (${sql(columns)})
      select ${list} from heads, requests template where template.id = ${template}`;
    return ids;
  } finally {
    await sql.end();
  }
}

/** As `copy` reads it. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  return String(value).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}
