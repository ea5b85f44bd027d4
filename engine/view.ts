import type { Definition } from './definition.ts';
import type { Entry } from './entry.ts';
import { matchesEvent } from './event-types.ts';
import { type Live, peek, thaw } from './kernel.ts';

/** Where an instance stands, and what it is found by. */
export interface Whereabouts {
  /** Dotted paths of the active leaf states, in the machine's order. */
  readonly leaves: readonly string[];
  readonly key?: string;
  readonly customer?: string;
}

/** How an entry looks through its definition. */
export interface View extends Whereabouts {
  /** The state value: a string, or nested objects of them; null where the machine failed before it stood anywhere. */
  readonly state: unknown;
  readonly context: unknown;
  readonly output: unknown;
  readonly error: unknown;
  /** Event types with a transition from here, guards not evaluated; empty once it has ended. */
  readonly accepts: readonly string[];
}

/** The part of `viewOf` that lists need. */
export function whereaboutsOf(definition: Definition, entry: Entry): Whereabouts {
  const { value, context } = peek(entry.snapshot);
  if (value === null) return { leaves: [] };
  return { leaves: leavesOf(thaw(definition.machine, entry)), ...foundBy(definition, context) };
}

/** Reads an entry through the definition that it is pinned to. Throws where the definition does not know its state. */
export function viewOf(definition: Definition, entry: Entry): View {
  const { value: state, context, output, error } = peek(entry.snapshot);
  if (state === null) return { state, context, output, error, accepts: [], leaves: [] };
  const live = thaw(definition.machine, entry);
  return {
    state,
    context,
    output,
    error,
    accepts: entry.status === 'active' ? acceptedTypes(definition, live) : [],
    leaves: leavesOf(live),
    ...foundBy(definition, context),
  };
}

function foundBy(definition: Definition, context: unknown): Omit<Whereabouts, 'leaves'> {
  const key = definition.key(context as never);
  const customer = definition.customer(context as never);
  return { ...(key === undefined ? {} : { key }), ...(customer === undefined ? {} : { customer }) };
}

type Node = Live['_nodes'][number];

/** Event types of the schema with a transition from the active states, whatever the guards say. */
export function acceptedTypes(definition: Definition, live: Live): string[] {
  const active = new Set<Node>(live._nodes);
  return definition.eventTypes.filter((type) => offerOf(definition.machine.root, active, type).open);
}

/** `open`: some guards let the event do something. `shut`: whatever the guards, no state further out is asked. */
interface Offer {
  readonly open: boolean;
  readonly shut: boolean;
}

/** As XState selects: the innermost state first; a region that takes or forbids the event speaks for its parents. */
function offerOf(node: Node, active: ReadonlySet<Node>, type: string): Offer {
  const inner = Object.values(node.states)
    .filter((child) => active.has(child))
    .map((child) => offerOf(child, active, type));
  const open = inner.some((offer) => offer.open);
  if (inner.some((offer) => offer.shut)) return { open, shut: true };
  const own = ownOffer(node, type);
  return { open: open || own.open, shut: own.shut };
}

function ownOffer(node: Node, type: string): Offer {
  // The event's own name first, then wildcards, the longest first.
  const descriptors = Object.keys(node.on).filter((descriptor) => matchesEvent(type, descriptor));
  descriptors.sort((a, b) => Number(b === type) - Number(a === type) || b.length - a.length);
  let open = false;
  for (const transition of descriptors.flatMap((descriptor) => node.on[descriptor] ?? [])) {
    open ||= transition.target !== undefined || transition.actions.length > 0;
    if (transition.guard === undefined) return { open, shut: true };
  }
  return { open, shut: false };
}

/** Dotted paths of the active leaf states, in the machine's order. */
export function leavesOf(live: Live): string[] {
  return live._nodes
    .filter((node: Node) => node.type === 'atomic' || node.type === 'final')
    .sort((a: Node, b: Node) => a.order - b.order)
    .map((node: Node) => node.path.join('.'));
}
