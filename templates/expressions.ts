import { type Output, TypeGuards, type Value } from 'liquidjs';
import type { Leaf } from './fields.ts';
import { filters } from './filters.ts';
import { type Names, type Type, typeOf, Wrong } from './names.ts';

/** Tells what is wrong, and at which character of the source. */
export type Refuse = (offset: number, message: string) => void;

type Argument = Value['filters'][number]['args'][number];

/** Checks what stands between `{{` and `}}`: one field, filters that fit it, and a text in the end. */
export function checkOutput({ value, token }: Output, names: Names, refuse: Refuse): void {
  const [first, ...more] = value.initial.postfix;
  if (first === undefined || more.length > 0) {
    refuse(token.begin, 'a field is printed, and nothing else');
    return;
  }
  const field = names.kindOf(first);
  if (field instanceof Wrong) {
    refuse(first.begin, field.problem);
    return;
  }
  let type = typeOf(field);
  for (const filter of value.filters) {
    const problem = filterProblem(filter, type, names);
    if (problem !== undefined) {
      refuse(token.begin, `the filter ${filter.name} ${problem}`);
      return;
    }
    type = 'text';
  }
  if (type !== 'text' && type !== 'number' && type !== 'phone') {
    refuse(first.begin, `this is ${type}: it is printed by a filter, or asked by an if`);
  }
}

/** Checks what an `if` asks. */
export function checkCondition(value: Value, names: Names, refuse: Refuse): void {
  for (const token of value.initial.postfix) {
    const kind = TypeGuards.isOperatorToken(token) ? 'boolean' : names.kindOf(token);
    if (kind instanceof Wrong) refuse(token.begin, kind.problem);
  }
  const [token] = value.initial.postfix;
  if (value.filters.length > 0) refuse(token?.begin ?? 0, 'what is asked has no filters');
}

function filterProblem(
  { name, args }: Value['filters'][number],
  type: Type,
  names: Names,
): string | undefined {
  const filter = filters[name];
  if (filter === undefined) return 'is not for templates';
  if (!filter.takes.some((taken) => taken === type)) {
    return `takes ${filter.takes.join(' or ')}, and this is ${type}`;
  }
  if (args.length < filter.needs) return 'needs an argument';
  if (args.length > filter.arguments.length) return 'has too many arguments';
  const problems = filter.arguments.map((wanted, at) => {
    const argument = args[at];
    return argument === undefined ? undefined : argumentProblem(argument, wanted, names);
  });
  return problems.find((problem) => problem !== undefined);
}

function argumentProblem(
  argument: Argument,
  wanted: Leaf | readonly string[],
  names: Names,
): string | undefined {
  if (Array.isArray(argument)) return 'takes arguments without names';
  if (typeof wanted !== 'string') {
    if (TypeGuards.isQuotedToken(argument) && wanted.includes(argument.content)) return undefined;
    return `takes one of "${wanted.join('", "')}"`;
  }
  const kind = names.kindOf(argument);
  if (kind instanceof Wrong) return `does not know its argument: ${kind.problem}`;
  return typeOf(kind) === wanted ? undefined : `takes ${wanted} as its argument, and this is ${typeOf(kind)}`;
}
