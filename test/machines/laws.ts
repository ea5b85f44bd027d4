import type { Definition } from '../../engine/definition.ts';
import { graphOf, type StateView, type TransitionView } from '../../engine/graph.ts';

/** A law that a definition breaks, and where. */
export interface Breach {
  readonly law: string;
  readonly state: string;
}

/**
 * Laws that every machine's graph keeps: each invoke handles failure and success, each wait has a way out, and each
 * wait for an event a timer besides.
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
    if (state.type !== 'atomic') continue;
    const ways = [state, ...ancestors(state, states)].flatMap((one) => one.transitions);
    if (!ways.some(({ targets }) => targets.length > 0)) breach('it has a way out');
    if (ways.some(isPosted) && !ways.some(comesByItself)) breach('its wait has a deadline');
  }
  return found;
}

/** A way that somebody has to open by an event. */
function isPosted({ event }: TransitionView): boolean {
  return event !== undefined && !event.startsWith('xstate.');
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
