import { setTimeout as pause } from 'node:timers/promises';

/** What the API answered in the end. */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The fields of an instance that these tests read. */
export interface Instance {
  readonly instance: string;
  readonly key: string | null;
  readonly customer: string | null;
  readonly status: string;
  readonly state: unknown;
  readonly incident: { readonly code: string } | null;
  readonly pending: readonly unknown[];
  readonly revision: number;
  readonly output: { readonly outcome?: string; readonly totals?: Record<string, number> } | null;
}

export interface PatientClient {
  /** Posts under a key, again and again until there is an answer that a repetition would not change. */
  post(path: string, body: unknown, key: string): Promise<Reply>;
  get<T>(path: string): Promise<T>;
  /** Reads again and again until it is as wanted. Throws when that takes more than a minute. */
  until<T>(path: string, holds: (read: T) => boolean): Promise<T>;
  /** Every item of a paged list. */
  all<T>(path: string): Promise<readonly T[]>;
  /** Posts that were acknowledged so far (2xx). */
  acknowledged(): number;
  /** Tries that ended without an answer so far. */
  broken(): number;
}

const PATIENCE_MS = 60_000;

/** A caller of a server that comes and goes. A call throws when there is no answer for a minute. */
export function createPatientClient(base: string): PatientClient {
  let acknowledged = 0;
  let broken = 0;

  async function answered(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await attempt(method, path, init);
      if (reply !== undefined && reply.status !== 503) return reply;
      if (Date.now() > until) throw new Error(`${method} ${path} had no answer for a minute.`);
      await pause(20);
    }
  }

  async function attempt(method: string, path: string, init: RequestInit): Promise<Reply | undefined> {
    try {
      const response = await fetch(base + path, { ...init, method });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      // Refused, reset, or broken off in the middle of the answer.
      broken += 1;
      return undefined;
    }
  }

  async function get<T>(path: string): Promise<T> {
    const { status, body } = await answered('GET', path);
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(body)}`);
    return body as T;
  }

  return {
    get,
    acknowledged: () => acknowledged,
    broken: () => broken,
    async until<T>(path: string, holds: (read: T) => boolean) {
      for (const until = Date.now() + PATIENCE_MS; ; ) {
        const read = await get<T>(path);
        if (holds(read)) return read;
        if (Date.now() > until) throw new Error(`${path} is still ${JSON.stringify(read)}`);
        await pause(10);
      }
    },
    async post(path, body, key) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const reply = await answered('POST', path, { body: JSON.stringify(body), headers });
      if (reply.status < 300) acknowledged += 1;
      return reply;
    },
    async all<T>(path: string) {
      const items: T[] = [];
      let cursor: string | null = null;
      do {
        const from = cursor === null ? '' : `&cursor=${cursor}`;
        const page: { items: T[]; cursor: string | null } = await get(`${path}${from}`);
        items.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== null);
      return items;
    },
  };
}
