import { faultKinds, faultNames } from './fault-kinds.ts';
import type { Catch } from './planted/hunt.ts';
import type { Report } from './simulate.ts';

/** How often each kind of fault struck, and the figures of the run, line by line. */
export function linesOf(report: Report): readonly string[] {
  const { counts, events, instances, waves, violations, seconds, peakMb } = report;
  const often = (name: string) => counts[name] ?? 0;
  const [rarest = ''] = faultNames.toSorted((a, b) => often(a) - often(b));
  return [
    ...faultNames.map((name) => `${aligned(often(name))}  ${name}: ${faultKinds[name].what}`),
    '',
    `${aligned(events)}  events`,
    `${aligned(instances)}  instances, in ${waves} worlds`,
    `${aligned(faultNames.length)}  kinds of fault; the rarest, ${rarest}, ${often(rarest)} times`,
    `${aligned(violations.length)}  violations`,
    `${aligned(Math.round(seconds))}  seconds, ${Math.round(events / seconds)} events each; a process had up to ${Math.round(peakMb)} MB`,
  ];
}

/** Whether a bug was caught, by which law, and how soon. */
export function lineOf({ bug, law, events, seconds }: Catch): string {
  const how = law === undefined ? 'NOT CAUGHT' : law;
  return `${aligned(events)}  ${bug.name}: ${how} (${seconds.toFixed(1)} s)`;
}

function aligned(count: number): string {
  return String(count).padStart(9);
}
