import { type Figure, figure, type Goal } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { Costs, TransitionCosts } from '../programs/transition.ts';
import { median } from '../statistics.ts';
import { withStore } from '../store.ts';

/** A put by itself, and a transition with all that happens in the process, over the SDK's client as it comes. */
const GOALS = { put: { atMostTimes: 0.35 }, transition: { atMostTimes: 0.5 } } as const;

const AT_ONCE = 16;

/** What a write and a warm transition cost the client's processor. */
export const cpu: Part = {
  name: 'cpu',
  beside:
    "a put of the same item under the same condition by the SDK's client as it comes, in short rounds by turns",
  async run(tools) {
    const { lead, order, together } = await withStore((endpoint) =>
      runProgram<TransitionCosts>(
        'transition',
        { endpoint, rounds: 40, transitions: 60, warmUp: 20_000, concurrency: AT_ONCE },
        tools,
      ),
    );
    return [
      ...figuresOf('six states', lead, GOALS),
      ...figuresOf(`six states, ${AT_ONCE} at once`, together),
      ...figuresOf('the order', order),
    ];
  },
};

function figuresOf(
  name: string,
  costs: Costs,
  goals?: Readonly<Record<'put' | 'transition', Goal>>,
): Figure[] {
  const compare = (kind: 'put' | 'transition') =>
    figure(
      `client CPU per ${kind}, ${name}`,
      'µs',
      median(costs[kind]),
      median(costs.plainPut),
      goals?.[kind],
    );
  return [compare('put'), compare('transition')];
}
