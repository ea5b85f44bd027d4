import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bundledDecisions } from '../../decisions/bundled.ts';
import { all } from '../../functions/definitions.ts';
import type { Scope } from '../../machines/define.ts';
import { WithoutFeel } from '../../rules/feel/plain-first.ts';
import { Graph } from '../../rules/logic/graph.ts';
import { prove } from '../../rules/proof/prove.ts';
import { ready } from '../../rules/ready.ts';
import { modelSchema } from '../../rules/schema.ts';
import { page, tableUnder } from '../docs/markdown.ts';
import { askers } from './askers.ts';

/** A saved case: what a decision answers to these inputs. */
interface Case {
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

const loaded = await Promise.all(
  Object.entries(bundledDecisions).map(async ([id, load]) => {
    const cases = readFileSync(new URL(`../../decisions/${id}.cases.json`, import.meta.url), 'utf8');
    return { id, model: await load(), cases: JSON.parse(cases) as readonly Case[] };
  }),
);

describe.each(loaded)('$id', ({ id, model, cases }) => {
  test('is a model by the schema, called what its file is called, and says in both languages what it is', () => {
    expect(modelSchema().parse(model)).toEqual(model);
    expect(model.id).toBe(id);
    for (const one of [model, ...model.inputs, ...model.decisions]) expect(one.title?.zh).toBeDefined();
  });

  test.each(cases)('answers its case: $title', async ({ inputs, expected }) => {
    const { output, faults } = (await ready(model)).decide(inputs);
    expect({ output, faults }).toEqual({ output: expected, faults: [] });
  });

  test('has a case for each of its rules, and each rule says why', async () => {
    const decider = await ready(model);
    const hit = cases.flatMap(({ inputs }) => decider.decide(inputs).hits.flatMap(({ rules }) => rules));
    const rules = rulesIn(model);
    expect([...new Set(hit)].sort()).toEqual([...new Set(rules.map((rule) => rule.id))].sort());
    for (const { annotations = [] } of rules) expect(annotations[0]).toMatch(/./);
  });

  test('is proved: no gap, no overlap, no rule that another masks', () => {
    const { findings, proved } = prove(model);
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(proved.every(({ finished }) => finished)).toBe(true);
  });

  test('loads FEEL only where it computes', () => {
    const without = new WithoutFeel(model);
    new Graph(model, without, []);
    expect(without.needed).toBe(id === 'lead-scoring');
  });

  test('is asked for what it knows, and answers what its process can use', () => {
    const { actor, given } = askers[id] ?? {};
    const asked: unknown[] = [];
    const answering = (answer: unknown) =>
      ({
        ...{
          instance: '7k3qhb2f0m9znvw6xyat5s1c4e',
          at: 0,
          reference: () => undefined,
          find: () => undefined,
        },
        decide(decision: string, facts: Readonly<Record<string, unknown>>) {
          asked.push([decision, Object.keys(facts).sort()]);
          return answer;
        },
      }) satisfies Scope;
    for (const { expected } of cases) actor?.(given as never, answering(expected));
    const inputs = model.inputs.map(({ name }) => name).sort();
    expect(asked).toEqual(cases.map(() => [id, inputs]));
    expect(() => actor?.(given as never, answering('what nobody answers'))).toThrow(id);
  });
});

test('whatever a process asks comes with Baton, and whatever comes with Baton is asked', async () => {
  const definitions = await Promise.all(all.map(({ load }) => load()));
  const asked = definitions.flatMap(({ process, decisions = [] }) => decisions.map((id) => [id, process]));
  const known = Object.entries(askers).map(([id, { process }]) => [id, process]);
  expect(asked.sort()).toEqual(known.sort());
  expect(Object.keys(askers).sort()).toEqual(Object.keys(bundledDecisions).sort());
});

test('the API guide says what they are asked, and by whom', () => {
  const told = tableUnder(page('docs/api.md'), 'Decisions that come with Baton').map((cells) =>
    cells.slice(0, 3).join(' '),
  );
  const known = loaded.map(({ id, model: { inputs } }) => {
    const facts = inputs.map(({ name }) => `\`${name}\``).join(', ');
    return `\`${id}\` \`${askers[id]?.process}\` ${facts}`;
  });
  expect(told.toSorted()).toEqual(known.toSorted());
});

interface Written {
  readonly id: string;
  readonly annotations?: readonly string[];
}

/** Every rule of every table, wherever in the model it stands. */
function rulesIn(value: unknown): readonly Written[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'kind' in value && value.kind === 'table' && 'rules' in value ? value.rules : [];
  return [...(own as readonly Written[]), ...Object.values(value).flatMap(rulesIn)];
}
