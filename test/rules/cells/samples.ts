import fc from 'fast-check';

/** Texts of constants of one type, few and near each other, so that values meet them. */
const CONSTANTS: Readonly<Record<string, readonly string[]>> = {
  number: ['-10', '-1.5', '0', '0.1', '0.3', '.5', '1', '2', '2.50', '3', '10', '1000000', '123456789.25'],
  string: [
    '""',
    '"a"',
    '"A"',
    '"ab"',
    '"b"',
    '"\\u00e9"',
    '"é"',
    '"q\\"q"',
    '"\\\\"',
    '"\\n"',
    '"数"',
    '"😀"',
    '"10"',
  ],
  boolean: ['true', 'false'],
  null: ['null'],
  date: [
    'date("1969-12-31")',
    'date("2024-02-29")',
    '@"2026-01-01"',
    'date("2026-01-02")',
    'date("0099-05-06")',
  ],
  time: ['time("00:00:00")', '@"08:30:00"', 'time("08:30:00.250")', 'time("23:59:59")'],
  'date and time': [
    'date and time("2026-01-01T00:00:00")',
    '@"2026-01-01T08:30:00"',
    'date and time("2026-01-01T08:30:00.001")',
    'date and time("1969-12-31T23:59:59")',
  ],
  'days and time duration': [
    'duration("PT0S")',
    'duration("P1D")',
    '@"PT24H"',
    'duration("-PT90M")',
    'duration("P200D")',
  ],
  'years and months duration': [
    'duration("P0M")',
    'duration("P1Y")',
    '@"P12M"',
    'duration("-P3M")',
    'duration("P13M")',
  ],
};

const ORDERED = Object.keys(CONSTANTS).filter((type) => type !== 'boolean' && type !== 'null');

/** A constant of one of the types, as a cell says it. */
export const constantText = fc.oneof(
  { weight: 5, arbitrary: oneOf('number') },
  { weight: 3, arbitrary: oneOf('string') },
  ...Object.keys(CONSTANTS).map((type) => ({ weight: 1, arbitrary: oneOf(type) })),
);

const testText = fc.oneof(
  { weight: 3, arbitrary: constantText },
  {
    weight: 3,
    arbitrary: ordered((one) => fc.constantFrom('<', '<=', '>', '>=').map((by) => `${by} ${one}`)),
  },
  {
    weight: 3,
    arbitrary: ordered((from, to) =>
      fc.constantFrom('[]', '()', '[)', '(]', '][').map(([open, close]) => `${open}${from}..${to}${close}`),
    ),
  },
  { weight: 1, arbitrary: fc.constant('["a", "b"]') },
);

/** A cell of a table: mostly an ordinary one. */
export const cellText = fc.oneof(
  { weight: 1, arbitrary: fc.constant('-') },
  { weight: 4, arbitrary: testText },
  {
    weight: 1,
    arbitrary: fc.array(testText, { minLength: 2, maxLength: 4 }).map((tests) => tests.join(', ')),
  },
  {
    weight: 1,
    arbitrary: fc.array(testText, { minLength: 1, maxLength: 3 }).map((tests) => `not(${tests.join(',')})`),
  },
);

/** What an input's value is computed of: FEEL, constants among it and what stands near them. */
export const valueText = fc.oneof(
  { weight: 6, arbitrary: constantText },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '-2',
      '0.2',
      '0.1 + 0.2',
      '1.75',
      '4',
      '99999999',
      '"aa"',
      '"Z"',
      '"e"',
      '"漢"',
      '"\\uD83D"',
      '"5"',
      '"true"',
      'date("2025-12-31")',
      'date("2026-06-15")',
      'time("12:00:00")',
      'date and time("2026-05-05T05:05:05")',
      'duration("PT36H")',
      'duration("P201D")',
      'duration("P11M")',
      'duration("P1Y1M")',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'date and time("2026-01-01T08:30:00Z")',
      'date and time("2026-01-01T09:30:00+01:00")',
      'date and time("2026-01-01T09:30:00@Europe/Paris")',
      'date and time("2025-12-31T23:00:00-05:00")',
      'time("08:30:00Z")',
      'time("10:30:00+02:00")',
      'time("23:30:00@Asia/Tokyo")',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('[]', '["a", "b"]', '[1, 2, 3]', '{ a: 1 }', '{ type: "date", order: 0 }'),
  },
);

function oneOf(type: string): fc.Arbitrary<string> {
  return fc.constantFrom(...(CONSTANTS[type] ?? []));
}

function ordered(make: (one: string, other: string) => fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .constantFrom('number', 'number', 'number', 'string', 'string', ...ORDERED)
    .chain((type) => fc.tuple(oneOf(type), oneOf(type)))
    .chain(([one, other]) => make(one, other));
}
