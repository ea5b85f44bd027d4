import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Instance, Transition } from './client.ts';

const PATIENCE_MS = 20_000;

/** Follows one order and prints each transition as it happens, with what decided it. */
export function createJourney(client: Client, instance: string, print: (line: string) => void) {
  let printed = 0;

  async function show(): Promise<void> {
    const { items } = await client.journal(instance);
    for (const transition of items.slice(printed)) for (const line of lines(transition)) print(line);
    printed = items.length;
  }

  return {
    show,
    async send(event: Record<string, unknown>): Promise<Instance> {
      const after = await client.send(instance, event);
      await show();
      return after;
    },
    /** Waits until the order is as wanted, printing what happens on the way. */
    async until(wanted: string, holds: (order: Instance) => boolean): Promise<Instance> {
      for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; ) {
        const order = await client.get(instance);
        await show();
        if (holds(order)) return order;
        await pause(50);
      }
      throw new Error(`The order was not ${wanted} within ${PATIENCE_MS / 1000} seconds.`);
    },
  };
}

function lines({ revision, at, event, kind, state, inline, effects }: Transition): string[] {
  const what =
    event.type === 'xstate.init' ? 'submitted' : event.type.replace(/^xstate\.(\w+)\.actor\./, '$1: ');
  const facts = Object.entries(event.payload)
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name} ${String(value)}`);
  const head = `  ${String(revision).padStart(2)}  ${at.slice(11, 19)}  ${kind.padEnd(7)} ${what}`;
  return [
    `${head}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}  →  ${placeOf(state)}`,
    ...inline.map((one) => `        decided by ${one.actor}: ${JSON.stringify(one.error ?? one.output)}`),
    ...effects.map(
      (one) =>
        `        wants ${one.effect}${one.input ? `: ${String(one.input.about)} → ${String(one.input.to)}` : ' again'}`,
    ),
  ];
}

/** A state value as dotted paths: `open.fulfilment.packing + open.notices.telling`. */
function placeOf(state: unknown, path: string[] = []): string {
  if (typeof state === 'string') return [...path, state].join('.');
  return Object.entries(state as Record<string, unknown>)
    .map(([name, inner]) => placeOf(inner, [...path, name]))
    .join(' + ');
}
