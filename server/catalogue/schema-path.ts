/** Where the JSON Schema of the catalogue's files is kept. Apart, because making it needs a development package. */
import { fileURLToPath } from 'node:url';

export const schemaPath = fileURLToPath(new URL('../../catalogue/schema.json', import.meta.url));
