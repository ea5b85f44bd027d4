import type { DefinitionSource } from '../engine/definition.ts';

/** A line for each state machine that a version names and that `known` lacks. */
export async function unknownStateMachines(
  all: readonly DefinitionSource[],
  known: readonly string[],
): Promise<readonly string[]> {
  const lines = await Promise.all(
    all.map(async ({ process, version, load }) => {
      const policies = Object.values((await load()).effects);
      const names = new Set(policies.flatMap(({ stateMachine = [] }) => stateMachine));
      return [...names]
        .filter((name) => !known.includes(name))
        .map(
          (name) => `${process} ${version} names the state machine "${name}", and no ARN is given for it.`,
        );
    }),
  );
  return lines.flat();
}
