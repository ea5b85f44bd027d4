import type { Route } from '../../../functions/api/route.ts';
import { routes } from '../../../functions/api/routes.ts';
import type { RightRequest } from './requests.ts';
import type { Ask } from './server.ts';

/** One way to spoil a right request. */
export interface Spoiler {
  readonly kind: string;
  spoil(right: RightRequest): Ask & { readonly method?: string; readonly path?: string };
  /** The only statuses that are right. */
  readonly status: number | readonly number[];
  /** `in` and `path` of the issue, where a field is to blame. */
  readonly field?: readonly [string, string];
}

const query = (kind: string, text: string, field: string): Spoiler => ({
  kind,
  spoil: ({ path, json }) => ({ path: `${path}?${text}`, ...(json ? { json } : {}) }),
  status: 400,
  field: ['query', field],
});

const method = (name: string): Spoiler => ({
  kind: `the method ${name}`,
  spoil: () => ({ method: name }),
  status: 405,
});

const place = (kind: string, change: (path: string) => string, status: number | number[] = 404): Spoiler => ({
  kind,
  spoil: ({ path, json }) => ({ path: change(path), ...(json ? { json } : {}) }),
  status,
});

/** What is wrong for every route: paths, methods and queries that it does not know. */
export const everywhere: readonly Spoiler[] = [
  query('an unknown field in the query', 'colour=red', '/colour'),
  query('an empty field in the query', 'colour=', '/colour'),
  query('a field without a value', 'colour', '/colour'),
  query('a field without a name', '=red', '/'),
  query('a field twice', 'colour=red&colour=red', '/colour'),
  query('a field as an array', 'colour[]=red', '/colour[]'),
  query('__proto__ in the query', '__proto__=1', '/__proto__'),
  query('constructor in the query', 'constructor=1', '/constructor'),
  query('a prototype path in the query', '__proto__[polluted]=1', '/__proto__[polluted]'),
  query('bytes that are not UTF-8 in a value', 'colour=%ff', '/colour'),
  query('an overlong NUL in a value', 'colour=%c0%80', '/colour'),
  query('half a surrogate pair in a value', 'colour=%ed%a0%80', '/colour'),
  query('a broken escape in a value', 'colour=%zz', '/colour'),
  query('bytes that are not UTF-8 in a name', '%ff=red', '/'),
  query('a NUL in a name', '%00=red', '/\0'),
  query('a very long name', `${'n'.repeat(5000)}=1`, `/${'n'.repeat(100)}`),
  place('a slash at the end', (path) => `${path}/`),
  place('a slash too many', (path) => `/${path}`),
  place('a path in capitals', (path) => path.toUpperCase()),
  place('an encoded slash at the end', (path) => `${path}%2f`, [404, 405]),
  place('a NUL in the path', (path) => `${path}%00`, [404, 405]),
  place('a path that is not UTF-8', (path) => `${path}%ff`, [404, 405]),
  place('a step too deep', (path) => `${path}/more/and/more`),
];

/** Methods that no route at this path has. */
const methodsBeside = (path: string): readonly Spoiler[] => {
  const known = routes
    .filter((route) => new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .map((route): string => route.method);
  return ['PUT', 'PATCH', 'DELETE', 'QUERY', 'FROBNICATE']
    .filter((name) => !known.includes(name))
    .map(method);
};

const other = (path: string, parameter: string): readonly Spoiler[] =>
  [
    ['an unknown', 'nobody'],
    ['an odd', 'a b!'],
    ['an endless', 'x'.repeat(3000)],
    ['an undecodable', '%E0%A4%A'],
    ['a dotted', 'a.b..c'],
    ['an injected', "1' OR '1'='1"],
    ['a prototype', '__proto__'],
    ['a constructor', 'constructor'],
  ].map(([word, value = '']) => ({
    kind: `${word} ${parameter}`,
    spoil: ({ path: right, json }: RightRequest) => {
      const parts = right.split('/');
      parts[path.split('/').indexOf(`{${parameter}}`)] = value.includes('%')
        ? value
        : encodeURIComponent(value);
      return { path: parts.join('/'), ...(json ? { json } : {}) };
    },
    status: 404,
  }));

const revisions: readonly Spoiler[] = ['0', '-1', '1.5', '1e3', '0x1', '99', '9'.repeat(40), ' 1', 'NaN'].map(
  (value) => place(`the revision ${value}`, (path) => path.replace(/[^/]*$/, encodeURIComponent(value))),
);

const body = (
  kind: string,
  raw: Exclude<Ask['raw'], undefined>,
  status: number,
  field?: readonly [string, string],
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/json' },
): Spoiler => ({ kind, spoil: () => ({ raw, headers }), status, ...(field ? { field } : {}) });

const more = (kind: string, fields: Readonly<Record<string, unknown>>, field: string): Spoiler => ({
  kind,
  spoil: ({ json }) => ({ json: { ...json, ...fields } }),
  status: 422,
  field: ['body', field],
});

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const whole: readonly [string, string] = ['body', ''];

function streamed(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 65_536) controller.enqueue(bytes.slice(at, at + 65_536));
      controller.close();
    },
  });
}

