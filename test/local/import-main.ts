import { parseArgs } from 'node:util';
import { importThroughKills } from './import-through-kills.ts';
import { openPlace } from './place.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Megabytes of heap for each server: 100,000 rows as JSON alone would take as much. */
const HEAP_MB = 160;

const USAGE = 'npm run test:import -- [--rows <n>] [--kills <n>]';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, kills: { type: 'string', default: '8' } },
});
const [rows = 0, kills = 0] = [values.rows, values.kills].map(Number);
if (![rows, kills].every(Number.isSafeInteger) || rows < 1 || kills < 0) {
  console.error(`A number is not one: ${USAGE}`);
  process.exit(1);
}

const place = await openPlace({ heapMb: HEAP_MB });
const stop = () => void place.close().then(() => process.exit(1));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
try {
  const done = await importThroughKills(place, {
    ...{ rows, kills, dryRun: false, duplicates: 'skip' },
    progress: (line) => console.log(line),
  });
  const { state, tally, wanted, twice, strange, killed, peakMb, seconds } = done;
  console.log(JSON.stringify(tally));
  console.log(`${seconds.toFixed(0)} s, ${killed} kills, at most ${peakMb.toFixed(0)} MB of memory`);
  const checks = {
    'it is done': state === 'done',
    'the tally is as the file': Object.entries(wanted).every(([name, count]) => tally[name] === count),
    'each row is there once': twice === 0 && strange === 0,
  };
  const failed = Object.entries(checks).filter(([, holds]) => !holds);
  for (const [name] of failed) console.log(`FAILED  ${name}`);
  console.log(`${Object.keys(checks).length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await place.close();
}
