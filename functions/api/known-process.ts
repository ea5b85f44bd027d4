import type { Definitions } from '../../engine/definition.ts';
import { invalidBody } from './problem.ts';

/** Throws a `Refusal` where there is no such process; `path` says where in the body it is named. Loads none. */
export function checkProcess(definitions: Definitions, process: string, path = '/process'): void {
  if (definitions.list().some((one) => one.process === process)) return;
  throw invalidBody(path, 'is not a process here');
}
