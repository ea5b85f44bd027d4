import type { Definitions } from './definition.ts';
import { DUE_SHARDS, type Journal, type Projection, type Queue } from './ports.ts';
import type { Relay } from './relay.ts';
import { dueDispatchesOf, HORIZON, nextLook } from './schedule.ts';

export interface SweepOptions {
  readonly journal: Journal;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly definitions: Definitions;
  readonly relay: Relay;
  readonly now: () => number;
}

/**
 * Takes what falls due soon from the index and hands it to the queue with the remaining delay; ends waits without
 * an outcome; hands effects again that have waited too long. Its work grows with what is due, not with what is
 * there. Returns how many instances it looked at. May run twice at once, late, or not for a while.
 */
export function createSweep(options: SweepOptions): () => Promise<number> {
  const { journal, projection, queue, definitions, relay, now } = options;

  async function look(instance: string): Promise<void> {
    const head = await journal.head(instance);
    if (head === undefined) return projection.remove(instance);
    const effects = (await definitions.get(head.process, head.version))?.effects ?? {};
    const dispatches = dueDispatchesOf(
      head,
      now(),
      ({ src, deadlineAt }) => deadlineAt - (effects[src]?.deadline ?? 0),
    );
    if (dispatches.length > 0) await queue.send(dispatches);
    const moved = await projection.postpone(instance, head.revision, nextLook(head, now()));
    if (!moved) await relay.relay(instance);
  }

  async function shard(number: number): Promise<number> {
    let looked = 0;
    let next: string | undefined;
    do {
      const page = await projection.due(number, now() + HORIZON, next);
      for (const { instance } of page.instances) await look(instance);
      looked += page.instances.length;
      next = page.next;
    } while (next !== undefined);
    return looked;
  }

  return async () => {
    const counts = await Promise.all(Array.from({ length: DUE_SHARDS }, (_, number) => shard(number)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
}
