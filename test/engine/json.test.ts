import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventFailed } from '../../engine/errors.ts';
import { NotJson, parse, stringify } from '../../engine/json.ts';
import { contextOf, createHarness, refusalOf } from './harness.ts';
import { seed } from './seed.ts';

const cycle: Record<string, unknown> = {};
cycle.inner = { back: [cycle] };

class Money {
  readonly minor = 1;
}

describe('JSON that keeps what it is given', () => {
  test('anything that JSON can hold, and undefined anywhere, comes back as it was', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('$undefined', '__proto__', 'toString', '', 'length'));
    const leaf = fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.boolean(),
      fc.string(),
      fc.constant('$undefined'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      fc.constant({ $undefined: true }),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf,
        fc.array(tie('tree')),
        fc.array(fc.tuple(key, tie('tree'))).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(parse(stringify(value))).toStrictEqual(value);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('what needs no help is plain JSON', () => {
    const value = { a: [1, 'two', null, { b: false }] };
    expect(stringify(value)).toBe(JSON.stringify(value));
  });

  test.each([
    ['a number that is none', { a: [1, Number.NaN] }, '/a/1 is NaN'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, '/a is Infinity'],
    ['a date', { a: { b: new Date(0) } }, '/a/b is a Date'],
    ['a map', { a: new Map() }, '/a is a Map'],
    ['a set', [new Set()], '/0 is a Set'],
    ['an error', { a: new Error('x') }, '/a is a Error'],
    ['an instance of a class', { a: new Money() }, '/a is a Money'],
    ['a function', { a: () => 1 }, '/a is a function'],
    ['a symbol', { a: Symbol('x') }, '/a is a symbol'],
    ['a bigint', { a: 1n }, '/a is a bigint'],
    ['an own toJSON', { a: { toJSON: () => 1 } }, '/a has a toJSON'],
    ['an actor’s mark', { a: { xstate$$type: 1 } }, '/a/xstate$$type would be read as an actor'],
    ['a cycle', cycle, 'or a cycle'],
    ['a list with gaps', { a: Object.assign([], { 1: 'x' }) }, '/a is a list with gaps'],
    ['a list with names', { a: Object.assign([1], { x: 'x' }) }, '/a is a list with gaps'],
    ['a list with gaps and names', { a: Object.assign([], { 1: 'x', x: 'x' }) }, '/a is a list with gaps'],
    ['a symbol for a key', { a: { [Symbol('x')]: 1 } }, '/a has a symbol for a key'],
    ['bytes', { a: new Uint8Array(2) }, '/a is a Uint8Array'],
    ['the whole, when it is no data', Number.NaN, '/ is NaN'],
  ])('%s is refused by name', (_, value, message) => {
    expect(() => stringify(value)).toThrow(NotJson);
    expect(() => stringify(value)).toThrow(message);
  });
});

describe('a context is a tree of JSON, or the event is refused', () => {
  test.each([
    [Number.NaN, '/context/kept is NaN'],
    [new Date(0), '/context/kept is a Date'],
    [{ deep: [new Map()] }, '/context/kept/deep/0 is a Map'],
    [() => 1, '/context/kept is a function'],
    [cycle, 'or a cycle'],
  ])('%s', async (what, message) => {
    const { engine, send, open } = createHarness();
    const instance = await open();
    const refusal = await refusalOf(send(instance, { type: 'keep', what }));
    expect(refusal).toBeInstanceOf(EventFailed);
    expect(String(refusal.cause)).toContain(message);
    expect((await engine.head(instance)).revision).toBe(1);
  });

  test.each([
    ['undefined', undefined],
    ['undefined in a list', [undefined, 1]],
    ['undefined in an object', { a: undefined }],
    ['what looks like our own mark', { $undefined: true }],
    ['nothing', null],
  ])('%s survives the next transitions', async (_, what) => {
    const { send, open } = createHarness();
    const instance = await open();
    await send(instance, { type: 'keep', what });
    await send(instance, { type: 'add', n: 1 });
    const context = contextOf(await send(instance, { type: 'wait' }));
    expect(context.kept).toStrictEqual(what);
    expect('kept' in context).toBe(true);
  });
});
