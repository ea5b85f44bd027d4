import { type AnyActorLogic, type AnyStateMachine, StateMachine } from 'xstate';
import type { Definition } from './definition.ts';
import { NotDurable } from './errors.ts';

interface Problem {
  readonly state: string;
  readonly problem: string;
  readonly remedy: string;
}

type Node = AnyStateMachine['root'];

/** Microsteps that one event may take before an `always` or `raise` loop is an error. */
const MOST_MICROSTEPS = 1000;

const DURABLE = new Set(
  ['assign', 'raise', 'sendTo', 'cancel', 'spawnChild', 'stopChild', 'emit', 'log', 'enqueueActions'].map(
    (name) => `xstate.${name}`,
  ),
);

/** A child's work is done by an instance of its own: here it does and holds nothing. */
const AT_WORK = { status: 'active', output: undefined, error: undefined };
const ELSEWHERE: AnyActorLogic = {
  transition: (snapshot: unknown) => snapshot,
  getInitialSnapshot: () => AT_WORK,
  getPersistedSnapshot: () => AT_WORK,
} as never;

/**
 * The definition, ready for the engine: delays checked as they are used, loops bounded. Throws `NotDurable`,
 * naming state and remedy, for whatever would behave differently from a live actor.
 */
export function durable<D extends Definition>(definition: D): D {
  const { machine } = definition;
  const problems = [
    ...machineProblems(definition),
    ...nodeProblems(definition, machine.root),
    ...sharedIds(machine.root),
  ];
  if (problems.length > 0) throw new NotDurable(definition.process, problems);
  const checked = machine.provide({
    delays: checkedDelays(machine) as never,
    actors: Object.fromEntries(Object.keys(definition.children).map((name) => [name, ELSEWHERE])) as never,
  });
  checked.options.maxIterations = Math.min(machine.options.maxIterations ?? Infinity, MOST_MICROSTEPS);
  return { ...definition, machine: checked };
}

function machineProblems({ machine, effects, inline, children }: Definition): Problem[] {
  const problems: Problem[] = [];
  const kinds = { 'an effect': effects, 'an inline actor': inline, 'a child': children };
  for (const name of Object.keys(machine.implementations.actors)) {
    const named = Object.entries(kinds).flatMap(([kind, names]) =>
      Object.hasOwn(names, name) ? [kind] : [],
    );
    if (name in Object.prototype) {
      problems.push({ state: '(setup)', problem: `an actor is called ${name}`, remedy: 'rename it' });
    }
    if (named.length > 1) {
      problems.push({ state: '(setup)', problem: `${name} is ${named.join(' and ')}`, remedy: 'rename one' });
    }
    if (named.length > 0) continue;
    const child = machine.implementations.actors[name] instanceof StateMachine;
    problems.push({
      state: '(setup)',
      problem: child ? `the machine ${name} is no process` : `the actor ${name} would run in the engine`,
      remedy: child
        ? 'make a process of it and name it as a child'
        : 'name it as an effect, as an inline actor or as a child',
    });
  }
  return problems;
}

function nodeProblems(definition: Definition, node: Node): Problem[] {
  const state = node.path.join('.') || '(root)';
  const found = (problem: string, remedy: string) => problems.push({ state, problem, remedy });
  const problems: Problem[] = [];
  const transitions = [...node.transitions.values()].flat().concat(node.always ?? []);
  const actions = [
    ...node.entry,
    ...node.exit,
    ...transitions.flatMap((t) => t.actions),
    ...(node.initial?.actions ?? []),
  ];
  for (const action of actions) actionProblem(definition.machine, action, found);
  for (const { guard } of transitions) guardProblem(definition.machine, guard, found);
  for (const invoke of node.invoke) {
    if (!Object.hasOwn(definition.machine.implementations.actors, String(invoke.src))) {
      found(
        `it invokes ${invoke.src}, which is not in the setup`,
        'name it as an effect, as an inline actor or as a child',
      );
    }
    if (invoke.systemId !== undefined) found('an actor has a systemId', 'use its id');
    if (invoke.onSnapshot !== undefined && !Object.hasOwn(definition.children, String(invoke.src)))
      found(`${invoke.src} has onSnapshot and is no child`, 'use onDone');
  }
  return [...problems, ...Object.values(node.states).flatMap((child) => nodeProblems(definition, child))];
}

type Found = (problem: string, remedy: string) => unknown;

