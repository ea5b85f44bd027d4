import type { Definition } from '../../engine/definition.ts';
import { matchesEvent } from '../../engine/event-types.ts';
import { graphOf, type StateView, type TransitionView } from '../../engine/graph.ts';

/** A law that a definition breaks, and where. */
export interface Breach {
  readonly law: string;
  readonly state: string;
}

/**
 * Laws that every machine's graph keeps:
 * - each invoke handles failure and success;
 * - each wait has a way out, and a wait for an event from outside one that opens by itself besides: a deadline, or a
 *   reminder;
 * - each task says until when it should be done, and time does something about it where nobody does: in its state, or
 *   around it.
 */
export function graphBreaches(definition: Definition): Breach[] {
  const root = graphOf(definition);
  const states = new Map([...everyState(root)].map((state) => [state.path, state]));
  const found: Breach[] = [];
  for (const state of states.values()) {
    const breach = (law: string) => found.push({ law, state: state.path });
    for (const { id } of state.invokes) {
      for (const outcome of ['done', 'error']) {
        const handled = state.transitions.some(({ event }) => event === `xstate.${outcome}.actor.${id}`);
        if (!handled) breach(`the invoke ${id} handles ${outcome}`);
      }
    }
    const around = [state, ...ancestors(state, states)];
    const task = definition.tasks[state.path];
    if (task !== undefined) {
      if (task.due === undefined) breach('its task has a due time');
      if (![...everyState(state), ...around].some(isTimed))
        breach('its task is reminded of, or has a deadline');
    }
    if (state.type !== 'atomic') continue;
    const ways = around.flatMap((one) => one.transitions);
    if (!ways.some(({ targets }) => targets.length > 0)) breach('it has a way out');
    const isPosted = postedTo(definition);
    if (ways.some(isPosted) && !ways.some(comesByItself)) breach('its wait has a deadline');
  }
  return found;
}

/**
 * A way that somebody outside has to open by an event. What parent and children send comes from their own ends, and
 * what other processes announce, or a change of a record is (`order.placed`, `note.created`), is nobody's to send: who
 * rests until then waits for no person.
 */
function postedTo({ eventTypes }: Definition): (way: TransitionView) => boolean {
  const asked = eventTypes.filter((type) => !type.includes('.'));
  return ({ event }) => event !== undefined && asked.some((type) => matchesEvent(type, event));
}

/** Whether time alone does something there: it leads on, or somebody is told. */
function isTimed({ transitions }: StateView): boolean {
  return transitions.some(
    ({ delay, targets, actions }) => delay !== undefined && targets.length + actions.length > 0,
  );
}

/** A way that opens without anybody: a timer, an outcome, or a condition. */
function comesByItself({ event, delay }: TransitionView): boolean {
  return delay !== undefined || event === undefined || event.startsWith('xstate.done.actor.');
}

function* everyState(state: StateView): Generator<StateView> {
  yield state;
  for (const inner of state.states) yield* everyState(inner);
}

function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  return path.split('.').slice(0, -1).join('.');
}

function ancestors(state: StateView, states: ReadonlyMap<string, StateView>): StateView[] {
  const parent = parentOf(state.path);
  const above = parent === undefined ? undefined : states.get(parent);
  return above === undefined ? [] : [above, ...ancestors(above, states)];
}
