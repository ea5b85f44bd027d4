import { type Entry, type Task, type Token, tokenOf } from '../../../engine/entry.ts';
import { headIfAny } from '../../../engine/head-if-any.ts';
import { fromTaskId } from '../../../engine/ids.ts';
import type { ApiDeps } from '../deps.ts';
import { taskOf } from './present.ts';

/** A task by its id: as the head of its instance has it, or as it was opened once it is closed. */
export interface Found {
  readonly instance: string;
  readonly token: Token;
  readonly task: Task;
  readonly entry: Entry;
  readonly open: boolean;
}

/** The task of this id; undefined where there is none. */
export async function findTask({ engine }: Pick<ApiDeps, 'engine'>, id: string): Promise<Found | undefined> {
  const place = fromTaskId(id);
  if (place === undefined) return undefined;
  const { instance } = place;
  const token = tokenOf(place);
  const head = await headIfAny(engine, instance);
  if (head === undefined) return undefined;
  const task = taskOf(head, token);
  if (task !== undefined) return { instance, token, task, entry: head, open: true };
  if (head.revision < token.revision) return undefined;
  const entry = await engine.at(instance, token.revision);
  const closed = taskOf(entry, token);
  return closed && { instance, token, task: closed, entry, open: false };
}
