import { quickened } from './cells/quick.ts';
import type { DecideOptions, Decider, Outcome } from './decider.ts';
import type { Feel } from './feel/feel.ts';
import { toJson } from './feel/json.ts';
import { plainFirst, readsClocks, WithoutFeel } from './feel/plain-first.ts';
import { Run, TooLong } from './feel/run.ts';
import { limitIssues } from './limit-issues.ts';
import { LIMITS } from './limits.ts';
import type { Env } from './logic/env.ts';
import { Graph } from './logic/graph.ts';
import type { Model } from './model.ts';
import { type Issue, ModelUnfit } from './unfit.ts';
import { mayTakeLong, withinTime } from './within-time.ts';

/** Makes a model ready to decide; throws `ModelUnfit`, with every issue and its place, where it cannot. */
export async function ready(model: Model): Promise<Decider> {
  const issues: Issue[] = [...limitIssues(model)];
  if (issues.length > 0) throw new ModelUnfit(model.id, issues);
  const graph = await link(model, issues);
  if (graph.node(model.answer) === undefined)
    issues.push({ path: 'answer', message: `there is nothing with the name ${model.answer}` });
  if (issues.length > 0) throw new ModelUnfit(model.id, issues);
  const decide: Decider['decide'] = (inputs, options) => evaluate(graph, inputs, options, true);
  return { model, decide: quickened(model, decide) ?? decide };
}

/** What a model was made into, and the issues that it has: one is that its texts take more than `milliseconds` to read. */
export async function link(
  model: Model,
  issues: Issue[],
  milliseconds: number = LIMITS.readMilliseconds,
): Promise<Graph> {
  const without = new WithoutFeel(model);
  const found: Issue[] = [];
  const graph = new Graph(model, without, found);
  if (!without.needed && !readsClocks(model)) {
    issues.push(...found);
    return graph;
  }
  const { feel } = await import('./feel/feel.ts');
  const told = tellingWhere(plainFirst(feel));
  try {
    return withinTime(() => new Graph(model, told.feel, issues), milliseconds);
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    told.issue('the texts up to here take too long to read');
    return graph;
  }
}

/** FEEL that knows which text it was last asked to read. */
function tellingWhere(feel: Feel) {
  let last: Env | undefined;
  return {
    feel: {
      ...feel,
      expression(text: string, env: Env) {
        last = env;
        return feel.expression(text, env);
      },
      tests(text: string, env: Env) {
        last = env;
        return feel.tests(text, env);
      },
    },
    issue: (message: string) => void last?.issue(message),
  };
}

/** Decides with values of FEEL, or with JSON on both sides. Never throws. */
export function evaluate(
  graph: Graph,
  inputs: Readonly<Record<string, unknown>>,
  options: DecideOptions = {},
  json = false,
): Outcome {
  const run = new Run();
  const name = options.ask ?? graph.model.answer;
  const decide = () => {
    const value = graph.ask(name, graph.facts(inputs, run, json), run);
    return json ? toJson(value, run) : value;
  };
  const output = run.ended(name, () => (mayTakeLong(graph.model) ? withinTime(decide) : decide()));
  return { output, hits: run.hits, faults: run.faults };
}
