import type { Model } from '../../rules/model.ts';
import { figure } from '../figure.ts';
import type { Part, Tools } from '../part.ts';
import { runProgram } from '../program.ts';
import type { Asked } from '../programs/asking.ts';
import type { DecisionRates } from '../programs/decisions.ts';
import type { FirstDecision } from '../programs/first-decision.ts';
import { median } from '../statistics.ts';

const STARTS = 7;

/** Decision tables: ten rows × four inputs, first hit; tables that grow; the first decision of a process. */
export const decisions: Part = {
  name: 'decisions',
  beside:
    'the same table by hand, by json-rules-engine and by feelin, cell by cell; ten rows; and a process without FEEL',
  async run(tools) {
    const { ours, byHand, jsonRulesEngine, feelin, rows } = await runProgram<DecisionRates>(
      'decisions',
      { rounds: 7 },
      tools,
    );
    const rate = median(ours);
    const beside = (name: string, rates: readonly number[], goal?: { atLeast: number }) =>
      figure(`decisions per CPU-second, 10 rows × 4 inputs, beside ${name}`, '/s', rate, median(rates), goal);
    const cost = (name: string) => median(rows[name] ?? []);
    const asked = await runProgram<Asked>('asking', { rounds: 7 }, tools);
    const plain = await firstDecisions('"gold", < 10', tools);
    const withFeel = await firstDecisions('? + 1 < 10', tools);
    return [
      beside('a table by hand', byHand, { atLeast: 1_000_000 }),
      beside('json-rules-engine', jsonRulesEngine),
      beside('feelin', feelin),
      figure('CPU per decision, 100 rows beside 10', 'µs', cost('100'), cost('10'), { atMostTimes: 5 }),
      figure('CPU per decision, 1,000 rows beside 10', 'µs', cost('1000'), cost('10'), { atMostTimes: 10 }),
      figure(
        'CPU per transition that decides by a table, beside one that decides by code',
        'µs',
        median(asked.cost.ours),
        median(asked.cost.baseline),
        { atMostTimes: 1.5 },
      ),
      figure(
        'bytes of its entry, beside one that decides by code',
        'bytes',
        asked.bytes.table,
        asked.bytes.code,
      ),
      figure('first decision of a process, with FEEL beside without', 'ms', withFeel, plain),
    ];
  },
};

/** The median of some fresh processes; the first brings the files into the machine's cache. */
async function firstDecisions(cell: string, tools: Tools): Promise<number> {
  const model: Model = {
    id: 'first',
    inputs: [{ name: 'score', type: 'number' }],
    decisions: [
      {
        name: 'First',
        requires: ['score'],
        logic: {
          kind: 'table',
          hitPolicy: 'F',
          inputs: [{ expression: 'score' }],
          outputs: [{}],
          rules: [{ id: 'r1', when: [cell], then: ['"yes"'] }],
        },
      },
    ],
    answer: 'First',
  };
  const times: number[] = [];
  for (let start = 0; start <= STARTS; start += 1) {
    const time = await runProgram<number>('first-decision', { model } satisfies FirstDecision, tools);
    if (start > 0) times.push(time);
  }
  return median(times);
}
