import { expect, test } from 'vitest';
import { mapped, PATH } from '../../../functions/enrolment/mapped.ts';

const source = {
  customer: 'c-1',
  instance: 'i-1',
  event: { type: 'won', valueMinor: 5, lines: [{ article: 'OAK' }], deep: { er: null } },
};

test.each([
  [{ customer: { $: 'customer' } }, { customer: 'c-1' }],
  [
    { from: { $: 'instance' }, topic: 'silence' },
    { from: 'i-1', topic: 'silence' },
  ],
  [{ lines: { $: 'event.lines' } }, { lines: [{ article: 'OAK' }] }],
  [{ er: { $: 'event.deep.er' } }, { er: null }],
  [{ none: { $: 'event.none' }, all: [{ $: 'event.none' }, 1] }, { all: [1] }],
  [{ nested: { value: { $: 'event.valueMinor' } } }, { nested: { value: 5 } }],
  [{ proto: { $: 'event.constructor' }, type: { $: 'event.type.length' } }, {}],
  [{ kept: { $: 'customer', more: 1 } }, { kept: { $: 'customer', more: 1 } }],
])('%j makes %j', (input, made) => {
  expect(mapped(input, source)).toEqual(made);
});

test.each(['customer', 'instance', 'event', 'event.a.b'])('%s is a path', (path) => {
  expect(PATH.test(path)).toBe(true);
});

test.each(['', 'process.env', 'event.', 'customer.name', 'event..a', 'event.a b'])('%j is none', (path) => {
  expect(PATH.test(path)).toBe(false);
});
