import { join } from 'node:path';
import { type FunctionName, functions } from '../../functions/triggers.ts';
import { type Bundle, bundle } from '../../infra/bundle.ts';
import { type ColdStart, coldStart, FIRST_ORDER } from '../cold-start.ts';
import { type Figure, figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { median } from '../statistics.ts';
import { withStore } from '../store.ts';

/** A promise is about the API: it is started in every round, the others in every third. */
const ROUNDS = 36;
const HANDLERS = Object.keys(functions) as FunctionName[];
/** `functions/../bench/client-alone/handler.ts`: bundled by the very settings of the functions. */
const ALONE = '../bench/client-alone' as FunctionName;

interface Measured extends Bundle {
  readonly file: string;
  readonly starts: ColdStart[];
}

/** What each function weighs, and how long a fresh process takes to import it. */
export const bundles: Part = {
  name: 'bundles',
  beside: "the SDK's DynamoDB client alone, bundled by the same settings",
  async run({ folder, progress }) {
    const all = new Map<FunctionName, Measured>();
    for (const name of [ALONE, ...HANDLERS]) {
      const outdir = join(folder, 'functions', name.replaceAll('/', '-'));
      all.set(name, { ...(await bundle(name, outdir)), file: join(outdir, 'index.mjs'), starts: [] });
    }
    await withStore(async (endpoint) => {
      for (let round = 0; round <= ROUNDS; round++) {
        if (round === 1) progress('importing');
        for (const [name, { file, starts }] of all) {
          const always = name === 'api' || name === ALONE;
          if (!always && round % 3 > 0) continue;
          const event = always ? FIRST_ORDER : undefined;
          const start = await coldStart(file, endpoint, event);
          // The first round brings the files into the machine's cache.
          if (round > 0) starts.push(start);
        }
      }
    });
    const alone = found(all, ALONE);
    return HANDLERS.flatMap((name) => figuresOf(name, found(all, name), alone));
  },
};

function found(all: ReadonlyMap<FunctionName, Measured>, name: FunctionName): Measured {
  const measured = all.get(name);
  if (measured === undefined) throw new Error(`The function ${name} was not bundled.`);
  return measured;
}

function figuresOf(name: FunctionName, ours: Measured, alone: Measured): Figure[] {
  const isApi = name === 'api';
  const kilobytes = (label: string, of: (bundle: Bundle) => number, goal?: { atMost: number }) =>
    figure(`${name}: ${label}`, 'KB', of(ours) / 1000, of(alone) / 1000, goal);
  const time = (label: string, of: (start: ColdStart) => number, goal?: { atMostTimes: number }) =>
    figure(`${name}: ${label}`, 'ms', median(ours.starts.map(of)), median(alone.starts.map(of)), goal);
  return [
    kilobytes(
      'bundle that a cold start reads',
      (each) => each.entryBytes,
      isApi ? { atMost: 560 } : undefined,
    ),
    kilobytes('bundle with all that is loaded later', (each) => each.bytes),
    time('import', (start) => start.imported, isApi ? { atMostTimes: 1.4 } : undefined),
    ...(isApi
      ? [time('import and first order, over import and first put', (start) => start.answered ?? 0)]
      : []),
  ];
}
