/** A problem document that the API answered with. */
export class Problem extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${String(body.title)}: ${String(body.detail)}`);
    this.status = status;
    this.body = body;
  }
}

/** The fields of an instance that the demonstration reads. */
export interface Instance {
  readonly instance: string;
  readonly process: string;
  readonly key: string | null;
  readonly customer: string | null;
  readonly status: string;
  readonly state: unknown;
  readonly context: Record<string, unknown>;
  readonly output: Record<string, unknown> | null;
  readonly incident: { readonly code: string; readonly attempts: number } | null;
  readonly children: readonly { readonly process: string; readonly instance: string }[];
  readonly pending: readonly unknown[];
  readonly tasks: readonly { readonly task: string }[];
  readonly createdAt: string;
  readonly revision: number;
}

/** The fields of a transition that the demonstration prints. */
export interface Transition {
  readonly revision: number;
  readonly kind: string;
  readonly at: string;
  readonly event: {
    readonly type: string;
    readonly payload: Record<string, unknown>;
    readonly who: { readonly kind: string; readonly id: string };
  };
  readonly status: string;
  readonly state: unknown;
  readonly effects: readonly { readonly effect: string; readonly input: Record<string, unknown> | null }[];
  readonly inline: readonly { readonly actor: string; readonly output: unknown; readonly error: unknown }[];
  readonly decisions: readonly { readonly decision: string; readonly rules: readonly string[] }[];
  readonly emitted: readonly ({ readonly type: string } & Record<string, unknown>)[];
}

/** A wait for a person. */
export interface Task {
  readonly task: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly role: string;
  readonly person: string | null;
  readonly dueAt: string | null;
  readonly instance: string;
  readonly process: string;
  readonly customer: string | null;
  readonly forms: readonly { readonly type: string }[];
}

export interface Message {
  readonly message: string;
  readonly title: string | null;
  readonly text: string;
  readonly direction: string;
  readonly createdAt: string;
}

/** What the client may say besides a body. */
export interface CallOptions {
  /** The person who calls. */
  readonly as?: string;
  /** The revision that the change is for. */
  readonly revision?: number;
}

type Page<T> = { readonly items: readonly T[]; readonly cursor: string | null };

export type Client = ReturnType<typeof createClient>;

/** Calls the API at `base`. Every call throws `Problem` where the API refuses. */
export function createClient(base: string) {
  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    { as, revision }: CallOptions = {},
  ): Promise<T> {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(as !== undefined && { 'baton-actor': as }),
      ...(revision !== undefined && { 'if-match': `"${revision}"` }),
    };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(base + path, { method, headers, ...sent });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Problem(response.status, answer);
    return answer as T;
  }

  /** Every item of a list. */
  async function all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = `${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${cursor}`}`;
      const page: Page<T> = await call('GET', path + more);
      items.push(...page.items);
      cursor = page.cursor;
    }
    return items;
  }

  return {
    base,
    all,
    get: <T>(path: string) => call<T>('GET', path),
    post: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('POST', path, body, options),
    put: <T>(path: string, body: unknown) => call<T>('PUT', path, body),
    patch: <T>(path: string, body: unknown, options?: CallOptions) => call<T>('PATCH', path, body, options),
    start: (process: string, input: unknown, options?: CallOptions) =>
      call<Instance>('POST', '/instances', { process, input }, options),
    instance: (id: string) => call<Instance>('GET', `/instances/${id}`),
    send: (id: string, event: Record<string, unknown>, options?: CallOptions) =>
      call<Instance>('POST', `/instances/${id}/events`, event, options),
    journal: (id: string) => all<Transition>(`/instances/${id}/journal`),
    /** What time it is by the server's clock. */
    time: async () => (await call<{ now: string }>('GET', '/local/clock')).now,
    /** Moves time forward, by nothing to let everything be done that is to be done now. */
    pass: (forwardMs: number) => call<{ now: string }>('POST', '/local/clock', { forwardMs }),
  };
}
