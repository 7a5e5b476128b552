/**
 * The JSON Schemas with which an editor completes and checks the files of `catalogue/` (their first line names the one
 * that applies). Made from the schemas that the loader obeys; run this file to write them again:
 * `npm run catalogue:schema`.
 */
import { writeFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { definitionParts } from '../../catalogue/definition.ts';
import { EditorsFile } from '../../catalogue/definition-editors.ts';
import { ApiFile, BlockFile, BlockUse, CommonFile } from '../../catalogue/definition-files.ts';
import { blockSchemaPath, commonSchemaPath, editorsSchemaPath, schemaPath } from './schema-path.ts';

/** By the path of its file, the text of each schema. */
export function schemaTexts(): Map<string, string> {
  return new Map([
    [schemaPath, text('An API of the catalogue of DataPass', ApiFile, { ...definitionParts, BlockUse })],
    [
      blockSchemaPath,
      text('A step that several APIs of DataPass share', BlockFile, { ...definitionParts, BlockUse }),
    ],
    [
      commonSchemaPath,
      text('Keys that several APIs of DataPass share', CommonFile, { ...definitionParts, BlockUse }),
    ],
    [
      editorsSchemaPath,
      text('Software publishers known to DataPass', EditorsFile, {
        Text: definitionParts.Text,
        Id: definitionParts.Id,
      }),
    ],
  ]);
}

function text(title: string, schema: v.GenericSchema, definitions: Record<string, v.GenericSchema>): string {
  const made = toJsonSchema(schema, { typeMode: 'input', definitions });
  return `${JSON.stringify({ title, ...made }, null, 2)}\n`;
}

if (import.meta.main) {
  for (const [path, content] of schemaTexts()) await writeFile(path, content);
}
