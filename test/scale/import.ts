import assert from 'node:assert/strict';
import { importThroughKills } from '../local/import-through-kills.ts';
import { openPlace } from '../local/place.ts';

/** Megabytes of heap for each server, most of them for the embedded store. */
const HEAP_MB = 1024;
const KILLS = 8;

/** Takes in so many rows. Throws an `AssertionError` where not each is there once. */
export async function scaleImport(rows: number, tell: (line: string) => void): Promise<void> {
  const place = await openPlace({ heapMb: HEAP_MB });
  try {
    const done = await importThroughKills(place, {
      ...{ rows, kills: KILLS, dryRun: false, duplicates: 'skip', progress: tell },
    });
    const { state, tally, wanted, twice, strange, killed, peakMb, seconds } = done;
    assert.deepEqual(
      { state, tally, twice, strange },
      { state: 'done', tally: wanted, twice: 0, strange: 0 },
    );
    tell(
      `${rows} rows, each there once, over ${killed} kills, in ${seconds.toFixed(0)} s and at most ` +
        `${peakMb.toFixed(0)} MB of memory: ${JSON.stringify(tally)}`,
    );
  } finally {
    await place.close();
  }
}
