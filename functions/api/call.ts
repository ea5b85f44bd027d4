import type * as z from 'zod';
import type { Who } from '../../engine/entry.ts';
import { readBody } from './body.ts';
import { readModel } from './decisions/read-model.ts';
import { field } from './fields.ts';
import { readForm } from './form.ts';
import { inputs, type Parsed } from './inputs.ts';
import { pointer } from './pointer.ts';
import { invalidHeader, type LocatedIssue, noSuch, Refusal } from './problem.ts';
import type { ProblemCode } from './problem-kinds.ts';
import { readQuery } from './query.ts';
import type { Route } from './route.ts';
import type { OperationId } from './routes.ts';

/** A request as its handler gets it: parsed, and nothing else in it. */
export interface Call<O extends OperationId> extends Parsed<O> {
  readonly who: Who;
  /** The `Idempotency-Key`. */
  readonly key?: string;
  /** The revision that `If-Match` names. */
  readonly revision?: number;
  /** The person that `Baton-Actor` names. */
  readonly actor?: string;
  /** What stands before the API's own paths, `/dev` on a gateway with stages; mostly empty. */
  readonly prefix: string;
}

const ANONYMOUS = 'anonymous';

const MOST_ISSUES = 50;

/** What a server adds to a request. */
export interface Reception {
  readonly prefix: string;
  /** Whether `Baton-Actor` is believed: until identity comes, only where nobody else can call. */
  readonly actors: boolean;
}

/** Parses a request. Throws a `Refusal` for the first of path, query, headers and body that is not valid. */
export async function readCall<O extends OperationId>(
  route: Route & { readonly operationId: O },
  request: Request,
  parameters: Readonly<Record<string, string>>,
  { prefix, actors }: Reception,
): Promise<Call<O>> {
  const input: { path: z.ZodType; query: z.ZodType; body?: z.ZodType } = inputs[route.operationId];
  const path = input.path.safeParse(parameters);
  if (!path.success) throw noSuchPath(path.error);
  const query = parse(input.query, readQuery(request.url), 'query');
  const headers = readHeaders(route, request.headers);
  const actor = readActor(request.headers, actors);
  const who: Who = { kind: 'caller', id: actor ?? ANONYMOUS };
  const read = route.form ? readForm : route.dmn ? readModel : readBody;
  const body = input.body && parse(input.body, await read(request, route.mostBytes, parameters), 'body');
  // The schemas of this very operation made these values.
  return { path: path.data, query, body, who, actor, prefix, ...headers } as Call<O>;
}

const unknownParameter: Readonly<Record<string, ProblemCode>> = {
  instance: 'instance-not-found',
  revision: 'revision-not-found',
  version: 'revision-not-found',
  customer: 'customer-not-found',
  process: 'definition-unknown',
  task: 'task-not-found',
};

function noSuchPath(error: z.ZodError): Refusal {
  const parameter = String(error.issues[0]?.path[0]);
  return noSuch(unknownParameter[parameter] ?? 'record-not-found', parameter);
}

function readHeaders({ method, ifMatch }: Route, headers: Headers): { key?: string; revision?: number } {
  const key = method === 'POST' ? headers.get('idempotency-key') : null;
  const match = method === 'GET' ? null : headers.get('if-match');
  if (match !== null && ifMatch === undefined) throw invalidHeader('If-Match', 'is not supported here');
  if (match === null && ifMatch === 'required') {
    throw new Refusal('revision-required', 'The header If-Match must say which revision this is about.');
  }
  if (key !== null) checkHeader('Idempotency-Key', field.idempotencyKey, key);
  if (match !== null) checkHeader('If-Match', field.ifMatch, match);
  return {
    ...(key === null ? {} : { key }),
    ...(match === null ? {} : { revision: Number(match.replaceAll('"', '')) }),
  };
}

function readActor(headers: Headers, actors: boolean): string | undefined {
  const actor = headers.get('baton-actor');
  if (actor === null) return undefined;
  if (!actors) throw invalidHeader('Baton-Actor', 'is not believed here');
  checkHeader('Baton-Actor', field.actor, actor);
  return actor;
}

function checkHeader(name: string, schema: z.ZodType, value: string): void {
  const result = schema.safeParse(value);
  if (!result.success) throw invalidHeader(name, result.error.issues[0]?.message ?? 'is not valid');
}

function parse(schema: z.ZodType, value: unknown, where: 'query' | 'body'): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap((issue) => located(issue, where)).slice(0, MOST_ISSUES);
  const list = issues.map((issue) => `${issue.path || '/'} ${issue.message}`).join('; ');
  throw new Refusal(`invalid-${where}`, `The ${where} is not valid: ${list}.`, { issues });
}

/** What a problem document says of an issue: an object with unknown fields has one for each. */
export function located(issue: z.core.$ZodIssue, where: 'query' | 'body'): LocatedIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: where,
      path: pointer([...issue.path, key]),
      message: 'is not a known field',
    }));
  }
  return [{ in: where, path: pointer(issue.path), message: messageOf(issue) }];
}

function messageOf(issue: z.core.$ZodIssue): string {
  return issue.message.replace(/^Invalid input: /, '');
}
