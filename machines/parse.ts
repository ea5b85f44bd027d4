import type * as z from 'zod';

/** What is wrong with a value, and where: a JSON Pointer. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The value as its schema makes it, or what is wrong with it. */
export function parse(
  schema: z.ZodType,
  value: unknown,
): { value: Record<string, unknown> } | { issues: Issue[] } {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data as Record<string, unknown> };
  return { issues: result.error.issues.flatMap(issuesOf) };
}

/** JSON Pointers into the value; an unknown field is named itself, not its parent. */
function issuesOf(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pointer([...issue.path, key]),
      message: 'is not a known field',
    }));
  }
  return [{ path: pointer(issue.path), message: issue.message.replace(/^Invalid input: /, '') }];
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
