import { takes } from '../engine/carry-actors.ts';
import { configurationOf } from '../engine/configuration.ts';
import type { Definition } from '../engine/definition.ts';
import type { Entry } from '../engine/entry.ts';
import { freeze, thaw } from '../engine/kernel.ts';
import { leavesOf } from '../engine/view.ts';
import type { Ends } from './ends.ts';

/**
 * What is wrong with an instance after its migration, though it was migrated: it does not load whole, stands where
 * the machine cannot be, has a context that does not fit, waits for what nothing takes, or can never end.
 */
export function flawsOf(definition: Definition, entry: Entry, ends: Ends): string[] {
  if (entry.status !== 'active') return [];
  const { machine } = definition;
  const live = thaw(machine, entry);
  const flaws: string[] = [];
  const working = [...entry.pending, ...entry.children.filter(({ stopped }) => !stopped)];
  if (freeze(live, (id) => working.some((one) => one.id === id)) !== entry.snapshot)
    flaws.push('it does not load as it was stored');
  const configuration = configurationOf(machine, leavesOf(live));
  if ('problems' in configuration) flaws.push(...configuration.problems);
  const context = definition.parseContext(live.context);
  if ('issues' in context) {
    flaws.push(
      ...context.issues.map(
        ({ path, message }) => `after what follows at once, the context's ${path || '/'} ${message}`,
      ),
    );
  }
  const nodes = live._nodes;
  for (const { event, to } of entry.timers) {
    // A delayed event was checked when it was carried over: it may come where another state takes it.
    if (to !== undefined || !event.type.startsWith('xstate.')) continue;
    if (!takes(nodes, event.type)) flaws.push(`nothing takes the timer ${event.type}`);
  }
  for (const { id } of working) {
    const heard =
      takes(nodes, `xstate.done.actor.${id}`) ||
      nodes.some(({ invoke }) => invoke.some((one) => one.id === id));
    if (!heard) flaws.push(`nothing takes the result of the actor ${id}`);
  }
  if (ends.from(live.value) === false) flaws.push('from here, no end can be reached');
  return flaws;
}
