import type { AnyStateMachine, StateValueFrom } from 'xstate';

/** A definition, as far as its types matter to a later version. */
interface Earlier {
  readonly version: number;
  readonly machine: AnyStateMachine;
  parseContext(value: unknown): { readonly value: unknown } | { readonly issues: unknown };
}

type PathIn<V> = V extends string
  ? V
  : V extends object
    ? { [K in keyof V & string]: K | `${K}.${PathIn<V[K]>}` }[keyof V & string]
    : never;

/** The dotted paths of a machine's states. */
export type PathOf<M extends AnyStateMachine> = PathIn<StateValueFrom<M>>;

type ContextOf<D extends Earlier> = Extract<ReturnType<D['parseContext']>, { value: unknown }>['value'];
/** The paths of the leaf states in which an instance stands. */
type Leaves<D extends Earlier> = readonly PathOf<D['machine']>[];
type Place<D extends Earlier, P> = P | null | ((context: ContextOf<D>, leaves: Leaves<D>) => P | null);

/** How an instance of an earlier version becomes one whose context is a `C` and whose states are the `P`. */
interface Change<D extends Earlier, C, P extends string> {
  /**
   * By the path of an earlier state, where it lies now, and all that is in it; `null`: it is gone. A function of the
   * context splits it. A state that is not named keeps its path.
   */
  readonly states?: { readonly [K in PathOf<D['machine']>]?: Place<D, P> };
  /** By the path of a region that the earlier version has not, the state in which it begins. */
  readonly regions?: { readonly [K in P]?: Place<D, P> };
  /** History states that lie elsewhere now or are gone (`null`), by path. What they remember follows `states`. */
  readonly history?: Readonly<Record<string, string | null>>;
  /** The context, from the earlier one and the paths of the leaf states in which the instance stands. */
  readonly context: (context: ContextOf<D>, leaves: Leaves<D>) => C;
  /**
   * Timers that are named differently or gone (`null`). An `after` is named by its state's path and its delay
   * (`open.packing.deadline`), a delayed event by its type. An `after` whose state goes on keeps its due time.
   */
  readonly timers?: Readonly<Record<string, string | null>>;
  /** Invoked actors whose id is another or that are gone (`null`), by id. */
  readonly actors?: Readonly<Record<string, string | null>>;
  /** Contexts of the earlier version, for the check before a deploy: every state is tried with each. */
  readonly samples?: readonly ContextOf<D>[];
}

type Bare = string | null | ((context: never, leaves: readonly string[]) => string | null);

/** A change, as the engine reads it. */
export interface Migration {
  readonly from: number;
  readonly states: Readonly<Record<string, Bare>>;
  readonly regions: Readonly<Record<string, Bare>>;
  readonly history: Readonly<Record<string, string | null>>;
  readonly timers: Readonly<Record<string, string | null>>;
  readonly actors: Readonly<Record<string, string | null>>;
  readonly samples: readonly unknown[];
  context(context: never, leaves: readonly string[]): unknown;
}

/**
 * Says how an instance of an earlier version becomes one of this version. No entry and no exit action runs: what
 * they would have done to the context is said in `context`. What this version has and the earlier one had not,
 * timers and actors, begins with the migration.
 */
export type From<C, P extends string> = <D extends Earlier>(earlier: D, change: Change<D, C, P>) => Migration;

export const from: From<never, never> = (earlier, change) => {
  const nothing = { states: {}, regions: {}, history: {}, timers: {}, actors: {}, samples: [] };
  return { from: earlier.version, ...nothing, ...change } as Migration;
};
