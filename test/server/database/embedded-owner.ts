/** A process that owns an embedded PostgreSQL until it is told to stop, or killed. */
import { startEmbedded } from '../../../server/database/embedded.ts';

const embedded = await startEmbedded(String(process.argv[2]));
process.once('SIGTERM', () => embedded.stop().then(() => process.exit(0)));
console.log(embedded.url);
setInterval(() => {}, 60_000);
