import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { TransitionCosts } from '../programs/transition.ts';
import { median } from '../statistics.ts';
import { withStore } from '../store.ts';

/**
 * What a warm transition costs the client's processor, all that happens in the process included. The goal is held
 * against a put by the SDK's client as it comes; ours saves part of that, and both are shown.
 */
export const cpu: Part = {
  name: 'cpu',
  beside: 'a raw put of the same item under the same condition, in short rounds by turns; both warm',
  async run(tools) {
    const { lead, order } = await withStore((endpoint) =>
      runProgram<TransitionCosts>(
        'transition',
        { endpoint, rounds: 40, transitions: 60, warmUp: 20_000 },
        tools,
      ),
    );
    return [
      figure(
        'client CPU per transition, six states, over a put',
        'µs',
        median(lead.transition),
        median(lead.put),
      ),
      figure(
        "client CPU per transition, six states, over a put by the SDK's default client",
        'µs',
        median(lead.transition),
        median(lead.plainPut),
        { atMostTimes: 1.15 },
      ),
      figure(
        'client CPU per transition, the order, over a put',
        'µs',
        median(order.transition),
        median(order.put),
      ),
      figure(
        "client CPU per transition, the order, over a put by the SDK's default client",
        'µs',
        median(order.transition),
        median(order.plainPut),
      ),
    ];
  },
};
