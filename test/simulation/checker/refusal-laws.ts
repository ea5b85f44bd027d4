import { advance } from '../../../engine/advance.ts';
import { sameToken } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Incoming, Sent } from '../../../engine/incoming.ts';
import type { Request } from '../ledger.ts';
import type { Breach, Case, Law } from './case.ts';
import { holdingsAlong } from './holders.ts';

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
function refusesAt(one: Case, request: Request, revision: number): string | undefined {
  const { entries } = one;
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
  if (request.task !== undefined) return refusesDeed(one, request, revision);
  return refusalOf(one, incomingOf(kind, body, who), revision);
}

/** How something is refused where the instance stands at a revision; undefined where it is not. */
export function refusalOf(
  { entries, commits, definition, instance, shelf }: Case,
  incoming: Incoming,
  revision: number,
): string | undefined {
  const head = entries[revision - 1];
  if (head === undefined && incoming.kind !== 'start') return 'instance-not-found';
  const data = shelf.standing(commits[revision - 1]?.at ?? 0);
  const around = { instance, now: head?.at ?? 0, commit: '', data };
  const advanced = advance(definition, head, incoming, around);
  return 'refusal' in advanced ? advanced.refusal.code : undefined;
}

/** The same of what somebody does about a task, by who has it. */
function refusesDeed(one: Case, { kind, body, who, task }: Request, revision: number): string | undefined {
  const status = one.entries[revision - 1]?.status;
  if (status !== 'active' && status !== 'paused') return 'finished';
  if (status === 'paused' && kind !== 'release' && kind !== 'assign') return 'paused';
  const open = holdingsAlong(one)[revision - 1]?.find((held) => task !== undefined && sameToken(held, task));
  if (open === undefined) return 'task-closed';
  const isOwn = open.person === task?.person;
  switch (kind) {
    case 'claim':
      return open.person === undefined ? undefined : 'task-taken';
    case 'release':
      return open.person === undefined ? 'task-free' : isOwn ? undefined : 'task-taken';
    case 'assign':
      return undefined;
    default: {
      if (open.person !== undefined && !isOwn) return 'task-taken';
      const does = one.definition.tasks[open.state]?.does ?? [];
      if (!does.includes(String(body.type))) return 'task-mismatch';
      return refusalOf(one, incomingOf(kind, body, who), revision);
    }
  }
}

function incomingOf(kind: Request['kind'], body: Request['body'], who: Request['who']): Incoming {
  if (kind === 'start') return { kind, input: body, who };
  return kind === 'retry' ? { kind, who } : { kind: 'event', event: body as Sent, who };
}
