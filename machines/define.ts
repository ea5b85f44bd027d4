import type { AnyStateMachine, EventObject, PromiseActorLogic } from 'xstate';
import * as z from 'zod';
import { type From, from, type Migration, type PathOf } from './migration.ts';
import { type Issue, parse } from './parse.ts';

/** A length of time; the parts add up. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** The duration in milliseconds, as XState counts delays. */
export function lasting({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** A text for people in both languages of the console: for `.meta()` of a schema. */
export function text(en: string, zh: string): { description: string; 'x-description-zh': string } {
  return { description: en, 'x-description-zh': zh };
}

/** A text in both languages of the console. */
export type Title = { readonly en: string; readonly zh: string };

/** A wait for a person: for as long as the state is active, the task is in the inboxes of all who have the role. */
export interface Task {
  /** Who does it; `{ context: 'queue' }`: the role that stands in that field of the context. */
  readonly role: string | { readonly context: string };
  readonly title: Title;
  /** Types of the events that complete it, the usual one first: the schema of each is its form. */
  readonly does: readonly [string, ...string[]];
  /** How long it may take, or the name of a delay of the setup. What happens when it takes longer, `after` says. */
  readonly due?: Duration | string;
  /** Who gets it: whoever takes it (the default), those who are present in turn, or the one with least to do. */
  readonly assign?: 'claim' | 'in-turn' | 'least-load';
}

/** What a state tells people about itself. */
export interface StateMeta {
  readonly title: Title;
  readonly task?: Task;
}

/** A wanted side effect: named here, performed elsewhere, at least once, always under the same key. */
export interface Effect<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly attempts: number;
  readonly deadline: Duration;
  readonly exhausted: 'fail' | 'hold';
  /** The state machine that does it, where no performer does: see `stateMachine`. */
  readonly stateMachine?: string;
}

/**
 * Names an effect. `attempts` are tries before it counts as exhausted, `deadline` the longest wait for its outcome;
 * then `exhausted` says whether the machine gets `onError` (`fail`) or a person decides to retry (`hold`).
 */
export function effect<I extends z.ZodType, O extends z.ZodType>(spec: {
  readonly input: I;
  readonly output: O;
  readonly attempts?: number;
  readonly deadline?: Duration;
  readonly exhausted?: 'fail' | 'hold';
}): Effect<I, O> {
  return { attempts: 5, deadline: { hours: 1 }, exhausted: 'fail', ...spec };
}

/** What a computation may know besides its input. */
export interface Scope {
  readonly instance: string;
  /** Epoch milliseconds at which the transition takes effect. */
  readonly at: number;
  /** Reference data, such as settings: the entry says in which revision. Throws where there is none. */
  reference(kind: string, id: string): unknown;
  /** The same, undefined where there is none. */
  find(kind: string, id: string): unknown;
  /** What a decision answers, in the version that is in force: the entry records it. Throws where there is no answer. */
  decide(decision: string, facts: Readonly<Record<string, unknown>>): unknown;
}

/** A pure computation whose result is part of the same commit. Throwing leads to `onError`. */
export interface Inline<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  /** The decision that it asks, where it is one: see `decide`. */
  readonly decision?: string;
  compute(input: z.output<I>, scope: Scope): z.output<O>;
}

/** Names an inline actor: a decision, a number, a score. No clock, no I/O: the same input gives the same output. */
export function inline<I extends z.ZodType, O extends z.ZodType>(spec: Inline<I, O>): Inline<I, O> {
  return spec;
}

/**
 * An event that another process announces, for `events`: of its fields, these are kept, and `instance`, which says who
 * emitted it.
 */
export function announced<S extends z.core.$ZodShape>(fields: S, description: ReturnType<typeof text>) {
  return z.looseObject({ instance: z.string(), ...fields }).meta(description);
}

type Events = Record<string, z.ZodObject>;
/** An event without a payload has only its type: zod's type of `{}` would forbid even that. */
type Payload<P> = P extends Record<string, never> ? unknown : P;
type EventOf<E extends Events> = {
  [K in keyof E & string]: { type: K } & Payload<z.output<E[K]>>;
}[keyof E & string];
type Actors<A> = {
  [K in keyof A]: A[K] extends { input: infer I extends z.ZodType; output: infer O extends z.ZodType }
    ? PromiseActorLogic<z.output<O>, z.output<I>>
    : never;
};

