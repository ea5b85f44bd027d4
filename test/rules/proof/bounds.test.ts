import { expect, test } from 'vitest';
import type { Model, Rule } from '../../../rules/model.ts';
import { PROOF_LIMITS } from '../../../rules/proof/proof.ts';
import { prove } from '../../../rules/proof/prove.ts';
import { createDice, type Dice } from '../../local/dice.ts';

const INPUTS = ['a', 'b', 'c', 'd', 'e', 'f'];
const END = 1_000_000;

type Range = readonly [from: number, to: number];

/** All inputs cut into so many parts, each a rule: complete, and none overlaps. */
function cut(dice: Dice, rules: number): Rule[] {
  const parts: Range[][] = [INPUTS.map((): Range => [0, END])];
  while (parts.length < rules) {
    const [part] = parts.splice(dice.below(parts.length), 1);
    const input = dice.below(INPUTS.length);
    const [from, to] = part?.[input] ?? [0, 0];
    const at = dice.whole(from, to - 1);
    const half = (range: Range) => (part ?? []).map((own, index) => (index === input ? range : own));
    parts.push(...(at > from ? [half([from, at]), half([at, to])] : [part ?? []]));
  }
  return parts.map((part, index) => ({ id: `r${index}`, when: part.map(cellOf), then: [`"${index % 5}"`] }));
}

function cellOf([from, to]: Range): string {
  if (from === 0 && to === END) return '-';
  if (from === 0) return `< ${to}`;
  return to === END ? `>= ${from}` : `[${from}..${to})`;
}

function modelOf(rules: readonly Rule[], hitPolicy: 'U' | 'F' = 'U'): Model {
  const inputs = INPUTS.map((expression) => ({ expression, type: 'number' }));
  return {
    id: 'wide',
    inputs: INPUTS.map((name) => ({ name, type: 'number' })),
    decisions: [
      {
        name: 'Wide',
        requires: INPUTS,
        logic: { kind: 'table', hitPolicy, inputs, outputs: [{ type: 'string' }], rules },
      },
    ],
    answer: 'Wide',
  };
}

test('a thousand rules of six inputs cost a few boxes for each', () => {
  const rules = cut(createDice('a thousand rules'), 1000);
  const complete = prove(modelOf(rules));
  expect(complete.findings).toEqual([]);
  expect(complete.proved[0]).toMatchObject({ finished: true });
  expect(complete.proved[0]?.boxes).toBeLessThan(10 * rules.length);
});

test('of rules that leave nothing out, each that is taken away is a gap of its own', () => {
  const rules = cut(createDice('one less'), 200);
  const [gap, ...others] = prove(modelOf(rules.filter((_, index) => index !== 100))).findings;
  expect(gap?.code).toBe('gap');
  expect(others).toEqual([]);
});

test('what takes more boxes than the limits allow ends there, and says so', () => {
  const rules = cut(createDice('too many boxes'), 200);
  const proof = prove(modelOf(rules, 'F'), { ...PROOF_LIMITS, boxes: 250 });
  expect(proof.proved[0]).toMatchObject({ finished: false, boxes: 251 });
  expect(proof.findings.map(({ code, severity }) => [code, severity])).toEqual([['not-finished', 'warning']]);
});

test('a hostile table ends within its comparisons', () => {
  const dice = createDice('hostile');
  const rules = Array.from({ length: 400 }, (_, index): Rule => {
    const ranges = INPUTS.map(() => {
      const from = dice.whole(0, 300);
      return `[${from}..${from + dice.whole(400, 900)}]`;
    });
    return { id: `r${index}`, when: ranges, then: ['"a"'] };
  });
  const limits = { ...PROOF_LIMITS, comparisons: 300_000 };
  const [proved] = prove(modelOf(rules, 'F'), limits).proved;
  expect(proved?.finished).toBe(false);
  expect(proved?.boxes).toBeLessThan(limits.comparisons);
});

test('of one kind, no more findings are told than the limits allow', () => {
  const rules = INPUTS.map((id): Rule => ({ id, when: INPUTS.map(() => '-'), then: ['"a"'] }));
  const { findings } = prove(modelOf(rules), { ...PROOF_LIMITS, findings: 4 });
  expect(findings.filter(({ code }) => code === 'overlap')).toHaveLength(4);
  expect(findings.find(({ code }) => code === 'not-finished')?.text.en).toBe(
    '4 findings of this kind (overlapping rules) are shown; there may be more.',
  );
});

test('cells of many stretches cost what they take, and the proof ends at its limits', () => {
  const many = (rule: number, step: number) =>
    `not(${Array.from({ length: 40 }, (_, at) => at * step + rule).join(', ')})`;
  const rules = Array.from({ length: 20 }, (_, rule) => ({
    id: `r${rule}`,
    when: INPUTS.map((_, input) => (input < 2 ? many(rule, 3 + 4 * input) : '-')),
    then: ['"x"'],
  }));
  const [proved] = prove(modelOf(rules)).proved;
  expect(proved?.finished).toBe(false);
  expect(proved?.boxes).toBeLessThan(10_000);
});
