import type { HitPolicy, Model } from '../../rules/model.ts';

/** A table as its rows. */
export interface Rows {
  /** Names of the facts that it reads. */
  readonly inputs: readonly string[];
  /** Names of what it answers; one alone is the answer itself. */
  readonly outputs: readonly string[];
  /** The first that fits, unless told otherwise. */
  readonly hitPolicy?: HitPolicy;
  /** A test for each input, then an answer for each output, in FEEL. */
  readonly rules: readonly (readonly string[])[];
}

/** A decision that is one table, to be published in a test. */
export function decisionTable(id: string, { inputs, outputs, hitPolicy = 'F', rules }: Rows): Model {
  return {
    id,
    inputs: inputs.map((name) => ({ name })),
    decisions: [
      {
        name: 'Answer',
        requires: inputs,
        logic: {
          kind: 'table',
          hitPolicy,
          inputs: inputs.map((expression) => ({ expression })),
          outputs: outputs.map((name) => ({ name })),
          rules: rules.map((cells, row) => ({
            id: `r${row + 1}`,
            when: cells.slice(0, inputs.length),
            then: cells.slice(inputs.length),
          })),
        },
      },
    ],
    answer: 'Answer',
  };
}
