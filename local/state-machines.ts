import { EffectFailed } from '../engine/perform.ts';
import type { RunScope, StateMachines } from '../engine/state-machines.ts';

/** What does on this machine what a state machine does on AWS. An error's `code` is how the run failed. */
export type StandIn = (input: never, scope: RunScope) => Promise<unknown>;

/** Stand-ins of the state machines that definitions name, by their names. */
export const standIns: Readonly<Record<string, StandIn>> = {};

/** Runs stand-ins in this process. A name without one fails with `no-such-state-machine`. */
export function createLocalStateMachines(known: Readonly<Record<string, StandIn>>): StateMachines {
  return {
    async run(name, input, scope) {
      const standIn = Object.hasOwn(known, name) ? known[name] : undefined;
      if (standIn === undefined) throw new EffectFailed('no-such-state-machine', true);
      try {
        return await standIn(input as never, scope);
      } catch (error) {
        // As on AWS: a run that failed has failed, and is not tried again.
        throw new EffectFailed(codeOf(error), true, { cause: error });
      }
    },
    async stop() {},
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'state-machine-failed';
}