function actionProblem(machine: AnyStateMachine, action: unknown, found: Found): unknown {
  const name = typeof action === 'string' ? action : nameOf(action);
  const resolved =
    typeof action === 'function'
      ? action
      : (machine.implementations.actions as Record<string, unknown>)[name];
  if (resolved === undefined) return found(`the action ${name} is not in the setup`, 'add it there');
  const type = nameOf(resolved);
  if (!(typeof resolved === 'function' && 'resolve' in resolved)) {
    return found(
      `the action ${name || '(inline)'} runs code of its own`,
      'use assign, or name an effect and invoke it',
    );
  }
  if (!DURABLE.has(type)) return found(`${type} is not known here`, "use one of XState 5's own actions");
  if (type === 'xstate.spawnChild') spawnProblem(machine, resolved as Spawning, found);
  return 'delay' in resolved ? delayProblem(machine, resolved.delay, found) : undefined;
}

interface Spawning {
  readonly src?: unknown;
  readonly id?: unknown;
  readonly systemId?: unknown;
}

function spawnProblem(machine: AnyStateMachine, { src, id, systemId }: Spawning, found: Found): void {
  if (typeof src !== 'string' || !Object.hasOwn(machine.implementations.actors, src)) {
    found(
      `it spawns ${typeof src === 'string' ? src : 'an actor'}, which is not in the setup`,
      'name it as an effect, as an inline actor or as a child',
    );
  }
  if (id === undefined) found('an actor is spawned without an id', 'give it one');
  if (systemId !== undefined) found('an actor has a systemId', 'use its id');
}

function delayProblem(machine: AnyStateMachine, delay: unknown, found: Found): unknown {
  if (delay === undefined || typeof delay === 'number') return undefined;
  if (typeof delay !== 'string') return found('a delay is an inline function', 'name it in the setup');
  const delays = machine.implementations.delays as Record<string, unknown>;
  if (!Object.hasOwn(delays, delay)) return found(`the delay ${delay} is not in the setup`, 'add it there');
  if (typeof delays[delay] === 'function' || Number.isFinite(delays[delay])) return undefined;
  return found(
    `the delay ${delay} is not a number of milliseconds`,
    'give a number, or a function of the context',
  );
}

function guardProblem(machine: AnyStateMachine, guard: unknown, found: Found): void {
  if (guard === undefined) return;
  if (typeof guard === 'function') {
    // `and`, `or` and `not` hold others.
    const inner = 'guards' in guard && Array.isArray(guard.guards) ? guard.guards : [];
    for (const one of inner) guardProblem(machine, one, found);
    return;
  }
  const name = typeof guard === 'string' ? guard : nameOf(guard);
  const guards = machine.implementations.guards as Record<string, unknown>;
  if (Object.hasOwn(guards, name)) guardProblem(machine, guards[name], found);
  else found(`the guard ${name} is not in the setup`, 'add it there');
}

/** Two actors under one id at once: stopping the one would stop the other. */
function sharedIds(root: Node): Problem[] {
  const nodes = [root];
  for (const node of nodes) nodes.push(...Object.values(node.states));
  nodes.sort((a, b) => a.order - b.order);
  const invokes = nodes.flatMap((node) => node.invoke.map(({ id }) => ({ id, node })));
  return invokes.flatMap(({ id, node }, at) =>
    invokes
      .slice(at + 1)
      .filter((other) => other.id === id && areActiveTogether(node, other.node))
      .map((other) => ({
        state: node.path.join('.') || '(root)',
        problem: `the invoke id ${id} is also used in ${other.node.path.join('.')}`,
        remedy: 'give each an id of its own',
      })),
  );
}

function areActiveTogether(one: Node, other: Node): boolean {
  const shared = one.path.findIndex((key, at) => key !== other.path[at]);
  const depth = shared === -1 ? one.path.length : shared;
  let common = one;
  while (common.path.length > depth && common.parent !== undefined) common = common.parent;
  return common === one || common === other || common.type === 'parallel';
}

/** A delay that is no number would fire at once and silently; here it is an error. */
function checkedDelays(machine: AnyStateMachine): Record<string, unknown> {
  const delays = machine.implementations.delays as Record<string, unknown>;
  const checked = Object.entries(delays).map(([name, delay]) => {
    if (typeof delay !== 'function') return [name, delay];
    const compute = delay as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        const milliseconds = compute(...args);
        if (typeof milliseconds === 'number' && Number.isFinite(milliseconds)) return milliseconds;
        throw new TypeError(`The delay ${name} is ${String(milliseconds)}, not a number of milliseconds.`);
      },
    ];
  });
  return Object.fromEntries(checked);
}

function nameOf(thing: unknown): string {
  if ((typeof thing !== 'object' && typeof thing !== 'function') || thing === null) return '';
  return 'type' in thing ? String(thing.type) : '';
}
