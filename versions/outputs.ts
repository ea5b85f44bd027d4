import type { Definition } from '../engine/definition.ts';
import { createDice } from './dice.ts';
import { createPayloads } from './payloads.ts';

/** Outputs of an effect that are tried. */
const TRIES = 24;

/**
 * Why an output of an effect that the earlier version allows may not be one in the later version: whoever performs
 * an effect that goes on may have begun before the migration.
 */
export function outputProblems(
  from: Definition,
  to: Definition,
  [was, is]: readonly [string, string],
  seed: number,
): string[] {
  const before = from.effects[was];
  const now = to.effects[is];
  const schema = from.jsonSchemas().outputs[was];
  if (before === undefined || now === undefined || schema === undefined) return [];
  const payloads = createPayloads(createDice(seed));
  for (let tries = 0; tries < TRIES; tries++) {
    const output = payloads.make(was, schema, (value) => 'value' in before.parseOutput(value));
    const parsed = now.parseOutput(output);
    if (output === undefined || 'value' in parsed) continue;
    const [issue] = parsed.issues;
    const why = `${issue?.path || '/'} ${issue?.message}`;
    return [`the effect ${was} goes on as ${is}, but may give back ${JSON.stringify(output)}: ${why}`];
  }
  return [];
}
