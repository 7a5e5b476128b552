/** A thread that makes and writes blocks of requests until none is left. */
import { parentPort, workerData } from 'node:worker_threads';
import postgres from 'postgres';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { copyInto } from './copy.ts';
import { block, type Share } from './fill.ts';
import { addBody, addNth, addStaff, bodiesIn, type House } from './house.ts';
import { filled, noRows } from './rows.ts';

const { url, config, size, now, taken } = workerData as Share;
const catalogue = await loadCatalogue(config.catalogueDir);
const definitions = new Map(
  catalogue.list().flatMap(({ id }) => {
    const definition = catalogue.localised(id, 'fr');
    return definition ? [[id, definition] as const] : [];
  }),
);
const house: House = { size, now, definitions };
// As a replica: no trigger runs and no reference is looked up, of rows that other threads may write later.
const connection = { session_replication_role: 'replica', synchronous_commit: 'off' };
const sql = postgres(url, { max: 1, onnotice: () => {}, connection });
const services = { config } as Parameters<typeof addNth>[1];
const bodies = bodiesIn(house);
try {
  for (;;) {
    const first = Atomics.add(taken, 0, 1) * block;
    if (first >= Math.max(size, bodies)) break;
    const rows = noRows();
    if (first === 0) addStaff(rows);
    for (let number = first; number < Math.min(first + block, bodies); number++) addBody(rows, number);
    for (let number = first; number < Math.min(first + block, size); number++)
      addNth(rows, services, house, number);
    for (const [name, table] of Object.entries(filled)) {
      await copyInto(sql, table, rows[name as keyof typeof rows]);
    }
    parentPort?.postMessage('written');
  }
} finally {
  await sql.end();
}
