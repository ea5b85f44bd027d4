import { expect, test } from 'vitest';
import { prove } from '../../../rules/proof/prove.ts';
import { CASES, modelOf } from './told-tables.ts';

test.each(CASES)('%s: %s', (_, code, severity, told, en, zh, example) => {
  const finding = prove(modelOf(told)).findings.find((candidate) => candidate.code === code);
  expect(finding).toMatchObject({ code, severity, certain: code !== 'beyond-proof', text: { en, zh } });
  expect(finding?.example?.inputs ?? finding?.example?.values).toEqual(example);
});
