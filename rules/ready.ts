import { quickened } from './cells/quick.ts';
import type { DecideOptions, Decider, Outcome } from './decider.ts';
import { toJson } from './feel/json.ts';
import { plainFirst, readsClocks, WithoutFeel } from './feel/plain-first.ts';
import { Run } from './feel/run.ts';
import { limitIssues } from './limit-issues.ts';
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

/** What a model was made into, and the issues that it has. */
export async function link(model: Model, issues: Issue[]): Promise<Graph> {
  const without = new WithoutFeel(model);
  const found: Issue[] = [];
  const graph = new Graph(model, without, found);
  if (!without.needed && !readsClocks(model)) {
    issues.push(...found);
    return graph;
  }
  const { feel } = await import('./feel/feel.ts');
  return new Graph(model, plainFirst(feel), issues);
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
