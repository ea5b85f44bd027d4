import type { EnrolmentRule } from '../../records/kinds/enrolment.ts';

/** What an input may be made from. */
export interface Source {
  readonly customer?: string;
  /** The instance that announced the event, where one did. */
  readonly instance?: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/**
 * The input that a rule makes: values as they stand, and `{ $: 'event.amountMinor' }` for what is found there. What is
 * not there is left out, in lists and objects as well.
 */
export function mapped(input: EnrolmentRule['input'], source: Source): Readonly<Record<string, unknown>> {
  return fill(input, source) as Readonly<Record<string, unknown>>;
}

/** `customer`, `instance`, `event`, and what lies within. */
export const PATH = /^(?:customer|instance|event(?:\.[\w-]{1,64}){0,8})$/;

function fill(value: unknown, source: Source): unknown {
  if (Array.isArray(value)) return value.map((one) => fill(one, source)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  if ('$' in value && Object.keys(value).length === 1) return at(String(value.$), source);
  const filled = Object.entries(value).map(([name, one]) => [name, fill(one, source)] as const);
  return Object.fromEntries(filled.filter(([, one]) => one !== undefined));
}

function at(path: string, source: Source): unknown {
  let found: unknown = source;
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return found;
}
