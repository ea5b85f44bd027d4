/** What the test reads of an order's context. */
interface OrderContext {
  readonly orderNumber: string;
  readonly totals: { readonly balanceMinor: number };
}

/** What the test reads of an instance; of an order, unless told otherwise. */
export interface Instance<Context = OrderContext> {
  readonly instance: string;
  readonly process: string;
  readonly key: string | null;
  readonly status: string;
  readonly state: unknown;
  readonly context: Context;
  readonly output: { readonly outcome?: string } | null;
  readonly revision: number;
  readonly createdAt: string;
}

/** What the test reads of a transition. */
export interface Transition {
  readonly revision: number;
  readonly kind: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly event: { readonly type: string; readonly who: { readonly kind: string } };
  readonly previous: string;
  readonly hash: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly cursor: string | null;
}

export interface Reply<T> {
  readonly status: number;
  readonly type: string;
  readonly location: string | null;
  readonly body: T;
}

export interface CallOptions {
  /** Sent as JSON, or, where it is a form, as a browser sends one. */
  readonly body?: unknown;
  /** The `Idempotency-Key`. */
  readonly key?: string;
  /** The `If-Match`. */
  readonly revision?: number;
}

/** The deployed API, called over HTTP through its gateway. */
export interface Api {
  call<T>(method: string, path: string, options?: CallOptions): Promise<Reply<T>>;
  /** The body of a `GET`, asked again where the store is busy. Throws where the answer is not a 200. */
  get<T>(path: string): Promise<T>;
  /** The body of the answer to a `POST`. Throws where it is neither a 200 nor a 201. */
  post<T>(path: string, body: unknown, key?: string): Promise<T>;
}

/** `base` is the gateway's address, without a slash at its end. */
export function apiAt(base: string): Api {
  async function call<T>(
    method: string,
    path: string,
    { body, key, revision }: CallOptions = {},
  ): Promise<Reply<T>> {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      location: response.headers.get('location'),
      body: parsed(text),
    };
  }

  /** Sent again where the store did not answer within ten seconds: what reads may be repeated. */
  async function get<T>(path: string, tries = 3): Promise<T> {
    const reply = await call<T>('GET', path);
    return reply.status === 503 && tries > 1 ? get(path, tries - 1) : wanted(`GET ${path}`, reply);
  }

  return {
    call,
    get: (path) => get(path),
    async post<T>(path: string, body: unknown, key?: string) {
      const reply = await call<T>('POST', path, key === undefined ? { body } : { body, key });
      return wanted(`POST ${path}`, reply);
    },
  };
}

function wanted<T>(request: string, { status, body }: Reply<T>): T {
  if (status === 200 || status === 201) return body;
  throw new Error(`${request} was answered with ${status}: ${JSON.stringify(body)}`);
}

/** JSON, or the text itself where a gateway answered with something else. */
function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
