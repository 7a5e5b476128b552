/** vitest's global set-up of the journeys: the widget as it stands, built once for all files. */
import { ensureBuilt } from '../../server/widget/build.ts';

export default (): Promise<void> => ensureBuilt();
