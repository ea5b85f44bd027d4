import { expect } from 'vitest';
import { problemDocument } from '../../../functions/api/problem-document.ts';
import { type ProblemCode, problems } from '../../../functions/api/problem-kinds.ts';
import type { Reply } from './server.ts';

/** Expects an RFC 9457 document of this status that blames this field (`in` and `path`), where there is one. */
export function expectProblem(
  reply: Reply,
  status: number | readonly number[],
  field?: readonly [string, string],
): void {
  const { body, headers } = reply;
  expect([reply.status].filter((one) => ![status].flat().includes(one))).toEqual([]);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(problemDocument.safeParse(body).error?.issues).toBeUndefined();
  const kind = problems[body.code as ProblemCode];
  expect(body).toMatchObject({
    type: `urn:baton:problem:${body.code}`,
    title: kind.title,
    status: kind.status,
  });
  expect(body.status).toBe(reply.status);
  if (status === 405) expect(headers.get('allow')).toMatch(/OPTIONS$/);
  if (field === undefined) return;
  const issues = body.issues as readonly { in: string; path: string }[];
  expect(issues.map((issue) => [issue.in, issue.path])).toContainEqual(field);
}
