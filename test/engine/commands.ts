import fc from 'fast-check';

/** One thing that a random walk does; `pick` chooses among what there is then. */
export interface Command {
  readonly kind: 'offered' | 'any' | 'settle' | 'stale' | 'move';
  readonly pick: number;
  readonly fails: boolean;
}

export const commands = (most: number): fc.Arbitrary<Command[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 8, arbitrary: fc.constant('offered' as const) },
        { weight: 2, arbitrary: fc.constant('any' as const) },
        { weight: 6, arbitrary: fc.constant('settle' as const) },
        { weight: 1, arbitrary: fc.constant('stale' as const) },
        { weight: 5, arbitrary: fc.constant('move' as const) },
      ),
      pick: fc.nat({ max: 999_999 }),
      fails: fc.boolean(),
    }),
    { minLength: Math.ceil(most / 4), maxLength: most, size: 'max' },
  );
