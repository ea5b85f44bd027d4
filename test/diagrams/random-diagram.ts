import fc from 'fast-check';
import type { Diagram, DiagramState } from '../../diagrams/diagram.ts';
import { statesIn } from '../../diagrams/diagram.ts';
import type { Cause, Way } from '../../diagrams/ways.ts';

interface Tree {
  readonly type: 'compound' | 'parallel' | 'atomic' | 'final' | 'history';
  readonly title: string;
  readonly states: readonly Tree[];
}

const title = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'Open',
    '待付款'.repeat(12),
    '<script>alert(1)</script>',
    ']]>',
    '"}',
    '-->',
    '&#x3c;',
    '\0\ud800',
  ),
);

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; branch: Tree }>((tie) => ({
  leaf: fc.record({
    type: fc.constantFrom<Tree['type']>('atomic', 'atomic', 'final', 'history'),
    title,
    states: fc.constant([]),
  }),
  branch: fc.record({
    type: fc.constantFrom<Tree['type']>('compound', 'compound', 'parallel'),
    title,
    states: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
  }),
  tree: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('branch')),
}));

const way = fc.record({
  from: fc.nat(),
  targets: fc.array(fc.nat(), { maxLength: 2 }),
  cause: fc.constantFrom<Cause>('event', 'delay', 'done', 'failed', 'ended', 'always'),
  text: title,
  guard: fc.option(title, { nil: undefined }),
});

/** Diagrams of any shape, with any texts: what no author would write too. */
export const anyDiagram: fc.Arbitrary<Diagram> = fc
  .record({
    title,
    states: fc.array(tree, { minLength: 1, maxLength: 5 }),
    ways: fc.array(way, { maxLength: 25 }),
    language: fc.constantFrom('en' as const, 'zh' as const),
  })
  .map(({ title, states, ways, language }) => {
    const bare = stateOf({ type: 'compound', title, states }, '');
    const paths = statesIn(bare).map(({ path }) => path);
    const pathAt = (index: number) => paths[index % paths.length] ?? '';
    const all = ways.map(({ from, targets, guard, ...rest }) => ({
      ...rest,
      from: pathAt(from),
      targets: targets.map(pathAt),
      ...(guard === undefined ? {} : { guard }),
    }));
    return { process: 'any', version: 1, language, root: withWays(bare, all) };
  });

function stateOf({ type, title, states }: Tree, path: string): DiagramState {
  const inner = states.map((child, index) => stateOf(child, path === '' ? `s${index}` : `${path}.s${index}`));
  const initial = type === 'compound' ? inner[0]?.path : undefined;
  return {
    ...{ path, type, title, titled: title.length % 2 === 0, states: inner, ways: [] },
    ...(initial === undefined ? {} : { initial }),
    actors: title.length > 30 ? [{ id: 'a', title, kind: 'effect' }] : [],
    ...(title.length === 12 ? { task: { title, role: title } } : {}),
  };
}

function withWays(state: DiagramState, ways: readonly Way[]): DiagramState {
  return {
    ...state,
    ways: ways.filter(({ from }) => from === state.path),
    states: state.states.map((child) => withWays(child, ways)),
  };
}
