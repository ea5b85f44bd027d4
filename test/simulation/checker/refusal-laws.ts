import { advance } from '../../../engine/advance.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Incoming, Sent } from '../../../engine/incoming.ts';
import type { Request } from '../ledger.ts';
import type { Breach, Case, Law } from './case.ts';

/** Whatever was refused was to be refused on a head that stood while it was asked. */
export const refusals: Law = (one) =>
  one.requests.flatMap((request) =>
    request.tries.flatMap(({ answer, headFrom, headTo, isUndone }): Breach[] => {
      if (answer === undefined || !('refused' in answer) || isUndone || isPassing(answer.refused)) return [];
      for (let revision = headFrom; revision <= Math.max(headFrom, headTo); revision++) {
        if (refusesAt(one, request, revision) === answer.refused) return [];
      }
      const what = `${request.kind} ${String(request.body.type ?? '')}: ${answer.refused}, between ${headFrom} and ${headTo}`;
      return [{ law: 'refused-wrongly', revision: headTo, what }];
    }),
  );

function isPassing(code: string): boolean {
  return ['store-unavailable', 'conflict', 'definition-unknown'].includes(code);
}

/** How a request is refused where the instance stands at a revision; undefined where it is not. */
function refusesAt(
  { entries, definition, instance }: Case,
  request: Request,
  revision: number,
): string | undefined {
  const { kind, key, who, body } = request;
  const head = entries[revision - 1];
  const id = key === undefined ? undefined : derivedId(who, key);
  if (kind !== 'start' && head === undefined) return 'instance-not-found';
  if (id !== undefined && entries.some((entry) => entry.event.id === id && entry.revision <= revision)) {
    return 'key-reused';
  }
  if (head !== undefined && request.revision !== undefined && request.revision !== revision) {
    return 'revision-mismatch';
  }
  const around = { instance, now: head?.at ?? 0, commit: '' };
  const advanced = advance(definition, head, incomingOf(kind, body, who), around);
  return 'refusal' in advanced ? advanced.refusal.code : undefined;
}

function incomingOf(kind: Request['kind'], body: Request['body'], who: Request['who']): Incoming {
  if (kind === 'start') return { kind, input: body, who };
  return kind === 'retry' ? { kind, who } : { kind: 'event', event: body as Sent, who };
}
