import { afterEach, expect, test } from 'vitest';
import { importThroughKills } from './import-through-kills.ts';
import { openPlace, type Place } from './place.ts';

const LONG = 300_000;
const progress = (line: string) => console.log(line);

let place: Place;
afterEach(() => place.close(), LONG);

test(
  'an import whose server is killed while it plans and while it writes has each row once',
  async () => {
    place = await openPlace();
    const { twice, strange, state, tally, wanted, killed } = await importThroughKills(place, {
      ...{ rows: 1200, kills: 3, dryRun: false, duplicates: 'skip', progress },
    });
    expect(killed).toBeGreaterThan(1);
    expect({ state, tally, twice, strange }).toEqual({ state: 'done', tally: wanted, twice: 0, strange: 0 });
  },
  LONG,
);

test(
  'a file of 100,000 rows is tried in a heap that could not hold them',
  async () => {
    place = await openPlace({ heapMb: 128 });
    const { state, tally, wanted, peakMb, seconds } = await importThroughKills(place, {
      ...{ rows: 100_000, kills: 0, dryRun: true, duplicates: 'create', progress },
    });
    console.log(`${seconds.toFixed(0)} s, at most ${peakMb.toFixed(0)} MB`);
    expect({ state, tally }).toEqual({ state: 'done', tally: wanted });
  },
  LONG,
);
