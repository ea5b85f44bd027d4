import * as z from 'zod';
import { type BusinessWait, business } from './business.ts';
import { type Duration, lasting } from './define.ts';

const MINUTE = lasting({ minutes: 1 });
const TEN_YEARS = lasting({ days: 3650 });

/** A length of time, for people who change it: from a minute to ten years in all. */
export const duration = z
  .strictObject({
    days: z.number().min(0).max(3650).optional(),
    hours: z.number().min(0).max(87_600).optional(),
    minutes: z.number().min(0).max(5_256_000).optional(),
    seconds: z.number().min(0).max(315_360_000).optional(),
  })
  .refine(
    (parts) => lasting(parts as Duration) >= MINUTE && lasting(parts as Duration) <= TEN_YEARS,
    'must be from a minute to ten years',
  ) as unknown as z.ZodType<Duration, Duration>;

/** Where a delay, an action or an inline actor finds what the engine has looked up. */
type Looking = { readonly system: object } | Finding;

interface Finding {
  find(kind: string, id: string): unknown;
}

/** What a company may change about a process without code. `V` is all of it, defaults filled in. */
export interface Settings<V extends object = object> {
  readonly process: string;
  /** Unknown fields are refused. */
  readonly schema: z.ZodType<V>;
  /** What counts now: what the company has set, else the defaults. Takes the arguments of a delay or action, or a scope. */
  at(looking: Looking): V;
  /** A delay for `setup({ delays })`. */
  delay<A extends { readonly system: object }>(pick: (values: V, args: A) => Duration): (args: A) => number;
  /** A delay that counts only while the calendar is open that `calendar` names. */
  business<A extends { readonly system: object }>(
    pick: (values: V, args: A) => BusinessWait,
    calendar: (values: V, args: A) => string,
  ): (args: A) => number;
}

const KIND = 'settings';

/**
 * Names what of a process is data: fields with defaults, described for people with `text`. A value that this version
 * of the process cannot read counts as not set: an instance never stops because of a setting.
 */
export function settings<S extends z.core.$ZodShape>(
  process: string,
  shape: S,
): Settings<z.output<z.ZodObject<S>>> {
  type V = z.output<z.ZodObject<S>>;
  const schema = z.strictObject(shape) as unknown as z.ZodType<V>;
  const known = new WeakMap<object, V>();
  let defaults: V | undefined;

  function parsed(values: object): V {
    const before = known.get(values);
    if (before !== undefined) return before;
    const readable = Object.entries(values).filter(([name, value]) => {
      const field = shape[name] as z.ZodType | undefined;
      return field?.safeParse(value).success === true;
    });
    const made = schema.parse(Object.fromEntries(readable));
    known.set(values, made);
    return made;
  }

  function at(looking: Looking): V {
    const set = lookUp(looking, process);
    if (set !== undefined) return parsed(set);
    defaults ??= schema.parse({});
    return defaults;
  }

  return {
    process,
    schema,
    at,
    delay: (pick) => (args) => lasting(pick(at(args), args)),
    business: (pick, calendar) => (args) => {
      const values = at(args);
      return business<typeof args>(pick(values, args), calendar(values, args))(args);
    },
  };
}

/** What the company has set; undefined where it has set nothing, or where nobody looks anything up. */
function lookUp(looking: Looking, process: string): object | undefined {
  const moment = 'system' in looking ? (looking.system as { moment?: Finding }).moment : looking;
  return moment?.find(KIND, process) as object | undefined;
}
