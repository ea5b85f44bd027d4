import type { Engine, EngineOptions } from '../../engine/engine.ts';
import { type Fault, inject } from '../adapters/failing.ts';
import type { Store } from '../adapters/store.ts';
import { engineOver } from '../flow/engines.ts';

/** What the SDK tries by itself. */
export const SDK_TRIES = 3;
export const PUT = 'PutItemCommand';
const GET = 'GetItemCommand';

const injected: Fault[] = [];

/** An engine whose network loses what the faults say. */
export function unlucky(store: Store, faults: Fault | Fault[], options: Partial<EngineOptions> = {}): Engine {
  const client = store.another();
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
    { command: PUT, loses: 'answer', times: SDK_TRIES, ...(meanwhile && { meanwhile: onceOnly(meanwhile) }) },
    { command: GET, loses: 'answer', times: SDK_TRIES },
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
