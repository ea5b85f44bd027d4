import type * as z from 'zod';
import type { Version, Way } from '../../../adapters/ports/records.ts';
import type { RecordKind } from '../../../records/record-kind.ts';
import type { ApiDeps } from '../deps.ts';

/** A request's body, parsed by the part's own schema. */
type Body<S extends z.ZodType> = z.output<S>;

/** What the API needs to know of a kind of record, beside its shelf. */
export interface RecordPart<
  C extends object,
  Create extends z.ZodType = z.ZodType,
  Change extends z.ZodType = z.ZodType,
> {
  readonly kind: RecordKind<C>;
  /** Schemas of the requests: made when they are first needed. */
  readonly create: () => Create;
  /** Absent where records of this kind stay as they are. */
  readonly change?: () => Change;
  /** Fields by which a list is narrowed down; each leads to the records that it names. */
  readonly filters?: () => z.ZodObject;
  /** Each group leads to a record by one of its ways. */
  readonly ways?: (
    query: Readonly<Record<string, string | undefined>>,
    deps: ApiDeps,
  ) => Promise<readonly (readonly Way[])[]> | readonly (readonly Way[])[];
  /** The schema of the answer; it has a `revision`. */
  readonly output: z.ZodObject;
  /** The id that a request names itself; where there is none, ids are made. */
  readonly idOf?: (body: Body<Create>) => string;
  /** Throws a `Refusal` for what the schema cannot know. `at` is the moment of the request. */
  readonly begin: (body: Body<Create>, deps: ApiDeps, at: number) => Promise<C> | C;
  /** Whose key seals it; its own where this is absent. */
  readonly subject?: (content: C, deps: ApiDeps) => Promise<string>;
  readonly alter?: (before: C, body: Body<Change>, deps: ApiDeps, at: number) => Promise<C> | C;
  readonly show: (version: Version<C>) => object;
}

/** A part among others: each is only ever given what its own schemas made. */
export type AnyPart = Pick<
  RecordPart<object>,
  'kind' | 'create' | 'change' | 'filters' | 'ways' | 'output'
> & {
  readonly idOf?: (body: never) => string;
  readonly begin: (body: never, deps: ApiDeps, at: number) => Promise<object> | object;
  readonly subject?: (content: never, deps: ApiDeps) => Promise<string>;
  readonly alter?: (before: never, body: never, deps: ApiDeps, at: number) => Promise<object> | object;
  readonly show: (version: never) => object;
};

/** Checks a part's types where it is written. */
export function recordPart<C extends object, Create extends z.ZodType, Change extends z.ZodType>(
  part: RecordPart<C, Create, Change>,
): RecordPart<C, Create, Change> {
  return part;
}
