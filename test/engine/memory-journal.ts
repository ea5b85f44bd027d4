import { type Entry, markOf } from '../../engine/entry.ts';
import { TooLarge } from '../../engine/errors.ts';
import { parse, stringifyPlain } from '../../engine/json.ts';
import type { Journal } from '../../engine/ports.ts';

const MOST_BYTES = 400 * 1024;
const PAGE = 7;

/** A journal in memory, as true to the port as any: entries are kept as JSON text, and requests are counted. */
export interface MemoryJournal extends Journal {
  /** Names of the requests so far, in order. */
  readonly requests: string[];
  /** Replaces an entry behind everybody's back; undefined removes it. */
  tamper(instance: string, revision: number, entry: Entry | undefined): void;
}

export function createMemoryJournal(): MemoryJournal {
  const instances = new Map<string, Map<number, string>>();
  const requests: string[] = [];
  const newest = (instance: string) => Math.max(0, ...(instances.get(instance)?.keys() ?? []));

  /** An answer takes a turn of the event loop, as it would from afar. */
  async function request<T>(name: string, answer: () => T): Promise<T> {
    requests.push(name);
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    return answer();
  }

  function get(instance: string, revision: number): Entry | undefined {
    const text = instances.get(instance)?.get(revision);
    return text === undefined ? undefined : (parse(text) as Entry);
  }

  function from(instance: string, revision: number): Entry[] {
    const revisions = [...(instances.get(instance)?.keys() ?? [])].sort((a, b) => a - b);
    return revisions.filter((one) => one >= revision).flatMap((one) => get(instance, one) ?? []);
  }

  return {
    requests,
    tamper(instance, revision, entry) {
      if (entry === undefined) instances.get(instance)?.delete(revision);
      else instances.get(instance)?.set(revision, stringifyPlain(entry));
    },
    async append(entry) {
      const text = stringifyPlain(entry);
      const bytes = Buffer.byteLength(text);
      if (bytes > MOST_BYTES) throw new TooLarge(entry.instance, bytes, MOST_BYTES);
      return request('append', () => {
        const stored = get(entry.instance, entry.revision);
        if (stored !== undefined) return stored.commit === entry.commit ? 'appended' : 'conflict';
        const entries = instances.get(entry.instance) ?? new Map<number, string>();
        instances.set(entry.instance, entries.set(entry.revision, text));
        return 'appended';
      });
    },
    head: (instance) => request('head', () => get(instance, newest(instance))),
    at: (instance, revision) => request('at', () => get(instance, revision)),
    read: (instance, revision, limit) => request('read', () => from(instance, revision).slice(0, limit)),
    findIndexed: (instance, id) =>
      request('findIndexed', () =>
        from(instance, 1).find((entry) => entry.indexed && id !== '' && entry.event.id === id),
      ),
    heads: (segment, of, next) =>
      request('heads', () => {
        const mine = [...instances.keys()].filter((_, place) => place % of === segment);
        const start = Number(next ?? 0);
        const heads = mine.slice(start, start + PAGE).map((instance) => {
          const revision = newest(instance);
          return { instance, revision, mark: markOf(get(instance, revision)?.hash ?? '') };
        });
        return start + PAGE < mine.length ? { heads, next: String(start + PAGE) } : { heads };
      }),
  };
}
