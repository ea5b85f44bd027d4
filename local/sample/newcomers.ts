import type { Instance } from '../demo/client.ts';
import { guide } from './deeds.ts';
import type { World } from './world.ts';

const guided = new WeakMap<World, Set<string>>();

/** Sees to orders that deals have become: whoever began them saw to the others. */
export async function guideNew(world: World): Promise<void> {
  const known = guided.get(world) ?? new Set();
  guided.set(world, known);
  const orders = await world.client.all<Instance>('/instances?process=order&status=active');
  for (const one of orders) {
    if (one.context.opportunity === undefined || known.has(one.instance)) continue;
    known.add(one.instance);
    guide(world, one);
  }
}
