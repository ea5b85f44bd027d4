import type { AnyMachineSnapshot, StateValue } from 'xstate';
import type { Definition } from '../engine/definition.ts';
import { createSteps } from './steps.ts';
import { keyOf } from './walk.ts';

export interface Ends {
  /** Whether an end can be reached from a state value, whatever the guards say; undefined where that was given up. */
  from(value: StateValue): boolean | undefined;
  /** Says so where any search was given up. */
  notes(): readonly string[];
}

/** Searches at most so many state values at a time, and remembers what it found out. */
export function createEnds(definition: Definition, most: number): Ends {
  const steps = createSteps(definition);
  const verdicts = new Map<string, boolean>();
  let givenUp = 0;

  function from(value: StateValue): boolean | undefined {
    const visited = new Map<string, string | undefined>();
    const waiting: AnyMachineSnapshot[] = [];
    const visit = (snapshot: AnyMachineSnapshot, before: string | undefined): boolean => {
      const key = keyOf(snapshot);
      const verdict = snapshot.status === 'done' || verdicts.get(key);
      if (verdict === true) {
        for (let at = before; at !== undefined; at = visited.get(at)) verdicts.set(at, true);
        return true;
      }
      if (verdict === undefined && !visited.has(key)) {
        visited.set(key, before);
        waiting.push(snapshot);
      }
      return false;
    };
    if (visit(steps.shape.resolveState({ value } as never), undefined)) return true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (visited.size > most) {
        givenUp += 1;
        return undefined;
      }
      const before = keyOf(next);
      for (const after of steps.from(next)) if (visit(after, before)) return true;
    }
    for (const key of visited.keys()) verdicts.set(key, false);
    return false;
  }

  const note = () =>
    `an end was not found within ${most} state values from ${givenUp} instances: there may be none`;
  return { from, notes: () => (givenUp === 0 ? [] : [note()]) };
}
