import type { Invoke } from './carry-actors.ts';
import type { After } from './carry-timers.ts';
import { argumentsAt, type Live, type Setting, withActor } from './kernel.ts';
import type { Action } from './machine-actions.ts';

/** What guards, delays and inputs see as the event when a migration begins something. */
export const BEGINS = { type: 'xstate.init' } as const;

/** Timers and actors that a later version has and the earlier one had not, as if their states were entered. */
export function beginnings(
  restored: Live,
  afters: readonly After[],
  invokes: readonly Invoke[],
  setting: Setting,
): { live: Live; actions: readonly Action[] } {
  const args = argumentsAt(restored, BEGINS, setting);
  const delays = restored.machine.implementations.delays as Readonly<Record<string, unknown>>;
  const actions = afters.map(({ eventType, delay }): Action => {
    const named = typeof delay === 'string' ? delays[delay] : delay;
    const milliseconds = Math.max(0, Number(typeof named === 'function' ? named(args) : named));
    return { type: 'send', to: undefined, id: eventType, event: { type: eventType }, delay: milliseconds };
  });
  let live = restored;
  for (const { id, src, input, onSnapshot } of invokes) {
    const begun = withActor(live, id, String(src));
    live = begun.live;
    const given: unknown = typeof input === 'function' ? input(args as never) : input;
    actions.push({
      type: 'spawn',
      ref: begun.ref,
      id,
      src: String(src),
      input: given,
      sync: onSnapshot !== undefined,
    });
  }
  return { live, actions };
}
