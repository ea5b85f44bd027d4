import { expect, test } from 'vitest';
import { lettersOf } from '../../../functions/bundled-letters.ts';
import { about as ofCases } from '../../../machines/case/schemas.ts';
import { about as ofRefunds } from '../../../machines/refund.ts';
import { about as ofRepairs } from '../../../machines/repair.ts';
import { about as ofReplacements } from '../../../machines/replacement.ts';
import { about as ofReturns } from '../../../machines/return.ts';

test.each([
  ['case', ofCases.options],
  ['return', ofReturns.options],
  ['repair', ofRepairs.options],
  ['replacement', ofReplacements.options],
  ['refund', ofRefunds.options],
])('there is a letter for everything that a %s tells, and for nothing else', async (process, told) => {
  const { letters = {} } = (await lettersOf(process)) ?? {};
  expect(Object.keys(letters).sort()).toEqual([...told].sort());
});
