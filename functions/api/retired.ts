import { InstanceNotFound } from '../../engine/errors.ts';
import { retiredKind } from '../../records/kinds/retired.ts';
import type { ApiDeps } from './deps.ts';
import { Refusal } from './problem.ts';
import { rfc3339 } from './rfc3339.ts';

/** What is told of an instance that has retired, by what stays of it; undefined where it has not. */
export async function retirementOf(
  { records }: Pick<ApiDeps, 'records'>,
  instance: string,
  prefix: string,
): Promise<(Refusal & { readonly hash: string }) | undefined> {
  const content = (await records.of(retiredKind).get(instance))?.content;
  if (content === undefined) return undefined;
  const { process, version, status: outcome, revisions, hash, createdAt, endedAt, retiredAt } = content;
  const detail = `The instance ended at ${rfc3339(endedAt)} and retired at ${rfc3339(retiredAt)}.`;
  const times = {
    createdAt: rfc3339(createdAt),
    endedAt: rfc3339(endedAt),
    retiredAt: rfc3339(retiredAt),
  };
  const members = { instance: `${prefix}/instances/${instance}`, process, version, outcome, revisions, hash };
  const refusal = new Refusal('instance-retired', detail, { members: { ...members, ...times } });
  return Object.assign(refusal, { hash });
}

/** The error, or that the instance which it misses has retired. What cannot be read now is told by the next request. */
export async function orRetired(
  deps: Pick<ApiDeps, 'records'>,
  error: unknown,
  prefix: string,
): Promise<unknown> {
  if (!(error instanceof InstanceNotFound)) return error;
  const { instance } = error.details;
  if (typeof instance !== 'string') return error;
  return (await retirementOf(deps, instance, prefix).catch((failure: unknown) => failure)) ?? error;
}
