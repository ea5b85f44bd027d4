import type { Engine, EngineOptions } from '../../engine/engine.ts';
import { type Fault, inject } from '../adapters/failing.ts';
import type { Store } from '../adapters/store.ts';
import { begin, engineOver } from '../flow/engines.ts';

/** How often a call is tried: a lean try, and three of the SDK. */
export const ALL_TRIES = 4;
export const PUT = 'PutItemCommand';
const GET = 'GetItemCommand';

const injected: Fault[] = [];

/** An engine whose client knows the way to the journal, and whose network loses what the faults say. */
export async function unlucky(
  store: Store,
  faults: Fault | Fault[],
  options: Partial<EngineOptions> = {},
): Promise<Engine> {
  const client = store.another();
  const before = engineOver(client, store.names, options);
  await before.at(await begin(before), 1);
  for (const fault of [faults].flat()) {
    inject(client, fault);
    injected.push(fault);
  }
  return engineOver(client, store.names, options);
}

/** How many faults were injected and did not strike as often as they should; to be asked after each test. */
export function idleFaults(): number {
  return injected.splice(0).filter(({ times }) => times > 0).length;
}

/** A store that does everything and says nothing: neither to the put nor to the question what became of it. */
export function silent(meanwhile?: () => Promise<unknown>): Fault[] {
  return [
    { command: PUT, loses: 'answer', times: ALL_TRIES, ...(meanwhile && { meanwhile: onceOnly(meanwhile) }) },
    { command: GET, loses: 'answer', times: ALL_TRIES },
  ];
}

/** The same work, however often it is asked for. */
export function onceOnly(work: () => Promise<unknown>): () => Promise<unknown> {
  let done: Promise<unknown> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}
