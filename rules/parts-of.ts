import type { Expression, FunctionDefinition, Parameter, Table, Tree, TypeName } from './model.ts';

/** `bound`: what it can name besides. */
export type Part = readonly [
  step: string,
  expression: Expression,
  bound?: readonly Parameter[],
  type?: TypeName,
];

/** What a boxed expression consists of, each with its name, what it can name besides, and its type. */
export function partsOf(expression: Exclude<Expression, Table | Tree | FunctionDefinition>): Part[] {
  switch (expression.kind) {
    case 'literal':
      return [];
    case 'context':
      return expression.entries.map((entry, index) => [
        entry.name ?? 'result',
        entry.value,
        expression.entries.slice(0, index).flatMap(({ name, type }) => parameterOf(name, type)),
        entry.type,
      ]);
    case 'invocation':
      return [
        ['', expression.function],
        ...expression.arguments.map(({ name, value, type }): Part => [name, value, [], type]),
      ];
    case 'relation':
      return expression.rows.flatMap((row, index) =>
        row.map((cell, at): Part => [`row ${index + 1}, ${expression.columns[at]?.name ?? at + 1}`, cell]),
      );
    case 'list':
      return expression.items.map((item, index) => [`item ${index + 1}`, item]);
    case 'conditional':
      return [
        ['if', expression.if],
        ['then', expression.then],
        ['else', expression.else],
      ];
    case 'filter':
      return [
        ['in', expression.in],
        ['match', expression.match, [{ name: 'item' }]],
      ];
    case 'for':
      return [
        ['in', expression.in],
        ['return', expression.return, [{ name: expression.variable }]],
      ];
    case 'every':
    case 'some':
      return [
        ['in', expression.in],
        ['satisfies', expression.satisfies, [{ name: expression.variable }]],
      ];
  }
}

function parameterOf(name: string | undefined, type: TypeName | undefined): Parameter[] {
  if (name === undefined) return [];
  return [type === undefined ? { name } : { name, type }];
}
