import type { AnyActorRef } from 'xstate';
import type { Node } from './configuration.ts';
import type { Definition, Migration } from './definition.ts';
import type { Child, Entry, PendingEffect } from './entry.ts';
import { matchesEvent } from './event-types.ts';
import type { Live } from './kernel.ts';
import type { Relocated } from './relocate.ts';

/** An actor that a state invokes. */
export type Invoke = Node['invoke'][number];

/** What becomes of the actors at work: awaited effects and living children. */
export interface CarriedActors {
  readonly pending: readonly PendingEffect[];
  readonly children: readonly Child[];
  /** Those of them that the later version does not have: still under their old names. */
  readonly gone: readonly Child[];
  /** Source by id of those that have ended and are still named: what is sent to one reaches nobody. */
  readonly ended: Readonly<Record<string, string>>;
  readonly begun: readonly Invoke[];
  readonly problems: readonly string[];
}

type Actor = Pick<PendingEffect, 'id' | 'src'>;

/**
 * Carries actors over: one of the same id and source goes on, under its old token, unless `actors` names it. One
 * that a state invokes goes on with it; one that was spawned, wherever the machine is. An actor that none of the
 * earlier version stands for begins.
 */
export function carryActors(
  old: Live,
  to: Definition,
  { actors: named }: Migration,
  { nodes, imagesOf }: Relocated,
  head: Pick<Entry, 'pending' | 'children'>,
): CarriedActors {
  const before = new Set<Node>(old._nodes);
  const invoked = old._nodes.flatMap(({ invoke }) => invoke);
  const there = [...nodes].toSorted((a, b) => a.order - b.order).flatMap(({ invoke }) => invoke);
  const taken = new Set<string>();
  const problems: string[] = [];

  /** An actor that was given no id has its state's, and its place there: it follows its state. */
  function idNow(id: string): string | null | undefined {
    if (Object.hasOwn(named, id)) return named[id];
    for (const node of old._nodes) {
      const place = node.invoke.findIndex((one) => one.id === id);
      if (place === -1 || id !== unnamed(place, node)) continue;
      const image = imagesOf(node).find((one) => one.invoke[place]?.id === unnamed(place, one));
      return image === undefined ? id : unnamed(place, image);
    }
    return id;
  }

  /** Undefined: nowhere; null: gone by the author's word. */
  function aimOf({ id, src }: Actor): Actor | null | undefined {
    const wanted = idNow(id);
    if (wanted === null) return null;
    const invoke = there.find(
      (one) => one.id === wanted && (Object.hasOwn(named, id) || String(one.src) === src),
    );
    if (invoke !== undefined) return { id: invoke.id, src: String(invoke.src) };
    const spawned =
      !invoked.some((one) => one.id === id) && to.machine.implementations.actors[src] !== undefined;
    return spawned && wanted !== undefined ? { id: wanted, src } : undefined;
  }

  function carry<A extends Actor>(actor: A, kind: 'effects' | 'children'): A[] {
    const { id, src } = actor;
    const aim = aimOf(actor);
    if (aim === null) return [];
    if (aim === undefined) {
      problems.push(
        typeof named[id] === 'string'
          ? `the actor ${id} becomes ${named[id]}, which the state it is in now does not invoke`
          : `the actor ${id} (${src}) is not there any more: say in actors what becomes of it, or null`,
      );
      return [];
    }
    if (!Object.hasOwn(to[kind], aim.src)) {
      problems.push(
        `the actor ${id} becomes ${aim.src}, which is ${kind === 'effects' ? 'no effect' : 'no child'}`,
      );
    }
    if (taken.has(aim.id)) problems.push(`several actors become ${aim.id}: drop one in actors`);
    for (const outcome of ['done', 'error']) {
      const awaits = takes(before, `xstate.${outcome}.actor.${id}`);
      if (!awaits || takes(nodes, `xstate.${outcome}.actor.${aim.id}`)) continue;
      problems.push(`nothing takes the ${outcome === 'done' ? 'result' : 'failure'} of the actor ${aim.id}`);
    }
    taken.add(aim.id);
    return [{ ...actor, ...aim }];
  }

  const pending = head.pending.flatMap((effect) => carry(effect, 'effects'));
  const gone = head.children.filter((child) => !child.stopped && aimOf(child) === null);
  const children = head.children.flatMap((child) =>
    child.stopped || gone.includes(child) ? [child] : carry(child, 'children'),
  );
  // One that was stopped has lost its name, which an older one may have again.
  const alive = [...head.pending, ...head.children.filter(({ stopped }) => !stopped)];
  const ended = Object.entries(old.children as Record<string, AnyActorRef>).flatMap(([id, ref]) => {
    if (alive.some((one) => one.id === id)) return [];
    const aim = aimOf({ id, src: String(ref.src) });
    return aim && !taken.has(aim.id) ? [[aim.id, aim.src]] : [];
  });
  const stoodFor = new Set(invoked.map(({ id, src }) => aimOf({ id, src: String(src) })?.id));
  return {
    pending,
    children,
    gone,
    ended: Object.fromEntries(ended),
    begun: there.filter(({ id }) => !stoodFor.has(id)),
    problems,
  };
}

/** The id that XState gives to an actor without one. */
function unnamed(place: number, { id }: Node): string {
  return `${place}.${id}`;
}

/** Whether one of the states has a transition for an event. */
export function takes(nodes: Iterable<Node>, type: string): boolean {
  return [...nodes].some((node) =>
    [...node.transitions.keys()].some((descriptor) => matchesEvent(type, descriptor)),
  );
}
