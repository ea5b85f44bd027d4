import {
  BatonError,
  DefinitionUnknown,
  InvalidEvent,
  InvalidInput,
  type Issue,
  ReservedEvent,
  StoreUnavailable,
} from '../../engine/errors.ts';
import { pointer } from './pointer.ts';
import { type ProblemCode, type ProblemKind, problems } from './problem-kinds.ts';

/** Where in a request an issue lies. */
export interface LocatedIssue extends Issue {
  readonly in: 'body' | 'query' | 'path' | 'header';
}

interface RefusalOptions {
  readonly issues?: readonly LocatedIssue[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly members?: Readonly<Record<string, unknown>>;
}

/** What the caller of the API did wrong, found before the engine was asked. `code` decides the status. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly issues: readonly LocatedIssue[];
  readonly headers: Readonly<Record<string, string>>;
  /** What else the problem document says. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: string, options: RefusalOptions = {}) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
    this.issues = options.issues ?? [];
    this.headers = options.headers ?? {};
    this.members = options.members ?? {};
  }
}

/** An error as HTTP shows it: an RFC 9457 problem document. */
export interface Problem {
  readonly status: ProblemKind['status'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** True where the operator should look at it. */
  readonly report: boolean;
}

/**
 * The problem document of an error. `incident` names this occurrence in the operator's log, where it is one for
 * the operator too. An error that nobody expected shows nothing but that.
 */
export function toProblem(error: unknown, incident: string, prefix: string): Problem {
  if (error instanceof Refusal) {
    const issues = error.issues.length > 0 ? { issues: error.issues } : {};
    return problem(error.code, error.message, { ...error.members, ...issues }, { headers: error.headers });
  }
  if (error instanceof BatonError && Object.hasOwn(problems, error.code)) {
    return fromEngine(error, error.code as ProblemCode, incident, prefix);
  }
  return unexpected('unexpected', incident);
}

function fromEngine(error: BatonError, code: ProblemCode, incident: string, prefix: string): Problem {
  if (error instanceof StoreUnavailable) return unexpected(code, incident, error.message);
  if (error instanceof DefinitionUnknown && error.details.version !== undefined) {
    return unexpected('version-unknown', incident, error.message);
  }
  const { instance, type, ...details } = error.details;
  const { report = false }: ProblemKind = problems[code];
  // `instance` and `type` are members of RFC 9457 with a meaning of their own.
  const members = {
    ...(typeof instance === 'string' ? { instance: `${prefix}/instances/${instance}` } : {}),
    ...(type === undefined ? {} : { event: type }),
    ...details,
    ...issuesOf(error),
    ...(report ? { incident } : {}),
  };
  return problem(code, error.message, members, { report });
}

/** The engine's issues, told from where the caller wrote the value: a start's input lies in `/input`. */
function issuesOf(error: BatonError): { issues?: readonly LocatedIssue[] } {
  const at = (issue: Issue, above: string): LocatedIssue => ({
    in: 'body',
    path: above + issue.path,
    message: issue.message,
  });
  if (error instanceof ReservedEvent) {
    return { issues: [at({ path: '/type', message: 'is reserved for the engine' }, '')] };
  }
  if (!(error instanceof InvalidEvent || error instanceof InvalidInput)) return {};
  const issues = error.details.issues as readonly Issue[];
  return { issues: issues.map((issue) => at(issue, error instanceof InvalidInput ? '/input' : '')) };
}

function unexpected(code: ProblemCode, incident: string, detail?: string): Problem {
  return problem(
    code,
    detail ?? `Something went wrong here. It was logged as ${incident}.`,
    { incident },
    { report: true, headers: problems[code].status === 503 ? { 'retry-after': '1' } : {} },
  );
}

function problem(
  code: ProblemCode,
  detail: string,
  members: Readonly<Record<string, unknown>>,
  options: { headers?: Readonly<Record<string, string>>; report?: boolean } = {},
): Problem {
  const { status, title } = problems[code];
  const standard = { type: `urn:baton:problem:${code}`, title, status, detail, code };
  return {
    status,
    headers: { 'content-type': 'application/problem+json', ...options.headers },
    body: { ...standard, ...members, ...standard },
    report: options.report ?? false,
  };
}

/** A 404 for an id that cannot be one. Its text is not repeated: a caller may have put anything there. */
export function noSuch(code: ProblemCode, parameter: string): Refusal {
  return new Refusal(code, `The path's ${parameter} names nothing here.`, {
    issues: [{ in: 'path', path: `/${parameter}`, message: 'names nothing here' }],
  });
}

/** A 412: what `If-Match` says is no longer so. */
export function revisionMismatch(expected: number, revision: number): Refusal {
  return new Refusal('revision-mismatch', `The record is at revision ${revision}, not ${expected}.`, {
    members: { expected, revision },
  });
}

/** A 422 for a key that came before with another body. */
export function keyReused(): Refusal {
  return new Refusal('key-reused', 'This idempotency key was used before with another body.');
}

/** A 422 for one field of the body. */
export function invalidBody(path: string, message: string): Refusal {
  return new Refusal('invalid-body', `The body is not valid: ${path || '/'} ${message}.`, {
    issues: [{ in: 'body', path, message }],
  });
}

/** A 400 for one field of the query. */
export function invalidQuery(name: string, message: string): Refusal {
  return new Refusal('invalid-query', `The query is not valid: ${pointer([name])} ${message}.`, {
    issues: [{ in: 'query', path: pointer([name]), message }],
  });
}

/** A 400 for one header. */
export function invalidHeader(name: string, message: string): Refusal {
  return new Refusal('invalid-header', `The header ${name} ${message}.`, {
    issues: [{ in: 'header', path: `/${name}`, message }],
  });
}
