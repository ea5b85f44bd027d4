import { unaryTest } from 'feelin';
import { Engine } from 'json-rules-engine';
import { ready } from '../../rules/ready.ts';
import { byHand, INPUTS, type Input, model, NAMES, ROWS, texts } from '../cases/routing.ts';
import { cpuOf } from '../rounds.ts';
import { answer } from './answer.ts';

/** Decisions per second of processor time, round by round. */
export interface DecisionRates {
  readonly ours: readonly number[];
  readonly byHand: readonly number[];
  readonly feelin: readonly number[];
  readonly jsonRulesEngine: readonly number[];
  /** Microseconds of processor time for one decision by a table of so many rows. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
}

function byFeelin(input: Input): string | null {
  const at = texts.findIndex((row) =>
    row.every((text, column) => unaryTest(text, { '?': input[NAMES[column] ?? 'score'] }).value === true),
  );
  return at === -1 ? null : `team-${at}`;
}

function engine(): Engine {
  const made = new Engine();
  for (const [at, [from, to, tiers, least, eu]] of ROWS.entries())
    made.addRule({
      priority: 100 - at,
      conditions: {
        all: [
          { fact: 'score', operator: 'greaterThanInclusive', value: from },
          { fact: 'score', operator: 'lessThan', value: to },
          { fact: 'tier', operator: 'in', value: [...tiers] },
          { fact: 'total', operator: 'greaterThanInclusive', value: least },
          { fact: 'eu', operator: 'equal', value: eu },
        ],
      },
      event: { type: `team-${at}` },
      onSuccess: () => {
        made.stop();
      },
    });
  return made;
}

/** A text for each row, and a range of numbers beside. */
async function byRows(rows: number): Promise<() => void> {
  const decider = await ready(
    model(
      Array.from({ length: rows }, (_, at) => [`"city-${at}"`, `[${at % 50}..${(at % 50) + 50}]`]),
      ['city', 'score'],
    ),
  );
  const inputs = Array.from({ length: 1000 }, (_, at) => ({ city: `city-${(at * 7919) % rows}`, score: 50 }));
  return () => {
    for (const input of inputs) decider.decide(input);
  };
}

await answer<{ rounds: number }, DecisionRates>(async ({ rounds }) => {
  const decider = await ready(model(texts, NAMES));
  const other = engine();
  for (const input of INPUTS.slice(0, 100)) {
    const expected = byHand(input).output;
    if (decider.decide(input).output !== expected || byFeelin(input) !== expected)
      throw new Error(`They do not agree on ${JSON.stringify(input)}.`);
  }
  let said = 0;
  const perSecond = async (times: number, work: () => void | Promise<void>) =>
    (times * 1e6) / (await cpuOf(work));
  const all = (times: number, decide: (input: Input) => unknown) =>
    perSecond(times * INPUTS.length, () => {
      for (let time = 0; time < times; time += 1)
        for (const input of INPUTS) if (decide(input) !== null) said += 1;
    });
  const sizes: [string, () => void][] = [];
  for (const rows of [10, 100, 1000]) sizes.push([String(rows), await byRows(rows)]);
  const ours: number[] = [];
  const hand: number[] = [];
  const feelin: number[] = [];
  const jsonRulesEngine: number[] = [];
  const rows: Record<string, number[]> = { 10: [], 100: [], 1000: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const rates = {
      ours: await all(300, (input) => decider.decide(input)),
      hand: await all(300, byHand),
      feelin: await perSecond(20, () => {
        for (const input of INPUTS.slice(0, 20)) byFeelin(input);
      }),
      jsonRulesEngine: await perSecond(200, async () => {
        for (const input of INPUTS.slice(0, 200)) await other.run({ ...input });
      }),
    };
    const costs = new Map<string, number>();
    for (const [name, work] of sizes)
      costs.set(
        name,
        (await cpuOf(() => {
          for (let time = 0; time < 100; time += 1) work();
        })) / 100_000,
      );
    if (round === 0) continue;
    ours.push(rates.ours);
    hand.push(rates.hand);
    feelin.push(rates.feelin);
    jsonRulesEngine.push(rates.jsonRulesEngine);
    for (const [name, cost] of costs) rows[name]?.push(cost);
  }
  if (said === 0) throw new Error('Nothing was decided.');
  return { ours, byHand: hand, feelin, jsonRulesEngine, rows };
});
