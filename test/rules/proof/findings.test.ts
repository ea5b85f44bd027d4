import { expect, test } from 'vitest';
import { prove } from '../../../rules/proof/prove.ts';
import { CASES, modelOf } from './told-tables.ts';

test.each(CASES)('%s: %s', (_, code, severity, told, en, zh, example) => {
  const finding = prove(modelOf(told)).findings.find((candidate) => candidate.code === code);
  const certain = !told.rules.some((rule) => /odd|20\.\.10/.test(rule));
  expect(finding).toMatchObject({ code, severity, certain, text: { en, zh } });
  expect(finding?.example?.inputs ?? finding?.example?.values).toEqual(example);
});