/** What is wrong as a body of every route that takes one. Made anew for each use: a stream is read once. */
const bodies = (large: string): readonly Spoiler[] => [
  body('null', 'null', 422, whole),
  body('an array', '[]', 422, whole),
  body('a text', '"order"', 422, whole),
  body('a number', '42', 422, whole),
  body('half a document', '{"a":', 400),
  body('a comma too many', '{"a":1,}', 400),
  body('single quotes', "{'a':1}", 400),
  body('a comment', '{} // nothing', 400),
  body('NaN', '{"a":NaN}', 400),
  body('two documents', '{}{}', 400),
  body('a byte order mark', '\ufeff{}', 400),
  body('a NUL', '{"a":"\0"}', 400),
  body('bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400),
  more('an unknown field', { colour: 'red' }, '/colour'),
  more('an unknown field of an odd name', { 'a/b~c': 1 }, '/a~1b~0c'),
  body('a field twice', '{"a":1,"\\u0061":2}', 422, ['body', '/a']),
  body('__proto__', '{"a":[{"__proto__":{"polluted":true}}]}', 422, ['body', '/a/0/__proto__']),
  body('half a surrogate pair', '{"a":"\\ud800"}', 422, ['body', '/a']),
  body('a number out of range', '{"a":[0,1e999]}', 422, ['body', '/a/1']),
  body('33 levels', `{"a":${nested(32)}}`, 422, ['body', `/a${'/0'.repeat(31)}`]),
  body('100,000 levels', nested(100_000), 422, ['body', '/0'.repeat(32)]),
  body('too much', large, 413),
  body('too much, streamed', streamed(large), 413),
  body('too much, said to be less', large, 413, undefined, {
    'content-type': 'application/json',
    'content-length': '2',
  }),
  body('no media type', new TextEncoder().encode('{}'), 415, undefined, {}),
  body('a form', 'a=1', 415, undefined, { 'content-type': 'application/x-www-form-urlencoded' }),
  body('another media type', '{}', 415, undefined, { 'content-type': 'application/jsonp' }),
  body('another charset', '{}', 415, undefined, { 'content-type': 'application/json; charset=utf-16' }),
  body('compression', '{}', 415, undefined, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
  }),
];

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const form = (kind: string, raw: Exclude<Ask['raw'], undefined>, status: number, field?: string): Spoiler =>
  body(kind, raw, status, field === undefined ? undefined : ['body', field], FORM);

/** What is wrong as a body of every route that takes what a form posts. */
const forms = (large: string): readonly Spoiler[] => [
  form('nothing', '', 422, ''),
  form('an unknown field', 'colour=red', 422, '/colour'),
  form('a name alone', 'colour', 422, '/name'),
  form('a field twice', 'name=a&name=b', 422, '/name'),
  form('a field as an array', 'name[]=a', 422, '/name[]'),
  form('__proto__', '__proto__=1', 422, '/__proto__'),
  form('a prototype path', '__proto__[polluted]=1', 422, '/__proto__[polluted]'),
  form('constructor', 'constructor=1', 422, '/constructor'),
  form('a control character', 'name=a%00b', 422, '/name'),
  form('text that is turned around', 'name=a%E2%80%AEb', 422, '/name'),
  form('bytes that are not UTF-8', new Uint8Array([0x61, 0x3d, 0xff]), 400),
  form('escapes that are not UTF-8', 'name=%ff', 400),
  form('half a surrogate pair', 'name=%ed%a0%80', 400),
  form('a broken escape', 'name=%zz', 400),
  form('a broken escape in a name', '%zz=a', 400),
  form('too much', large, 413),
  form('too much, streamed', streamed(large), 413),
  body('JSON', '{"name":"a"}', 415, undefined, { 'content-type': 'application/json' }),
  body('a form with files', 'name=a', 415, undefined, { 'content-type': 'multipart/form-data; boundary=x' }),
  body('another charset', 'name=a', 415, undefined, {
    'content-type': 'application/x-www-form-urlencoded; charset=latin1',
  }),
  body('compression', 'name=a', 415, undefined, { ...FORM, 'content-encoding': 'gzip' }),
];

const header = (kind: string, name: string, value: string): Spoiler => ({
  kind,
  spoil: ({ json }) => ({ headers: { [name]: value }, ...(json ? { json } : {}) }),
  status: 400,
  field: ['header', `/${name}`],
});

const keys: readonly Spoiler[] = [
  header('an empty idempotency key', 'Idempotency-Key', ''),
  header('an idempotency key of 201 characters', 'Idempotency-Key', 'k'.repeat(201)),
  header('an idempotency key that is not ASCII', 'Idempotency-Key', 'schlüssel'),
];

const anyMatch: readonly Spoiler[] = [header('a revision that is no number', 'If-Match', 'abc')];

const unlocked: Spoiler = {
  kind: 'no If-Match',
  spoil: ({ json }) => ({ headers: { 'If-Match': undefined }, ...(json ? { json } : {}) }),
  status: 428,
};

const outdated: Spoiler = {
  kind: 'another revision',
  spoil: ({ json }) => ({ headers: { 'If-Match': '"7"' }, ...(json ? { json } : {}) }),
  status: 412,
};

const matches: readonly Spoiler[] = ['""', '"1', 'W/"1"', '"1", "2"', '*', '0', '-1', '1.5', ''].map(
  (value) => header(`If-Match: ${value}`, 'If-Match', value),
);

/** One byte too many and more, as JSON. */
function tooLarge({ mostBytes = 256 * 1024 }: Route): string {
  return `"${'x'.repeat(mostBytes)}"`;
}

/** Every way to spoil a request to a route. */
export function spoilersOf(route: Route): readonly Spoiler[] {
  const parameters = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...everywhere,
    ...methodsBeside(route.path),
    ...parameters.flatMap((parameter) => other(route.path, parameter)),
    ...(parameters.includes('revision') ? revisions : []),
    ...(route.method === 'POST' ? keys : []),
    ...(route.form ? forms(tooLarge(route)) : []),
    ...(!route.form && (route.method === 'POST' || route.method === 'PATCH') ? bodies(tooLarge(route)) : []),
    ...(route.method === 'GET' ? [] : anyMatch),
    ...(route.ifMatch ? matches : []),
    ...(route.ifMatch === 'required' ? [unlocked, outdated] : []),
  ];
}
