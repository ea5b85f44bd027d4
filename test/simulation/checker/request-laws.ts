import type { Entry, Token } from '../../../engine/entry.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Request } from '../ledger.ts';
import { canonical } from './canonical.ts';
import type { Breach, Case, Law } from './case.ts';

/** Every acknowledged event is in the journal, at its revision, as it was acknowledged and as it was sent. */
export const acknowledged: Law = ({ entries, requests, definition }) =>
  requests.flatMap((request) =>
    request.tries.flatMap(({ answer, isUndone }): Breach[] => {
      if (answer === undefined || !('acknowledged' in answer) || isUndone) return [];
      const { revision, hash } = answer.acknowledged;
      const entry = entries[revision - 1];
      if (entry === undefined)
        return [{ law: 'acknowledged-lost', revision, what: `${named(request)} is gone` }];
      if (entry.hash !== hash) {
        return [{ law: 'acknowledged-changed', revision, what: `${named(request)} is another entry now` }];
      }
      if (!isOf(entry, request, definition)) {
        return [
          { law: 'acknowledged-other', revision, what: `${named(request)} was told of ${entry.event.type}` },
        ];
      }
      if (request.revision !== undefined && !answer.repeated && revision !== request.revision + 1) {
        return [
          {
            law: 'revision-ignored',
            revision,
            what: `${named(request)} wanted revision ${request.revision}`,
          },
        ];
      }
      return [];
    }),
  );

/** Every entry that a caller caused was sent by one, and each request is applied once at most. */
export const sent: Law = ({ entries, requests, definition, unasked }) => {
  const breaches: Breach[] = [];
  const byName = new Map<string, Request[]>();
  for (const request of requests) {
    if (request.tries.length === 0) continue;
    const name = nameOf(request);
    byName.set(name, [...(byName.get(name) ?? []), request]);
  }
  const applied = new Map<string, number>();
  for (const entry of entries) {
    const { event, revision } = entry;
    // What bulk actions do, and what is told, has laws of its own.
    if (event.who.kind !== 'caller' || unasked.has(event.id ?? '')) continue;
    const name =
      event.type === INIT
        ? INIT
        : (event.id ?? canonical([event.type, event.payload ?? {}, placeOf(event.token)]));
    const candidates = (byName.get(name) ?? []).filter((request) => isOf(entry, request, definition));
    const times = (applied.get(name) ?? 0) + 1;
    applied.set(name, times);
    if (candidates.length === 0) breaches.push({ law: 'nobody-sent', revision, what: event.type });
    else if (times > (event.id === undefined ? candidates.length : 1)) {
      breaches.push({ law: 'applied-twice', revision, what: `${event.type} for the ${times}th time` });
    }
  }
  return breaches;
};

/** The same for all that may be one and the same entry: the key, or all that was sent where there is none. */
function nameOf({ kind, key, who, body, task }: Request): string {
  // What is left out of an input is filled in.
  if (kind === 'start') return INIT;
  if (key !== undefined) return derivedId(who, key);
  const { type, ...payload } = kind === 'send' ? body : { ...body, type: kind };
  return canonical([type, payload, placeOf(task)]);
}

/** Which task it is about; null where it is about none. */
function placeOf(token: Token | undefined): readonly number[] | null {
  return token === undefined ? null : [token.revision, token.index];
}

/** Whoever is answered before another sends comes before that other. */
export const order: Law = ({ requests }) => {
  const tries = requests.flatMap(({ tries: all }) =>
    all.flatMap(({ from, headFrom, answer, isUndone }) =>
      answer !== undefined && 'acknowledged' in answer && !answer.repeated && !isUndone
        ? [{ from, headFrom, revision: answer.acknowledged.revision }]
        : [],
    ),
  );
  return tries
    .filter(({ headFrom, revision }) => revision !== 1 && revision <= headFrom)
    .map(({ headFrom, revision }) => ({
      law: 'order-lost',
      revision,
      what: `it was sent when revision ${headFrom} was there`,
    }));
};

function named({ kind, key, body }: Request): string {
  return `${kind} ${key ?? ''} ${canonical(body)}`;
}

/** Whether an entry is what a request asked for. */
function isOf(entry: Entry, request: Request, definition: Case['definition']): boolean {
  const { event, kind, revision } = entry;
  const { key, who, body, task } = request;
  if (event.who.id !== who.id) return false;
  if (request.kind === 'start') {
    const parsed = definition.parseInput(body);
    return revision === 1 && 'value' in parsed && canonical(parsed.value) === canonical(event.payload ?? {});
  }
  if (event.id !== (key === undefined ? undefined : derivedId(who, key))) return false;
  if (request.kind === 'retry') return kind === 'control' && event.type === 'retry';
  if (canonical(placeOf(event.token)) !== canonical(placeOf(task))) return false;
  if (request.kind !== 'send') {
    return (
      kind === 'control' && event.type === request.kind && canonical(event.payload ?? {}) === canonical(body)
    );
  }
  const parsed = definition.parseEvent(body);
  return (
    kind === 'event' &&
    'value' in parsed &&
    canonical(parsed.value) === canonical({ type: event.type, ...event.payload })
  );
}

/** The type of a start. */
const INIT = 'xstate.init';
