import { type Entry, sameToken, type Token } from '../../../engine/entry.ts';
import { peek } from '../../../engine/kernel.ts';
import type { Case } from './case.ts';

/** An open task, and who has it by what people and machines did about it: not by what entries say of it. */
export interface Holding extends Token {
  readonly state: string;
  readonly person: string | undefined;
}

/** Where the tasks of an instance stood after each entry, in order. */
export function holdingsAlong({
  entries,
  definition,
}: Pick<Case, 'entries' | 'definition'>): readonly (readonly Holding[])[] {
  const along: (readonly Holding[])[] = [];
  let held: readonly Holding[] = [];
  for (const entry of entries) {
    held = after(held, entry, Object.keys(definition.tasks));
    along.push(held);
  }
  return along;
}

function after(before: readonly Holding[], entry: Entry, states: readonly string[]): readonly Holding[] {
  const { kind, event, revision } = entry;
  const isOver = entry.status !== 'active' && entry.status !== 'paused';
  const active = isOver ? [] : states.filter((state) => isActive(peek(entry.snapshot).value, state));
  // A state that was entered again has another task: under the token of this entry.
  const fresh = entry.tasks.filter((task) => task.revision === revision);
  const kept = before.filter(
    ({ state }) => active.includes(state) && fresh.every((task) => task.state !== state),
  );
  const opened = fresh.map(({ index, state }) => ({ revision, index, state, person: undefined }));
  const { person } = (event.payload ?? {}) as { person?: string };
  return [...kept, ...opened].map((one) => {
    if (kind !== 'control' || event.token === undefined || !sameToken(one, event.token)) return one;
    if (event.type === 'release') return { ...one, person: undefined };
    return event.type === 'claim' || event.type === 'assign' ? { ...one, person } : one;
  });
}

/** Whether a state of a dotted path is active in a state value. */
export function isActive(value: unknown, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (typeof value === 'string') return value === first && rest.length === 0;
  const inner = (value as Readonly<Record<string, unknown>> | null)?.[first];
  if (inner === undefined) return false;
  return rest.length === 0 || isActive(inner, rest.join('.'));
}
