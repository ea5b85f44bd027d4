import { customName, sortOf } from './facts.ts';
import type { FieldDeclaration } from './fields.ts';
import { type Comparison, comparisonsOf, type Filter } from './filter.ts';

/** What is wrong with a filter, and where: a JSON Pointer into it. */
export interface FilterIssue {
  readonly path: string;
  readonly message: string;
}

/** Comparisons in one filter. */
const MOST = 100;

type Check = (sort: string, value: unknown) => string | undefined;

const isText: Check = (_, value) => (typeof value === 'string' ? undefined : 'must be a text');
const only =
  (...sorts: readonly string[]): Check =>
  (sort) =>
    sorts.includes(sort) ? undefined : `is not for a field of the type ${sort}`;

/** What each comparison can be asked of, and with what. */
const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  is: [only('text', 'number', 'boolean', 'date', 'choice'), fits],
  in: [
    only('text', 'number', 'date', 'choice'),
    (sort, value) => (value as readonly unknown[]).map((one) => fits(sort, one)).find((flaw) => flaw),
  ],
  has: [only('list', 'choices'), isText],
  contains: [only('text'), isText],
  exists: [],
  atLeast: [only('number', 'date', 'moment'), fits],
  below: [only('number', 'date', 'moment'), fits],
  withinDays: [only('date', 'moment')],
};

/** Everything that is wrong with a filter of the right shape; `declared` are the custom fields of customers. */
export function filterIssues(
  filter: Filter,
  declared: ReadonlyMap<string, FieldDeclaration>,
): readonly FilterIssue[] {
  if (comparisonsOf(filter).length > MOST) {
    return [{ path: '', message: `must not have more than ${MOST} comparisons` }];
  }
  return issuesAt(filter, '', declared);
}

function issuesAt(
  filter: Filter,
  path: string,
  declared: ReadonlyMap<string, FieldDeclaration>,
): readonly FilterIssue[] {
  if ('all' in filter) return filter.all.flatMap((one, n) => issuesAt(one, `${path}/all/${n}`, declared));
  if ('any' in filter) return filter.any.flatMap((one, n) => issuesAt(one, `${path}/any/${n}`, declared));
  if ('not' in filter) return issuesAt(filter.not, `${path}/not`, declared);
  const sort = sortOf(filter.field, declared);
  if (sort === undefined) return [{ path: `${path}/field`, message: 'is not a field of customers' }];
  const [name, value] = comparisonIn(filter);
  const flaw = (CHECKS[name] ?? []).map((check) => check(sort, value)).find((one) => one !== undefined);
  return flaw === undefined ? [] : [{ path: `${path}/${name}`, message: flaw }];
}

/** Custom fields that a filter asks for. */
export function customFieldsIn(filter: Filter): readonly string[] {
  const names = comparisonsOf(filter).map(({ field }) => customName(field));
  return [...new Set(names.filter((name) => name !== undefined))];
}

function comparisonIn(comparison: Comparison): [name: string, value: unknown] {
  const { field: _, ...rest } = comparison;
  return Object.entries(rest)[0] ?? ['', undefined];
}

function fits(sort: string, value: unknown): string | undefined {
  switch (sort) {
    case 'number':
      return typeof value === 'number' ? undefined : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'date':
    case 'moment':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'must be a time';
    default:
      return isText(sort, value);
  }
}
