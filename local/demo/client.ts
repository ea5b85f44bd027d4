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
  readonly key: string | null;
  readonly status: string;
  readonly state: unknown;
  readonly context: Record<string, unknown>;
  readonly output: Record<string, unknown> | null;
  readonly incident: { readonly code: string; readonly attempts: number } | null;
  readonly pending: readonly unknown[];
  readonly revision: number;
}

/** The fields of a transition that the demonstration prints. */
export interface Transition {
  readonly revision: number;
  readonly kind: string;
  readonly at: string;
  readonly event: { readonly type: string; readonly payload: Record<string, unknown> };
  readonly status: string;
  readonly state: unknown;
  readonly effects: readonly { readonly effect: string; readonly input: Record<string, unknown> | null }[];
  readonly inline: readonly { readonly actor: string; readonly output: unknown; readonly error: unknown }[];
}

export type Client = ReturnType<typeof createClient>;

/** Calls the API at `base`. Every call throws `Problem` where the API refuses. */
export function createClient(base: string) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(base + path, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Problem(response.status, answer);
    return answer as T;
  }
  return {
    health: () => call('GET', '/health'),
    customer: (name: string, email: string) =>
      call<{ customer: string }>('POST', '/customers', { name, email }),
    start: (input: unknown) => call<Instance>('POST', '/instances', { process: 'order', input }),
    get: (instance: string) => call<Instance>('GET', `/instances/${instance}`),
    send: (instance: string, event: Record<string, unknown>) =>
      call<Instance>('POST', `/instances/${instance}/events`, event),
    retry: (instance: string) =>
      call<Instance>('POST', `/instances/${instance}/incident/retry`, { reason: 'mail-works-again' }),
    journal: (instance: string) =>
      call<{ items: readonly Transition[] }>('GET', `/instances/${instance}/journal?limit=100`),
    verify: (instance: string) =>
      call<{ intact: boolean; revisions: number }>('GET', `/instances/${instance}/verification`),
    fail: (what: { number?: number; mail?: number }) => call('PUT', '/local/faults', what),
  };
}
