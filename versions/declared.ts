import { aftersOf, isTaken, timerName } from '../engine/carry-timers.ts';
import { everyNode, isLeaf, isWithin, type Node, nodeAt, pathOf } from '../engine/configuration.ts';
import type { Definition, Migration, Place } from '../engine/definition.ts';

/** What a migration names that is not there, in the one version or in the other. */
export function declaredProblems(from: Definition, to: Definition, migration: Migration): string[] {
  const old = `version ${from.version} does not have`;
  const now = `version ${to.version} does not have`;
  if (from.version >= to.version) return [`version ${from.version} is not earlier than ${to.version}`];
  const states = Object.entries(migration.states).flatMap(([path, place]) => {
    const node = nodeAt(from.machine, path);
    if (node === undefined) return [`states names ${path}, which ${old}`];
    return placeProblem(`states puts ${path} in`, to, place, isLeaf(node), now);
  });
  const regions = Object.entries(migration.regions).flatMap(([path, place]) => {
    if (nodeAt(to.machine, path)?.parent?.type !== 'parallel') {
      return [`regions names ${path}, which is no region in version ${to.version}`];
    }
    if (typeof place === 'string' && !isWithin(place, path))
      return [`regions begins ${path} in ${place}, outside of it`];
    return placeProblem(`regions begins ${path} in`, to, place, true, now);
  });
  const history = Object.entries(migration.history).flatMap(([path, target]) => [
    ...(isHistory(from, path) ? [] : [`history names ${path}, which ${old}`]),
    ...(target === null || isHistory(to, target) ? [] : [`history puts ${path} at ${target}, which ${now}`]),
  ]);
  const timers = Object.entries(migration.timers).flatMap(([name, target]) => [
    ...(hasTimer(from, name) ? [] : [`timers names ${name}, which ${old}`]),
    ...(target === null || hasTimer(to, target) ? [] : [`timers makes ${name} ${target}, which ${now}`]),
  ]);
  const actors = Object.entries(migration.actors).flatMap(([id, target]) => [
    ...(invokes(from).has(id) ? [] : [`actors names ${id}, which ${old}`]),
    ...(target === null || invokes(to).has(target) ? [] : [`actors makes ${id} ${target}, which ${now}`]),
  ]);
  return [...states, ...regions, ...history, ...timers, ...actors];
}

function placeProblem(what: string, to: Definition, place: Place, leaf: boolean, missing: string): string[] {
  if (typeof place !== 'string') return [];
  const node: Node | undefined = nodeAt(to.machine, place);
  if (node === undefined) return [`${what} ${place}, which ${missing}`];
  if (!leaf || isLeaf(node) || node.type === 'history') return [];
  return [`${what} ${pathOf(node)}, which has states in it: name one of them`];
}

function isHistory({ machine }: Definition, path: string): boolean {
  return nodeAt(machine, path)?.type === 'history';
}

function hasTimer({ machine }: Definition, name: string): boolean {
  return (
    isTaken(machine, name) ||
    everyNode(machine)
      .flatMap(aftersOf)
      .some((after) => timerName(after) === name)
  );
}

function invokes({ machine }: Definition): Set<string> {
  return new Set(everyNode(machine).flatMap(({ invoke }) => invoke.map(({ id }) => id)));
}
