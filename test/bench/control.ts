/**
 * Serves the control's script from a process of its own, as the element's comes from the backend's: served by the
 * bench, which is busy and awake, it would come a millisecond sooner. Sends its port to its parent, and ends with it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: [join(import.meta.dirname, 'hello.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
});
const [file] = outputFiles;
if (!file) throw new Error('The control was not built.');
const script = brotliCompressSync(file.contents);

const server = createServer((_incoming, outgoing) => {
  outgoing
    .writeHead(200, {
      'content-type': 'text/javascript',
      'content-encoding': 'br',
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
    })
    .end(script);
});
server.listen(0, () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
