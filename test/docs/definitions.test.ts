import { expect, test } from 'vitest';
import { all as examples } from '../../docs/examples/definitions.ts';
import type { DefinitionSource } from '../../engine/definition.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { all as deployed } from '../../functions/definitions.ts';

const sources = [...new Map([...examples, ...deployed].map((one) => [`${one.process} ${one.version}`, one]))];

test.each<[string, DefinitionSource]>(sources)(
  '%s loads, is what its line says, and is durable',
  async (_, one) => {
    const { process, version } = one;
    expect(await createDefinitions([one]).get(process, version)).toMatchObject({ process, version });
  },
);
