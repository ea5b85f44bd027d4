import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { allWeathers } from './climates.ts';
import { faultKinds, faultNames } from './fault-kinds.ts';
import { type Report, simulate } from './simulate.ts';

const USAGE = 'npm run simulate -- [--events <n>] [--seed <n>] [--jobs <n>]';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    jobs: { type: 'string', default: String(availableParallelism()) },
  },
});
const [events, seed, jobs] = [values.events, values.seed, values.jobs].map(Number) as [
  number,
  number,
  number,
];
if (![events, seed, jobs].every(Number.isSafeInteger) || events < 1 || jobs < 1) {
  console.error(`A number is not one: ${USAGE}`);
  process.exit(1);
}

const plan = { seed, events: 2000, instances: 20, climates: allWeathers };
console.log(`seed ${seed}`);
let told = 0;
const report = await simulate({
  ...{ plan, events, jobs },
  progress(wave, { violations }, so) {
    for (const one of violations) console.log(`wave ${wave}: ${JSON.stringify(one).slice(0, 600)}`);
    if (so < told) return;
    told = so + events / 50;
    console.log(`${so} events`);
  },
});
for (const line of table(report)) console.log(line);
process.exitCode = report.violations.length === 0 ? 0 : 1;

function table({ counts, events: all, instances, waves, violations, seconds, peakMb }: Report): string[] {
  return [
    ...faultNames.map(
      (name) => `${String(counts[name] ?? 0).padStart(9)}  ${name}: ${faultKinds[name].what}`,
    ),
    `${all} events of ${instances} instances in ${waves} waves, ${violations.length} violations`,
    `${seconds.toFixed(0)} s, ${(all / seconds).toFixed(0)} events per second, at most ${peakMb.toFixed(0)} MB in a process`,
  ];
}
