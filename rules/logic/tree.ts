import type { Evaluate, Fits, Run, Scope } from '../feel/run.ts';
import type { Branching, Leaf, Tree } from '../model.ts';
import { conform, UNFIT } from '../types.ts';
import type { Env } from './env.ts';
import { compileOutputs, type Outputs } from './outputs.ts';

/** A decision tree: asks, takes the first branch that fits, and answers what its leaf says. */
export function compileTree(tree: Tree, env: Env): Evaluate {
  const outputs = compileOutputs(tree.outputs, env);
  const root = compileNode(tree.root, outputs, env.at('', 'root'));
  return (scope, run) => {
    run.step();
    const leaf = root(scope, run);
    if (leaf === null) return null;
    run.hits.push({ table: env.owner, rules: leaf === undefined ? [] : [leaf.id] });
    if (leaf !== undefined) return outputs.whole(leaf.answers);
    const defaults = outputs.defaults(scope, run);
    return defaults === undefined ? null : outputs.whole(defaults);
  };
}

interface Reached {
  readonly id: string;
  readonly answers: readonly unknown[];
}

/** The leaf; undefined where no branch fits, null where what was asked is not what may come. */
type Walk = (scope: Scope, run: Run) => Reached | undefined | null;

function compileNode(node: Branching | Leaf, outputs: Outputs, env: Env): Walk {
  if ('ask' in node) return compileBranching(node, outputs, env);
  const answers = outputs.compile(node.then, env.at(`rule ${node.id}`, ''));
  return (scope, run) => ({ id: node.id, answers: answers(scope, run) });
}

function compileBranching(node: Branching, outputs: Outputs, env: Env): Walk {
  const asked = env.at(node.title?.en ?? node.ask, 'ask');
  const ask = asked.expression(node.ask);
  const type = env.type(node.type);
  const allowed = node.allowed === undefined ? undefined : env.at('', 'allowed').tests(node.allowed);
  const branches = node.branches.map(({ test, then }, index): { fits: Fits | undefined; walk: Walk } => {
    const path = `branches[${index}]`;
    return {
      fits: test.trim() === '-' ? undefined : env.at(node.title?.en ?? node.ask, `${path}.test`).tests(test),
      walk: compileNode(then, outputs, env.at('', `${path}.then`)),
    };
  });
  return (scope, run) => {
    run.step();
    const value = conform(ask(scope, run), type, run);
    if (value === UNFIT || (allowed && value !== null && allowed(value, scope, run) !== true)) {
      return run.fault('invalid-input', asked.place, 'it is not a value that may come');
    }
    const taken = branches.find(({ fits }) => fits === undefined || fits(value, scope, run) === true);
    return taken?.walk(scope, run);
  };
}
