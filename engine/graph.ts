import { type AnyStateMachine, and, not, or } from 'xstate';
import type { Definition } from './definition.ts';

/** One state of a definition, as data for drawings and forms. */
export interface StateView {
  /** Dotted path; empty for the root. */
  readonly path: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'history' | 'final';
  readonly initial?: string;
  readonly meta?: unknown;
  readonly description?: string;
  readonly invokes: readonly {
    readonly id: string;
    readonly src: string;
    readonly kind: 'effect' | 'inline';
  }[];
  readonly transitions: readonly TransitionView[];
  readonly states: readonly StateView[];
}

/** One way out of a state. `event` is absent for `always`; `delay` is its name or milliseconds. */
export interface TransitionView {
  readonly event?: string;
  readonly delay?: string | number;
  readonly guard?: string;
  readonly targets: readonly string[];
  readonly actions: readonly string[];
}

type Node = AnyStateMachine['root'];
type Transition = NonNullable<Node['always']>[number];

/** The states and transitions of a definition, guards and actions by name. */
export function graphOf(definition: Definition): StateView {
  return stateView(definition, definition.machine.root);
}

function stateView(definition: Definition, node: Node): StateView {
  const delays = new Map(
    node.after.map((t) => [t.eventType, typeof t.delay === 'number' ? t.delay : String(t.delay)]),
  );
  const transitions = [...node.transitions.values()].flat().map((t) => {
    const delay = delays.get(t.eventType);
    return transitionView(t, delay === undefined ? { event: t.eventType } : { delay });
  });
  const initial = node.type === 'compound' ? node.initial?.target?.[0] : undefined;
  return {
    path: pathOf(node),
    type: node.type,
    ...(initial ? { initial: pathOf(initial) } : {}),
    ...(node.meta === undefined ? {} : { meta: node.meta as unknown }),
    ...(node.description === undefined ? {} : { description: node.description }),
    invokes: node.invoke.map(({ id, src }) => ({
      id,
      src: String(src),
      kind: Object.hasOwn(definition.effects, String(src)) ? ('effect' as const) : ('inline' as const),
    })),
    transitions: [...transitions, ...(node.always ?? []).map((t) => transitionView(t, {}))],
    states: Object.values(node.states).map((child) => stateView(definition, child)),
  };
}

function transitionView(t: Transition, cause: Pick<TransitionView, 'event' | 'delay'>): TransitionView {
  const guard = guardOf(t.guard);
  return {
    ...cause,
    ...(guard === undefined ? {} : { guard }),
    targets: (t.target ?? []).map(pathOf),
    actions: t.actions.map((action) => nameOf(action) ?? '(inline)'),
  };
}

function pathOf(node: Node): string {
  return node.path.join('.');
}

/** A guard by its name; one that is made of others, by theirs. */
function guardOf(guard: unknown): string | undefined {
  if (typeof guard !== 'function' || !('guards' in guard) || !Array.isArray(guard.guards))
    return nameOf(guard);
  const names = guard.guards.map((one) => guardOf(one) ?? '(inline)');
  const check: unknown = 'check' in guard ? guard.check : undefined;
  if (check === checkOf(not('one'))) return `not ${names.join()}`;
  if (check === checkOf(or(['one']))) return `(${names.join(' or ')})`;
  return check === checkOf(and(['one'])) ? names.join(' and ') : '(inline)';
}

function checkOf(guard: unknown): unknown {
  return typeof guard === 'function' && 'check' in guard ? guard.check : undefined;
}

function nameOf(thing: unknown): string | undefined {
  if (thing === undefined || typeof thing === 'string') return thing;
  if (typeof thing === 'object' && thing !== null && 'type' in thing) return String(thing.type);
  if (typeof thing === 'function') return 'type' in thing ? String(thing.type) : '(inline)';
  return undefined;
}
