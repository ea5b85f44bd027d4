import { matches } from '../../../adapters/projection-item.ts';
import type { ListQuery } from '../../../engine/ports.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Ledger } from '../ledger.ts';
import type { Script } from '../processes/script.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';

const HOUR = 60 * 60_000;

/** Somebody who looks at lists now and then: whatever is on one fits what was asked for, and is on it once. */
export async function readLists(options: {
  readonly fleet: Fleet;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly scripts: readonly [Script, ...Script[]];
  readonly isOver: () => boolean;
}): Promise<void> {
  const { fleet, timeline, random, ledger, scripts, isOver } = options;
  while (!isOver()) {
    await timeline.pause(random.spread(HOUR, 48 * HOUR));
    const query = anyQuery(random, random.pick(scripts).definition.process);
    const limit = random.whole(1, 30);
    await fleet.call(async (_, projection) => {
      const told = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await projection.list(query, limit, cursor);
        for (const item of page.items) {
          const found = (law: string) =>
            ledger.found({ law, instance: item.instance, what: JSON.stringify(query) });
          if (!matches(item, query)) found('list-contradicts');
          if (told.has(item.instance)) found('list-repeats');
          told.add(item.instance);
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
    });
  }
}

function anyQuery(random: Random, process: string): ListQuery {
  const order = random.pick<ListQuery['order']>(['oldest', 'newest']);
  return {
    processes: [process],
    order,
    ...random.pick<Partial<ListQuery>>([
      {},
      { status: 'active' },
      { state: 'idle' },
      { state: 'open' },
      { state: 'work.left' },
    ]),
  };
}
