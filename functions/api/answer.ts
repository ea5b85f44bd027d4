import type * as z from 'zod';
import type { Call } from './call.ts';
import type { outputs } from './outputs.ts';
import type { OperationId } from './routes.ts';

/** What a handler answers: a body that becomes JSON, or a text where the route says so, in the shape that the documentation says. */
export interface Answer<Body> {
  readonly status: 200 | 201 | 303;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The handler of an operation. It throws a `Refusal` or one of the engine's errors. */
export type Handler<O extends OperationId> = (
  call: Call<O>,
) => Promise<Answer<z.output<(typeof outputs)[O]>>>;

/** One handler per operation: a route without one does not compile. */
export type Handlers<O extends OperationId = OperationId> = { readonly [Operation in O]: Handler<Operation> };
