import type { Definition } from './definition.ts';
import type { Entry } from './entry.ts';
import { matchesEvent } from './event-types.ts';
import { type Live, peek, thaw } from './kernel.ts';

/** How an entry looks through its definition. */
export interface View {
  /** The state value: a string, or nested objects of them. */
  readonly state: unknown;
  readonly context: unknown;
  readonly output: unknown;
  readonly error: unknown;
  /** Event types with a transition from here, guards not evaluated; empty once it has ended. */
  readonly accepts: readonly string[];
  /** Dotted paths of the active leaf states, in the machine's order. */
  readonly leaves: readonly string[];
  readonly key?: string;
  readonly customer?: string;
}

/** Reads an entry through the definition that it is pinned to. Throws where the definition does not know its state. */
export function viewOf(definition: Definition, entry: Entry): View {
  const live = thaw(definition.machine, entry.snapshot);
  const { value: state, context, output, error } = peek(entry.snapshot);
  const key = definition.key(context as never);
  const customer = definition.customer(context as never);
  return {
    state,
    context,
    output,
    error,
    accepts: entry.status === 'active' ? acceptedTypes(definition, live) : [],
    leaves: leavesOf(live),
    ...(key === undefined ? {} : { key }),
    ...(customer === undefined ? {} : { customer }),
  };
}

type Node = Live['_nodes'][number];

/** Event types of the schema with a transition from the active states; one that a state forbids hides its parents'. */
export function acceptedTypes(definition: Definition, live: Live): string[] {
  const atoms = live._nodes.filter((node: Node) => node.type === 'atomic' || node.type === 'final');
  return definition.eventTypes.filter((type) => atoms.some((atom: Node) => reaches(atom, type)));
}

function reaches(atom: Node, type: string): boolean {
  for (let node: Node | undefined = atom; node !== undefined; node = node.parent) {
    const candidates = Object.entries(node.on)
      .filter(([descriptor]) => matchesEvent(type, descriptor))
      .flatMap(([, transitions]) => transitions);
    if (candidates.some((t) => t.target !== undefined || t.actions.length > 0)) return true;
    if (candidates.some((t) => t.guard === undefined)) return false;
  }
  return false;
}

function leavesOf(live: Live): string[] {
  return live._nodes
    .filter((node: Node) => node.type === 'atomic' || node.type === 'final')
    .sort((a: Node, b: Node) => a.order - b.order)
    .map((node: Node) => node.path.join('.'));
}
