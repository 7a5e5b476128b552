/** Where the JSON Schemas of the catalogue's files are kept. Apart, because making them needs a development package. */
import { fileURLToPath } from 'node:url';

const at = (name: string) => fileURLToPath(new URL(`../../catalogue/${name}`, import.meta.url));

/** Of the files of `apis/`, which is also published, of `blocks/` and of `common/`. */
export const schemaPath = at('schema.json');
export const blockSchemaPath = at('block.schema.json');
export const commonSchemaPath = at('common.schema.json');
/** Of `editors.yaml`. */
export const editorsSchemaPath = at('editors.schema.json');
