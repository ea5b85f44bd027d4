import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { bulkStarts, ownersIn } from '../local/bulk-starts.ts';
import { createPatientClient } from '../local/patient-client.ts';
import { openPlace } from '../local/place.ts';
import { freePort } from '../local/server-process.ts';
import { scaleImport } from './import.ts';

/**
 * `npm run test:scale`: what the tests do with hundreds, with tens of thousands, on a server that is killed in the
 * midst of it. `--starts` says how many instances one bulk action starts, `--rows` how many rows a file has that is
 * imported; 0 leaves it out.
 */
const options = {
  starts: { type: 'string', default: '20000' },
  rows: { type: 'string', default: '100000' },
} as const;
const { values } = parseArgs({ options });
const [starts = Number.NaN, rows = Number.NaN] = [values.starts, values.rows].map(Number);
if (![starts, rows].every((count) => Number.isSafeInteger(count) && (count === 0 || count >= 10))) {
  console.error('--starts and --rows take a whole number from 10 on, or 0.');
  process.exit(2);
}

const began = performance.now();
const tell = (line: string) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`);

try {
  if (starts > 0) await startAll();
  if (rows > 0) await scaleImport(rows, tell);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}

async function startAll(): Promise<void> {
  const place = await openPlace();
  try {
    const folder = place.folder('data');
    const port = await freePort();
    let server = await place.listening(folder, port);
    const { bulk, customers } = await bulkStarts({
      client: createPatientClient(server.base),
      ...{ customers: starts, killAt: [0.2, 0.5, 0.9].map((share) => Math.floor(starts * share)) },
      async kill() {
        await server.end('SIGKILL');
        server = await place.listening(folder, port);
      },
      told: tell,
    });
    assert.deepEqual(bulk.tally, { done: starts, failed: 0 });
    await server.end('SIGKILL');
    const owners = await ownersIn(folder);
    assert.deepEqual([...owners].sort(), [...customers].sort());
    tell(`${starts} orders, one for each customer, over three kills`);
  } finally {
    await place.close();
  }
}
