/** Where the house of a size stands: never where the developer's own data are. */
import { join } from 'node:path';

/** The `DATA_DIR` of a house. @param size requests */
export const folderOf = (size: number): string =>
  join(import.meta.dirname, '../../../var/load', String(size));
