import type { ApiDeps } from '../deps.ts';
import { Refusal } from '../problem.ts';

const MOST_MS = 15_000;

/** Told how many are done, throws a `Refusal` once one request has decided for too long. `of`: what is counted. */
export function withinTime({ now }: Pick<ApiDeps, 'now'>, of: string): (done: number) => void {
  const until = now() + MOST_MS;
  return (fit) => {
    if (now() <= until) return;
    const detail = `Only the first ${fit} ${of} within ${MOST_MS / 1000} seconds: ask about fewer.`;
    throw new Refusal('evaluation-too-long', detail, { members: { fit } });
  };
}
