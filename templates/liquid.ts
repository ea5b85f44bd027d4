import { type Context, Liquid } from 'liquidjs';
import { filters, type Reader } from './filters.ts';

/** Tags that templates may use: none reads a file, keeps a value, or prints by itself. */
const TAGS = ['if', 'unless', 'case', 'for', 'comment', '#'];
/** Characters of a template's part. */
const LONGEST = 50_000;

/** For whom each rendering is. */
const readers = new WeakMap<Context, Reader>();

/** Says for whom a rendering is, before it begins. */
export function readBy(context: Context, reader: Reader): void {
  readers.set(context, reader);
}

/** Liquid with our tags and filters alone. */
export const liquid = createLiquid();

function createLiquid(): Liquid {
  const all = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: LONGEST,
  });
  for (const name of Object.keys(all.tags)) if (!TAGS.includes(name)) delete all.tags[name];
  for (const name of Object.keys(all.filters)) delete all.filters[name];
  for (const [name, { apply }] of Object.entries(filters)) {
    all.registerFilter(name, function (value, ...args) {
      const reader = readers.get(this.context);
      if (reader === undefined) throw new TypeError('Nobody said for whom this is rendered.');
      return apply(value, args, reader);
    });
  }
  return all;
}
