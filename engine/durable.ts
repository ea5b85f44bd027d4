import { type AnyStateMachine, StateMachine } from 'xstate';
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

const NOT_YET: Readonly<Record<string, string>> = {
  'xstate.sendTo': 'invoke an effect, or raise the event',
  'xstate.emit': 'invoke an effect',
  'xstate.log': 'remove it; the journal keeps every event',
  'xstate.spawnChild': 'invoke the effect in a state',
  'xstate.stopChild': 'leave the state that invokes it',
  'xstate.enqueueActions': 'list the actions and guard their transitions',
};
const DURABLE = new Set(['xstate.assign', 'xstate.raise', 'xstate.cancel']);

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
  const checked = machine.provide({ delays: checkedDelays(machine) as never });
  checked.options.maxIterations = Math.min(machine.options.maxIterations ?? Infinity, MOST_MICROSTEPS);
  return { ...definition, machine: checked };
}

function machineProblems({ machine, effects, inline }: Definition): Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(machine.implementations.actors)) {
    if (Object.hasOwn(effects, name) || Object.hasOwn(inline, name)) continue;
    const child = machine.implementations.actors[name] instanceof StateMachine;
    problems.push({
      state: '(setup)',
      problem: child
        ? `the child machine ${name} is not durable yet`
        : `the actor ${name} would run in the engine`,
      remedy: child
        ? 'start an instance of its own, or make it states of this one'
        : 'name it as an effect or as an inline actor',
    });
  }
  for (const name of Object.keys(effects)) {
    if (!Object.hasOwn(inline, name)) continue;
    problems.push({
      state: '(setup)',
      problem: `${name} is an effect and an inline actor`,
      remedy: 'rename one',
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
        'name it as an effect or as an inline actor',
      );
    }
    if (invoke.systemId !== undefined) found('an invoke has a systemId', 'use its id');
    if (invoke.onSnapshot !== undefined) found('an invoke has onSnapshot', 'use onDone');
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
  if (!DURABLE.has(type))
    return found(`${type} is not durable`, NOT_YET[type] ?? 'use assign, raise or cancel');
  return 'delay' in resolved ? delayProblem(machine, resolved.delay, found) : undefined;
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
