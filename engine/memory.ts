import type { AnyStateMachine } from 'xstate';
import { ancestorsOf, isLeaf, isWithin, type Node, nodeAt, pathOf, shapeProblems } from './configuration.ts';
import type { Migration } from './definition.ts';
import type { Live } from './kernel.ts';
import type { WhereNow } from './places.ts';

/**
 * What the history states of the later machine remember, or what is lost. A memory of a state that is gone by the
 * author's own word goes with it.
 */
export function memoryIn(
  old: Live,
  machine: AnyStateMachine,
  named: Migration['history'],
  whereNow: WhereNow,
): { memory: Record<string, readonly string[]>; problems: readonly string[] } {
  const memory: Record<string, string[]> = {};
  const problems: string[] = [];
  for (const [id, nodes] of Object.entries(old.historyValue as Record<string, Node[]>)) {
    const path = historyPath(old.machine, id);
    const place = Object.hasOwn(named, path) ? named[path] : whereNow(path);
    if (place === null) continue;
    const history = place === undefined ? undefined : nodeAt(machine, place);
    if (history?.type !== 'history' || history.parent === undefined) {
      problems.push(`the history ${path} is not there any more: say in history where it lies, or null`);
      continue;
    }
    const parent = history.parent;
    const places = nodes.map((node) => whereNow(pathOf(node)));
    if (places.includes(null)) continue;
    const found = places.map((one) => inside(one ?? undefined, machine, parent, history.history === 'deep'));
    const whole = found.every((one) => one !== undefined) ? found : [];
    const around = new Set([parent, ...whole.flatMap((one) => [one, ...ancestorsOf(one)])]);
    const checked =
      history.history === 'deep' ? [...around].filter((one) => isWithin(pathOf(one), pathOf(parent))) : [];
    const broken = checked.flatMap((one) => shapeProblems(one, around));
    if (whole.length === 0 || broken.length > 0) {
      const lost = nodes.map(pathOf).join(', ');
      problems.push(`the history ${path} remembers ${lost}, which lies nowhere in ${pathOf(parent)} now`);
    } else memory[history.id] = whole.map((one) => one.id);
  }
  return { memory, problems };
}

/** What a history remembers: leaves where it is deep, otherwise the states right inside its parent. */
function inside(
  path: string | undefined,
  machine: AnyStateMachine,
  parent: Node,
  deep: boolean,
): Node | undefined {
  const node = path === undefined ? undefined : nodeAt(machine, path);
  if (node === undefined) return undefined;
  const chain = [node, ...ancestorsOf(node)];
  if (!deep) return chain.find((one) => one.parent === parent);
  return isLeaf(node) && chain.includes(parent) ? node : undefined;
}

function historyPath(machine: AnyStateMachine, id: string): string {
  const node = (machine as unknown as { idMap: Map<string, Node> }).idMap.get(id);
  return node === undefined ? id : pathOf(node);
}
