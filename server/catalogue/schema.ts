/**
 * `catalogue/schema.json`, with which an editor completes and checks the files of `catalogue/apis/` (their first line
 * names it). Made from the schema that the loader obeys; run this file to write it again: `npm run catalogue:schema`.
 */
import { writeFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import { DefinitionFile, definitionParts } from '../../catalogue/definition.ts';
import { schemaPath } from './schema-path.ts';

export function schemaText(): string {
  const schema = toJsonSchema(DefinitionFile, { typeMode: 'input', definitions: definitionParts });
  return `${JSON.stringify({ title: 'An API of the catalogue of DataPass', ...schema }, null, 2)}\n`;
}

if (import.meta.main) await writeFile(schemaPath, schemaText());
