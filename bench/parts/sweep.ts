import { type Figure, figure, type Goal } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { SweepCost } from '../programs/sweep.ts';
import { withStore } from '../store.ts';

const FLAT = { requests: { atMostTimes: 1.01 }, cpu: { atMostTimes: 1.25 } };
const LINEAR = { requests: { atMostTimes: 10.5 }, cpu: { atMostTimes: 10.5 } };

/** Whether a sweep's work grows with what is due, and not with what is not. */
export const sweep: Part = {
  name: 'sweep',
  beside: '100 due among 1,000 instances; for 1,000 due, 100 due among as many',
  async run(tools) {
    const stages = [
      { instances: 1000, due: 100 },
      { instances: 10_000, due: 100 },
      { instances: 100_000, due: 100 },
      { instances: 100_000, due: 1000 },
    ];
    const [first, tenfold, hundredfold, more] = await withStore((endpoint) =>
      runProgram<readonly SweepCost[]>('sweep', { endpoint, stages, rounds: 7 }, tools),
    );
    if (!first || !tenfold || !hundredfold || !more) throw new Error('A measurement is missing.');
    return [
      ...compare(tenfold, first, FLAT),
      ...compare(hundredfold, first, FLAT),
      ...compare(more, hundredfold, LINEAR),
    ];
  },
};

function compare(one: SweepCost, other: SweepCost, goal: { requests: Goal; cpu: Goal }): Figure[] {
  const name = `a sweep, ${one.due.toLocaleString('en')} due among ${one.instances.toLocaleString('en')}`;
  return [
    figure(`${name}: requests`, 'requests', one.requests, other.requests, goal.requests),
    figure(`${name}: client CPU`, 'ms', one.cpu, other.cpu, goal.cpu),
  ];
}
