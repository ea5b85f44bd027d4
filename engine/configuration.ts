import type { AnyStateMachine, StateValue } from 'xstate';

export type Node = AnyStateMachine['root'];

/** A legal set of active states, and how XState writes it. */
export interface Configuration {
  readonly nodes: ReadonlySet<Node>;
  readonly value: StateValue;
}

/** A state's dotted path; empty for the root. */
export function pathOf(node: Node): string {
  return node.path.join('.');
}

/** The state at a dotted path; undefined where there is none. */
export function nodeAt(machine: AnyStateMachine, path: string): Node | undefined {
  const keys = path === '' ? [] : path.split('.');
  return keys.reduce<Node | undefined>((node, key) => node?.states[key], machine.root);
}

/** The states around a state, the nearest first. */
export function ancestorsOf(node: Node): Node[] {
  return node.parent === undefined ? [] : [node.parent, ...ancestorsOf(node.parent)];
}

/** Whether a path is this state's, or that of a state in it. */
export function isWithin(path: string, outer: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}.`);
}

export function isLeaf(node: Node): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

/** Every state of a machine, in the document's order. */
export function everyNode(machine: AnyStateMachine): Node[] {
  const nodes = [machine.root];
  for (const node of nodes) nodes.push(...Object.values(node.states));
  return nodes.toSorted((a, b) => a.order - b.order);
}

/** Whether an active state has come to its end: its `onDone` is due, or has been. */
export function isComplete(nodes: ReadonlySet<Node>, node: Node): boolean {
  const inner = Object.values(node.states);
  switch (node.type) {
    case 'compound':
      return inner.some((child) => child.type === 'final' && nodes.has(child));
    case 'parallel':
      return inner.filter((child) => child.type !== 'history').every((child) => isComplete(nodes, child));
    default:
      return node.type === 'final';
  }
}

/** What these leaf states are together, or what keeps them from being a configuration of the machine. */
export function configurationOf(
  machine: AnyStateMachine,
  leaves: readonly string[],
): Configuration | { readonly problems: readonly string[] } {
  const problems = leaves.flatMap((path) => leafProblem(machine, path));
  if (problems.length > 0) return { problems };
  const nodes = new Set<Node>([machine.root]);
  for (const path of leaves) {
    const leaf = nodeAt(machine, path);
    if (leaf !== undefined) for (const node of [leaf, ...ancestorsOf(leaf)]) nodes.add(node);
  }
  const broken = [...nodes]
    .toSorted((a, b) => a.order - b.order)
    .flatMap((node) => shapeProblems(node, nodes));
  return broken.length > 0 ? { problems: broken } : { nodes, value: stateValue(machine.root, nodes) };
}

function leafProblem(machine: AnyStateMachine, path: string): string[] {
  const node = nodeAt(machine, path);
  if (node === undefined) return [`there is no state ${path}`];
  if (isLeaf(node)) return [];
  if (node.type === 'history') return [`${path} is a history state, in which nothing can be`];
  const inner = Object.keys(node.states).join(', ');
  return [`${path || 'the root'} has states in it (${inner}): name one of them`];
}

/** What is wrong with the active states right inside an active state. */
export function shapeProblems(node: Node, nodes: ReadonlySet<Node>): string[] {
  const inner = Object.values(node.states).filter((child) => child.type !== 'history');
  const active = inner.filter((child) => nodes.has(child));
  if (node.type === 'parallel') {
    return inner
      .filter((child) => !nodes.has(child))
      .map((child) => `the region ${pathOf(child)} is in no state`);
  }
  if (node.type !== 'compound' || active.length === 1) return [];
  const where = pathOf(node) || 'the root';
  if (active.length === 0) return [`${where} is in no state`];
  return [`${where} is in several states at once: ${active.map(({ key }) => key).join(', ')}`];
}

function stateValue(node: Node, nodes: ReadonlySet<Node>): StateValue {
  const active = Object.values(node.states).filter((child) => nodes.has(child));
  const [only] = active;
  if (node.type === 'compound' && only !== undefined && isLeaf(only)) return only.key;
  return Object.fromEntries(active.map((child) => [child.key, stateValue(child, nodes)]));
}
