/**
 * Kinds of records that go when they are old, and after how many days since their last change, where no rule says
 * otherwise. What is about an instance goes with the instance, whatever its kind.
 */
export const retiring = {
  message: 3650,
  bulk: 365,
  import: 90,
  export: 30,
  whatIf: 90,
} as const satisfies Readonly<Record<string, number>>;

/** The kind of a record that goes when it is old. */
export type RetiringKind = keyof typeof retiring;

/** Days that an instance is kept after it has ended, where neither its process nor a rule says otherwise. */
export const INSTANCE_DAYS = 3650;

/** Kinds of records that may be about an instance or a task. */
export const ABOUT_KINDS: readonly string[] = ['note', 'message', 'attachment'];

/** The instance that a record is about, itself or through a task; undefined where it is about none. */
export function instanceAbout(about: unknown): string | undefined {
  if (typeof about !== 'string') return undefined;
  return /^instance\/(.+)$/.exec(about)?.[1] ?? /^task\/(.+)-\d+-\d+$/.exec(about)?.[1];
}
