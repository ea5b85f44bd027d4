import { describe, expect, test } from 'vitest';
import type { Constant } from '../../../rules/cells/cell.ts';
import type { Decider } from '../../../rules/decider.ts';
import type { Finding, FindingCode, Proof } from '../../../rules/proof/proof.ts';
import { prove } from '../../../rules/proof/prove.ts';
import { ready } from '../../../rules/ready.ts';
import { seed } from '../../engine/seed.ts';
import { createDice, type Dice } from '../../local/dice.ts';
import { answering, answerOf, conflicting, fittingOf, isWithin, mapValues, valuesAt } from './judge.ts';
import { jsonOf } from './naive.ts';
import { type Planted, randomTable } from './random-table.ts';

const TABLES = 500;
const SAMPLES = 60;
/** So many are made ready and decide as well: the naive reading of their cells is held to that. */
const DECIDED = 60;
const LIMITS = { boxes: 100_000, comparisons: 20_000_000, findings: 1000 };

/** Inputs by expression, with which rules fit and what the table answers. */
interface Sample {
  readonly values: Readonly<Record<string, Constant>>;
  readonly fitting: readonly string[];
}

describe(`${TABLES} random tables (BATON_SEED=${seed})`, () => {
  console.log(`Proof: ${TABLES} tables; again with BATON_SEED=${seed}.`);
  const dice = createDice('proof');
  const tables = Array.from({ length: TABLES }, () => {
    const planted = randomTable(dice);
    return { planted, proof: prove(planted.model, LIMITS), samples: samplesOf(dice, planted) };
  });

  test('whatever was put into them is found', () => {
    const kinds = { overlap: 0, masked: 0, gap: 0 };
    for (const { planted, proof } of tables) {
      expect(proof.proved.every(({ finished }) => finished)).toBe(true);
      if (planted.overlap !== undefined) {
        kinds.overlap += 1;
        const pairs = of(proof, 'overlap', 'conflict').map(({ place }) => place.rules);
        expect(pairs, told(planted)).toContainEqual(planted.overlap);
      }
      if (planted.masked !== undefined) {
        kinds.masked += 1;
        const masked = of(proof, 'masked').map(({ place }) => place.rules?.[0]);
        expect(masked, told(planted)).toContain(planted.masked);
      }
      if (planted.gap !== undefined && planted.table.outputs[0]?.default === undefined) {
        kinds.gap += 1;
        const values = Object.fromEntries(planted.gap.map((value, index) => [`x${index}`, value]));
        expect(
          of(proof, 'gap').some((gap) => isWithin(gap, values)),
          told(planted),
        ).toBe(true);
      }
    }
    expect(Math.min(...Object.values(kinds))).toBeGreaterThan(TABLES / 20);
  });

  test('no sample contradicts what was proved', () => {
    for (const { planted, proof, samples } of tables) {
      const contradicted = samples.flatMap((sample) => contradictionsOf(planted, proof, sample));
      expect(contradicted, told(planted)).toEqual([]);
    }
  });

  test('an input that is said to change nothing changes nothing', () => {
    const changing = createDice('proof of columns');
    let changed = 0;
    for (const { planted, proof, samples } of tables) {
      for (const { place } of of(proof, 'unused-column')) {
        const column = place.column ?? '';
        const others = planted.values[Number(column.slice(1))] ?? [];
        for (const { values, fitting } of samples.slice(0, 10)) {
          const next = fittingOf(planted, { ...values, [column]: changing.among(others) });
          expect(answerOf(planted, next), told(planted)).toEqual(answerOf(planted, fitting));
          changed += 1;
        }
      }
    }
    expect(changed).toBeGreaterThan(0);
  });

  test('every example shows what it is an example of', () => {
    for (const { planted, proof } of tables) {
      const wrong = proof.findings.filter((finding) => !shows(planted, finding));
      expect(wrong, told(planted)).toEqual([]);
    }
  });

  test(`${DECIDED} tables decide on the samples and examples as they were proved`, async () => {
    let shown = 0;
    for (const { planted, proof, samples } of tables.slice(0, DECIDED)) {
      const decider = await ready(planted.model);
      const examples = proof.findings.flatMap(({ example }) =>
        example?.inputs === undefined ? [] : [example.inputs],
      );
      const sampled = samples.slice(0, 5).map(({ values }) => mapValues(values, jsonOf));
      for (const inputs of [...examples.slice(0, 12), ...sampled]) {
        const fitting = fittingOf(planted, valuesAt(planted, inputs));
        expect(hitsOf(decider, inputs), told(planted)).toEqual(answering(planted, fitting).toSorted());
        const several = decider.decide(inputs).faults.some(({ code }) => code === 'several-answers');
        expect(several, told(planted)).toBe(conflicting(planted, fitting).length > 0);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(DECIDED);
  });
});

function contradictionsOf(planted: Planted, proof: Proof, { values, fitting }: Sample): unknown[] {
  const answered = planted.table.outputs[0]?.default !== undefined;
  const within = of(proof, 'gap').some((gap) => isWithin(gap, values));
  const pairs = new Set(of(proof, 'overlap', 'conflict').map(({ place }) => place.rules?.join(' ')));
  const silent = new Set(of(proof, 'masked', 'unreachable').map(({ place }) => place.rules?.[0]));
  return [
    ...(within === (fitting.length === 0 && !answered) ? [] : [{ values, within, fitting }]),
    ...answering(planted, fitting).flatMap((rule) => (silent.has(rule) ? [{ values, silent: rule }] : [])),
    ...conflicting(planted, fitting).flatMap((pair) => (pairs.has(pair) ? [] : [{ values, pair }])),
  ];
}

/** Whether the example is what the finding says. */
function shows(planted: Planted, { code, example, place }: Finding): boolean {
  if (example?.inputs === undefined) return code === 'input-not-allowed' || code === 'not-finished';
  const [rule = '', ...others] = place.rules ?? [];
  const fitting = fittingOf(planted, valuesAt(planted, example.inputs));
  switch (code) {
    case 'gap':
      return fitting.length === 0;
    case 'overlap':
    case 'conflict':
      return conflicting(planted, fitting).includes(`${rule} ${others[0]}`);
    case 'unreachable':
      return !fitting.includes(rule);
    case 'masked':
      return fitting.includes(rule) && others.some((other) => fitting.includes(other));
    default:
      return true;
  }
}

function hitsOf(decider: Decider, inputs: Readonly<Record<string, unknown>>): string[] {
  const { hits, faults } = decider.decide(inputs);
  expect(faults.filter(({ code }) => code === 'invalid-input')).toEqual([]);
  return [...(hits[0]?.rules ?? [])].sort();
}

function of(proof: Proof, ...codes: readonly FindingCode[]): Finding[] {
  return proof.findings.filter(({ code }) => codes.includes(code));
}

function samplesOf(dice: Dice, planted: Planted): Sample[] {
  return Array.from({ length: SAMPLES }, () => {
    const values = Object.fromEntries(planted.values.map((all, index) => [`x${index}`, dice.among(all)]));
    return { values, fitting: fittingOf(planted, values) };
  });
}

function told({ table }: Planted): string {
  const rows = table.rules.map(({ id, when, then }) => `${id}: ${when.join(' | ')} → ${then}`);
  const inputs = table.inputs.map(
    ({ expression, type, allowed }) => `${expression} ${type} ${allowed ?? ''}`,
  );
  return [`${table.hitPolicy} (BATON_SEED=${seed})`, inputs.join(' | '), ...rows].join('\n');
}
