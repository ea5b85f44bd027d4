import type { Expression, InputData, Model, TypeDefinition } from '../../rules/model.ts';

/** A model of one decision, `Answer`, with this logic. */
export function modelOf(
  logic: Expression,
  inputs: readonly InputData[] = [],
  more: { readonly type?: string; readonly types?: readonly TypeDefinition[] } = {},
): Model {
  return {
    id: 'answer',
    ...(more.types ? { types: more.types } : {}),
    inputs,
    decisions: [
      {
        name: 'Answer',
        requires: inputs.map(({ name }) => name),
        logic,
        ...(more.type ? { type: more.type } : {}),
      },
    ],
    answer: 'Answer',
  };
}

export function literal(text: string): Expression {
  return { kind: 'literal', text };
}