/** The end of an actor under whatever id, for `on: { 'xstate.done.actor.*': … }`: what `spawnChild` starts. */
type AnyEnd =
  | { type: 'xstate.done.actor.any'; output: unknown; actorId: string }
  | { type: 'xstate.error.actor.any'; error: unknown; actorId: string };

/** Another process, whose instances this one starts: a definition. */
interface ChildProcess {
  readonly process: string;
  readonly machine: AnyStateMachine;
  jsonSchemas?(): { readonly output: Record<string, unknown> };
}

interface Schemas {
  readonly input: z.ZodType;
  readonly context: z.ZodType;
  readonly output: z.ZodType;
  /** What people and other systems may post. */
  readonly events: Events;
  /** What only parent and children may send. */
  readonly internal?: Events;
  /** What the machine tells whoever reads its journal (`emit`). */
  readonly emitted?: Events;
  readonly effects: Record<string, Effect>;
  readonly inline: Record<string, Inline>;
  /** Processes whose instances the machine starts, as `invoke` or `spawnChild`. */
  readonly children?: Record<string, ChildProcess>;
  /** What a company may change without code: see `settings`. */
  readonly settings?: ProcessSettings;
}

/** As much of `settings` as a definition needs. */
interface ProcessSettings {
  readonly process: string;
  readonly schema: z.ZodType;
}

/** The schemas of a process, and `setup`: what XState's `setup` needs so that every type flows from them. */
export function schemas<
  I extends z.ZodType,
  C extends z.ZodType,
  O extends z.ZodType,
  E extends Events,
  F extends Record<string, Effect>,
  N extends Record<string, Inline>,
  X extends Events = Record<never, never>,
  M extends Events = Record<never, never>,
  H extends Record<string, ChildProcess> = Record<never, never>,
>(given: {
  input: I;
  context: C;
  output: O;
  events: E;
  internal?: X;
  emitted?: M;
  effects: F;
  inline: N;
  children?: H;
  settings?: ProcessSettings;
}) {
  const names = [...Object.keys(given.effects), ...Object.keys(given.inline)];
  const machines = Object.entries(given.children ?? {}).map(([name, child]) => [name, child.machine]);
  return {
    ...given,
    setup: {
      types: {} as {
        context: z.output<C>;
        events: EventOf<E> | EventOf<X> | AnyEnd;
        emitted: [keyof M] extends [never] ? EventObject : EventOf<M>;
        input: z.output<I>;
        output: z.output<O>;
        meta: StateMeta;
      },
      actors: Object.fromEntries([...names.map((name) => [name, standIn]), ...machines]) as unknown as Actors<
        F & N
      > & { [K in keyof H]: H[K]['machine'] },
    },
  };
}

/** The machine's view of an actor: it does and stores nothing, since the engine does its work. */
const AT_WORK = { status: 'active', output: undefined, error: undefined };
const standIn = {
  transition: (snapshot: unknown) => snapshot,
  getInitialSnapshot: () => AT_WORK,
  getPersistedSnapshot: () => AT_WORK,
  restoreSnapshot: () => AT_WORK,
};

