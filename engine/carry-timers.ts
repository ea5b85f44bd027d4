import type { AnyStateMachine } from 'xstate';
import { everyNode, type Node } from './configuration.ts';
import type { Migration } from './definition.ts';
import type { Timer } from './entry.ts';
import { matchesEvent } from './event-types.ts';
import type { Live } from './kernel.ts';
import type { Relocated } from './relocate.ts';

/** How the types of XState's own delayed events begin. */
const AFTER = 'xstate.after.';

/** An `after` of a state: XState's event for it, and its delay by name or in milliseconds. */
export interface After {
  readonly node: Node;
  readonly eventType: string;
  readonly delay: string | number;
}

/** What becomes of the armed timers, and which ones begin. */
export interface CarriedTimers {
  readonly timers: readonly Timer[];
  readonly begun: readonly After[];
  readonly problems: readonly string[];
}

/** The timers of a state, each once. */
export function aftersOf(node: Node): After[] {
  const byType = new Map<string, After>();
  for (const { eventType, delay } of node.after as unknown as After[])
    byType.set(eventType, { node, eventType, delay });
  return [...byType.values()];
}

/** A timer's name in a migration: its state's path and its delay. */
export function timerName({ node, delay }: After): string {
  return [...node.path, delay].join('.');
}

/**
 * Carries armed timers over: an `after` follows its state and keeps its due time, a delayed event stays what it is,
 * unless `timers` names it. An event that is due to parent or child is none of the machine's. An `after` that no timer
 * of the earlier version stands for begins.
 */
export function carryTimers(
  old: Live,
  machine: AnyStateMachine,
  { timers: named }: Migration,
  { nodes, imagesOf }: Relocated,
  armed: readonly Timer[],
): CarriedTimers {
  const there = [...nodes].toSorted((a, b) => a.order - b.order).flatMap(aftersOf);
  const before = old._nodes.flatMap(aftersOf);
  const aims = new Map(before.map((after) => [after.eventType, aimOf(after)]));
  const taken = new Map<string, string>();
  const problems: string[] = [];

  function aimOf(after: After): After | null | undefined {
    const name = timerName(after);
    if (!Object.hasOwn(named, name)) {
      const around = imagesOf(after.node).flatMap(aftersOf);
      return around.find(({ delay }) => String(delay) === String(after.delay));
    }
    return named[name] === null ? null : there.find((one) => timerName(one) === named[name]);
  }

  function carry(timer: Timer): Timer[] {
    const { type } = timer.event;
    if (timer.to !== undefined) return [timer];
    if (!type.startsWith(AFTER)) return carryEvent(timer);
    const aim = aims.get(type);
    if (aim === null) return [];
    const name = before.find(({ eventType }) => eventType === type);
    const told = name === undefined ? type : timerName(name);
    if (aim === undefined) {
      const wanted = named[told];
      problems.push(
        typeof wanted === 'string'
          ? `the timer ${told} becomes ${wanted}, which the state it is in now does not have`
          : `the timer ${told} is not there any more: say in timers what becomes of it, or null`,
      );
      return [];
    }
    const other = taken.get(aim.eventType);
    if (other !== undefined && other !== told) {
      problems.push(`the timers ${other} and ${told} both become ${timerName(aim)}: drop one in timers`);
      return [];
    }
    taken.set(aim.eventType, told);
    const { id } = timer;
    return [
      {
        ...timer,
        ...(id === undefined ? {} : { id: aim.eventType }),
        event: { ...timer.event, type: aim.eventType },
      },
    ];
  }

  function carryEvent(timer: Timer): Timer[] {
    const { type } = timer.event;
    const now = Object.hasOwn(named, type) ? named[type] : type;
    if (now === null) return [];
    const heard = now !== undefined && (isTaken(machine, now) || !isTaken(old.machine, type));
    if (heard) return [{ ...timer, event: { ...timer.event, type: now } }];
    problems.push(`no state takes the delayed event ${now}: say in timers what becomes of it, or null`);
    return [];
  }

  const timers = armed.flatMap(carry);
  const stoodFor = new Set([...aims.values()].flatMap((aim) => (aim ? [aim.eventType] : [])));
  return { timers, begun: there.filter(({ eventType }) => !stoodFor.has(eventType)), problems };
}

/** Whether a machine has a transition for an event, in any state. */
export function isTaken(machine: AnyStateMachine, type: string): boolean {
  return everyNode(machine).some((node) =>
    [...node.transitions.keys()].some((descriptor) => matchesEvent(type, descriptor)),
  );
}
