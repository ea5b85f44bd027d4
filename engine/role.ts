import type { Definition } from './definition.ts';
import type { Entry } from './entry.ts';
import { peek } from './kernel.ts';

/** Whose a task of this state is after an entry; empty where the state is no task, or its context names no role. */
export function roleOf(
  { tasks }: Pick<Definition, 'tasks'>,
  { snapshot }: Pick<Entry, 'snapshot'>,
  state: string,
): string {
  const { role = '' } = tasks[state] ?? {};
  if (typeof role === 'string') return role;
  const { context } = peek(snapshot);
  const named = (context as Readonly<Record<string, unknown>>)[role.context];
  return typeof named === 'string' ? named : '';
}
