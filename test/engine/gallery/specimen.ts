import type { AnyStateMachine } from 'xstate';
import * as z from 'zod';
import type { Definition } from '../../../engine/definition.ts';
import type { Sent } from '../../../engine/incoming.ts';
import { process, type schemas } from '../../../machines/define.ts';

/** A machine to compare, and what a random walk may do to it. */
export interface Specimen {
  readonly definition: Definition;
  readonly inputs: readonly unknown[];
  readonly events: readonly Sent[];
  /** Moves of the clock, in milliseconds. */
  readonly moves: readonly number[];
  /** Whether guards may refuse what `accepts` offers. */
  readonly guarded: boolean;
  /** Outcomes of its effects, by name; `{}` where there is none. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
}

const log = z.array(z.string());

/** Schemas of a machine that writes down what happened to it, in order. */
export const recorded = {
  input: z.strictObject({}),
  context: z.strictObject({ log }),
  output: z.strictObject({ log }),
};

/** The action `note` of such a machine. */
export const note = (what: string) => ({ type: 'note', params: what }) as const;

type Parts = Parameters<typeof schemas>[0];

export function specimen(
  name: string,
  parts: Parts,
  machine: AnyStateMachine,
  walk: Partial<Omit<Specimen, 'definition'>> = {},
): Specimen {
  return {
    definition: process({ name, version: 1, title: { en: name, zh: name }, ...parts, machine }),
    inputs: [{}],
    events: Object.keys(parts.events).map((type) => ({ type })),
    moves: [0, 1, 5, 10, 50],
    outputs: {},
    guarded: isGuarded(machine.root),
    ...walk,
  };
}

function isGuarded(node: AnyStateMachine['root']): boolean {
  const transitions = [...node.transitions.values()].flat();
  return transitions.some((one) => one.guard !== undefined) || Object.values(node.states).some(isGuarded);
}