/** A process as its author declares it; what comes back is what the engine runs. */
export function process<C extends z.ZodType, M extends AnyStateMachine>(
  author: {
    readonly name: string;
    readonly version: number;
    readonly title: { readonly en: string; readonly zh: string };
    readonly machine: M;
    readonly context: C;
    /** The business key in the context, such as an order's number. */
    readonly key?: (context: z.output<C>) => string | undefined;
    /** The customer's id in the context. */
    readonly customer?: (context: z.output<C>) => string | undefined;
    /** How long an instance is kept after it has ended; a rule of the company's own takes precedence. */
    readonly retention?: Duration;
    /** How instances of earlier versions become instances of this one. */
    readonly migrations?: (from: From<z.output<C>, PathOf<M>>) => readonly Migration[];
  } & Omit<Schemas, 'context'>,
) {
  const events: Record<string, z.ZodType> = {};
  for (const [type, schema] of Object.entries(author.events)) {
    const make = schema.def.catchall instanceof z.ZodUnknown ? z.object : z.strictObject;
    events[type] = make({ type: z.literal(type), ...schema.shape }).meta(schema.meta() ?? {});
  }
  let json: ReturnType<typeof toJson> | undefined;
  return {
    process: author.name,
    version: author.version,
    title: author.title,
    machine: author.machine,
    effects: Object.fromEntries(Object.entries(author.effects).map(([name, spec]) => [name, policyOf(spec)])),
    inline: Object.fromEntries(Object.entries(author.inline).map(([name, spec]) => [name, spec.compute])),
    decisions: [...new Set(Object.values(author.inline).flatMap(({ decision }) => decision ?? []))],
    children: Object.fromEntries(
      Object.entries(author.children ?? {}).map(([name, { process }]) => [name, { process }]),
    ),
    tasks: tasksOf(author.machine.root),
    ...(author.retention && { retention: lasting(author.retention) }),
    ...(author.settings && { settings: settingsOf(author.name, author.settings) }),
    migrations: author.migrations?.(from as From<z.output<C>, PathOf<M>>) ?? [],
    eventTypes: Object.keys(author.events),
    parseContext: (value: unknown) => parse(author.context, value) as Checked<z.output<C>>,
    parseInput: (value: unknown) => parse(author.input, value),
    parseEvent: (value: unknown) => {
      const type = isRecord(value) ? value.type : undefined;
      const schema = typeof type === 'string' && Object.hasOwn(events, type) ? events[type] : undefined;
      if (schema !== undefined) return parse(schema, value);
      return { issues: [{ path: '/type', message: `is none of ${Object.keys(events).join(', ')}` }] };
    },
    jsonSchemas: () => {
      json ??= toJson(author, events);
      return json;
    },
    key: (context: never) => author.key?.(context),
    customer: (context: never) => author.customer?.(context),
  };
}

function policyOf(spec: Effect) {
  return {
    attempts: spec.attempts,
    deadline: lasting(spec.deadline),
    exhausted: spec.exhausted,
    ...(spec.stateMachine !== undefined && { stateMachine: spec.stateMachine }),
    parseOutput: (value: unknown) => parse(spec.output, value) as { value: unknown } | { issues: Issue[] },
  };
}

/** A process reads its own settings; throws where they are another's. */
function settingsOf(process: string, { process: whose, schema }: ProcessSettings) {
  if (whose !== process) throw new TypeError(`These are the settings of ${whose}, not of ${process}.`);
  return { parse: (value: unknown) => parse(schema, value) };
}

type Node = AnyStateMachine['root'];

/** The tasks of a machine, by the paths of their states. */
function tasksOf(node: Node): Record<string, TaskPolicy> {
  const { task } = (node.meta ?? {}) as Partial<StateMeta>;
  const inner = Object.values(node.states).map(tasksOf);
  const own = task === undefined ? {} : { [node.path.join('.')]: policyOfTask(task) };
  return Object.assign({}, own, ...inner);
}

function policyOfTask({ due, assign = 'claim', ...task }: Task) {
  const milliseconds = typeof due === 'object' ? lasting(due) : due;
  return { ...task, assign, ...(milliseconds === undefined ? {} : { due: milliseconds }) };
}

type TaskPolicy = ReturnType<typeof policyOfTask>;

type Checked<T> = { readonly value: T } | { readonly issues: Issue[] };

function toJson(
  {
    input,
    context,
    output,
    internal = {},
    effects,
    children = {},
    settings,
  }: Omit<Schemas, 'events' | 'inline'>,
  events: Record<string, z.ZodType>,
) {
  const schema = (of: z.ZodType) => z.toJSONSchema(of, { io: 'input' }) as Record<string, unknown>;
  /** What callers never send may hold what JSON has no word for, such as undefined. */
  const anything = (of: z.ZodType) =>
    z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;
  const performed = Object.entries(effects).map(([name, effect]) => [name, anything(effect.output)]);
  const ended = Object.entries(children).map(([name, child]) => [name, child.jsonSchemas?.().output ?? {}]);
  return {
    input: schema(input),
    context: anything(context),
    output: anything(output),
    events: Object.fromEntries(Object.entries(events).map(([type, of]) => [type, schema(of)])),
    internal: Object.fromEntries(
      Object.entries(internal).map(([type, of]) => {
        const whole = of.extend({ type: z.literal(type) });
        return [type, anything(whole.meta(of.meta() ?? {}))];
      }),
    ),
    outputs: Object.fromEntries([...performed, ...ended]) as Record<string, Record<string, unknown>>,
    ...(settings && { settings: schema(settings.schema) }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
