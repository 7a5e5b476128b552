/** A habilitation that an organisation holds already, written straight into the tables: how it came is told elsewhere. */
import type { Sql } from 'postgres';
import { v7 as uuid } from 'uuid';

export interface Granted {
  siret: string;
  name: string;
  api: string;
  provider: string;
  stage: 'sandbox' | 'production';
  title: string;
  answers?: Record<string, string | Record<string, string>>;
}

/** @returns « H1000 » */
export async function granted(sql: Sql, about: Granted): Promise<string> {
  const { siret, name, api, provider, stage, title, answers = {} } = about;
  await sql`insert into organisations (id, siret, name) values (${uuid()}, ${siret}, ${name})
    on conflict (siret) do nothing`;
  const [organisation] = await sql`select id from organisations where siret = ${siret}`;
  const [applicant] = await sql`insert into users (id, subject, email, given_name, family_name)
    values (${uuid()}, ${uuid()}, ${`${uuid()}@exemple.example`}, 'Alix', 'Exemple') returning id`;
  const id = uuid();
  await sql`insert into requests (id, file_id, provider_id, api, stage, definition_version, organisation_id,
      applicant_id, state, version, title, answers, submitted_answers, eligibility)
    values (${id}, ${id}, ${provider}, ${api}, ${stage}, 1, ${organisation?.id}, ${applicant?.id}, 'validated', 3,
      ${title}, ${sql.json(answers)}, ${sql.json(answers)}, '{}')`;
  const [habilitation] =
    await sql`insert into habilitations (id, request_id, file_id, provider_id, api, stage,
      organisation_id, state, definition_version, terms_version, answers, scopes, valid_from, expires_at)
    values (${uuid()}, ${id}, ${id}, ${provider}, ${api}, ${stage}, ${organisation?.id}, 'active', 1, '1',
      ${sql.json(answers)}, '{}', now() - interval '1 day', now() + interval '3 years')
    returning number`;
  return `H${habilitation?.number}`;
}
