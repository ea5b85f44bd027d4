import type { Expression, FunctionDefinition, Parameter } from '../model.ts';
import type { Element } from './elements.ts';
import { inside, type Place, placesIn, wordsOf } from './place.ts';
import { writeTable, writeTree } from './write-table.ts';
import { elementAt, type Properties, type Writing } from './writing.ts';

type OfKind<Kind extends Expression['kind']> = Extract<Expression, { readonly kind: Kind }>;

export function writeLogic(writing: Writing, expression: Expression, place: Place): Element | undefined {
  const { kind } = expression;
  switch (kind) {
    case 'literal':
      return elementAt(writing, 'dmn:LiteralExpression', place, {
        text: expression.text,
        typeRef: expression.type,
      });
    case 'table':
      return writeTable(writing, expression, place);
    case 'tree':
      return writeTree(writing, expression, place);
    case 'context':
      return writeContext(writing, expression, place);
    case 'invocation':
      return writeInvocation(writing, expression, place);
    case 'relation':
      return writeRelation(writing, expression, place);
    case 'list':
      return elementAt(writing, 'dmn:List', place, { elements: several(expression.items, 'item') });
    case 'function':
      return writeFunction(writing, expression, place);
    case 'conditional':
      return newer('dmn:Conditional', { if: expression.if, then: expression.then, else: expression.else });
    case 'filter':
      return newer('dmn:Filter', { in: expression.in, match: expression.match });
    case 'for':
      return newer('dmn:For', { in: expression.in, return: expression.return }, expression.variable);
    case 'every':
    case 'some': {
      const parts = { in: expression.in, satisfies: expression.satisfies };
      return newer(kind === 'every' ? 'dmn:Every' : 'dmn:Some', parts, expression.variable);
    }
  }

  function several(items: readonly Expression[], sort: string): (Element | undefined)[] {
    const places = placesIn(
      place,
      sort,
      items.map(() => undefined),
    );
    return items.map((item, at) => writeLogic(writing, item, places[at] ?? place));
  }

  /** The expressions that came with 1.4. */
  function newer(type: string, parts: Readonly<Record<string, Expression>>, variable?: string): Element {
    if (writing.edition === '1.3') {
      writing.issues.push({ path: wordsOf(place), message: `DMN 1.3 has no ${kind}` });
    }
    const written = Object.entries(parts).map(([name, part]) => {
      const holder =
        variable !== undefined && name === 'in' ? 'dmn:TypedChildExpression' : 'dmn:ChildExpression';
      const at = inside(place, name);
      const value = writeLogic(writing, part, inside(at, 'value'));
      return [name, elementAt(writing, holder, at, { value })];
    });
    return elementAt(writing, type, place, { iteratorVariable: variable, ...Object.fromEntries(written) });
  }
}

function writeContext(writing: Writing, { entries }: OfKind<'context'>, place: Place): Element {
  const places = placesIn(
    place,
    'entry',
    entries.map(({ name }) => name),
  );
  return elementAt(writing, 'dmn:Context', place, {
    contextEntry: entries.map(({ name, type, value }, index) => {
      const at = places[index] ?? place;
      const variable =
        name === undefined && type === undefined
          ? undefined
          : elementAt(writing, 'dmn:InformationItem', inside(at, 'variable'), { name, typeRef: type });
      return elementAt(writing, 'dmn:ContextEntry', at, {
        variable,
        value: writeLogic(writing, value, inside(at, 'value')),
      });
    }),
  });
}

function writeInvocation(writing: Writing, expression: OfKind<'invocation'>, place: Place): Element {
  const places = placesIn(
    place,
    'argument',
    expression.arguments.map(({ name }) => name),
  );
  return elementAt(writing, 'dmn:Invocation', place, {
    calledFunction: writeLogic(writing, expression.function, inside(place, 'function')),
    binding: expression.arguments.map((argument, index) => {
      const at = places[index] ?? place;
      return elementAt(writing, 'dmn:Binding', at, {
        parameter: writeParameter(writing, argument, inside(at, 'parameter')),
        bindingFormula: writeLogic(writing, argument.value, inside(at, 'value')),
      });
    }),
  });
}

function writeRelation(writing: Writing, { columns, rows }: OfKind<'relation'>, place: Place): Element {
  const rowPlaces = placesIn(
    place,
    'row',
    rows.map(() => undefined),
  );
  return elementAt(writing, 'dmn:Relation', place, {
    column: writeParameters(writing, columns, place, 'column'),
    row: rows.map((row, index) => {
      const at = rowPlaces[index] ?? place;
      const cells = placesIn(
        at,
        'cell',
        row.map(() => undefined),
      );
      const elements = row.map((cell, column) => writeLogic(writing, cell, cells[column] ?? at));
      return elementAt(writing, 'dmn:List', at, { elements });
    }),
  });
}

export function writeFunction(writing: Writing, expression: FunctionDefinition, place: Place): Element {
  const { language, parameters, body } = expression;
  const kind = language === 'java' ? 'Java' : language === 'pmml' ? 'PMML' : undefined;
  return elementAt(writing, 'dmn:FunctionDefinition', place, {
    kind,
    formalParameter: writeParameters(writing, parameters, place, 'parameter'),
    body: writeLogic(writing, body, inside(place, 'body')),
  });
}

export function writeParameters(
  writing: Writing,
  parameters: readonly Parameter[],
  place: Place,
  sort: string,
): Element[] {
  const places = placesIn(
    place,
    sort,
    parameters.map(({ name }) => name),
  );
  return parameters.map((parameter, at) => writeParameter(writing, parameter, places[at] ?? place));
}

function writeParameter(writing: Writing, { name, type }: Parameter, place: Place): Element {
  const properties: Properties = { name, typeRef: type };
  return elementAt(writing, 'dmn:InformationItem', place, properties);
}
