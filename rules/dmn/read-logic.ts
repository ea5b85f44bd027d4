import type { Expression, FunctionDefinition, Literal, Parameter } from '../model.ts';
import { childIn, childrenIn, type Element, textIn } from './elements.ts';
import { inside, type Place, placesIn, wordsOf } from './place.ts';
import { readTableOrTree } from './read-table.ts';
import { feelIn, keep, keepText, type Reading, typeIn } from './reading.ts';

/** What stands where a file says nothing. */
const NOTHING: Literal = { kind: 'literal', text: 'null' };

export function readLogic(reading: Reading, element: Element, place: Place): Expression {
  const { $type } = element;
  switch ($type) {
    case 'dmn:LiteralExpression':
      return readLiteral(reading, element, place);
    case 'dmn:DecisionTable':
      return readTableOrTree(reading, element, place);
    case 'dmn:Context':
      return readContext(reading, element, place);
    case 'dmn:Invocation':
      return readInvocation(reading, element, place);
    case 'dmn:Relation':
      return readRelation(reading, element, place);
    case 'dmn:List': {
      keep(reading, element, place, ['elements']);
      const items = childrenIn(element, 'elements');
      const places = placesIn(
        place,
        'item',
        items.map(() => undefined),
      );
      return { kind: 'list', items: items.map((item, at) => readLogic(reading, item, places[at] ?? place)) };
    }
    case 'dmn:FunctionDefinition':
      return readFunction(reading, element, place);
    case 'dmn:Conditional':
      return readConditional(reading, element, place);
    case 'dmn:Filter':
      keep(reading, element, place, ['in', 'match']);
      return { kind: 'filter', in: part('in'), match: part('match') };
    case 'dmn:For':
      keep(reading, element, place, ['iteratorVariable', 'in', 'return']);
      return { kind: 'for', variable: variable(), in: part('in'), return: part('return') };
    case 'dmn:Every':
    case 'dmn:Some': {
      keep(reading, element, place, ['iteratorVariable', 'in', 'satisfies']);
      const kind = $type === 'dmn:Every' ? 'every' : 'some';
      return { kind, variable: variable(), in: part('in'), satisfies: part('satisfies') };
    }
    default:
      reading.issues.push({ path: wordsOf(place), message: `${$type} is no expression` });
      return NOTHING;
  }

  function part(name: string): Expression {
    return readPart(reading, element, name, place);
  }

  function variable(): string {
    return textIn(element, 'iteratorVariable') ?? '';
  }
}

function readConditional(reading: Reading, element: Element, place: Place): Expression {
  keep(reading, element, place, ['if', 'then', 'else']);
  const parts = ['if', 'then', 'else'].map((name) => [name, readPart(reading, element, name, place)]);
  return { kind: 'conditional', ...Object.fromEntries(parts) };
}

/** What a `ChildExpression` holds. */
function readPart(reading: Reading, element: Element, name: string, place: Place): Expression {
  const holder = childIn(element, name);
  keep(reading, holder, inside(place, name), ['value']);
  return readOrNothing(reading, childIn(holder, 'value'), inside(inside(place, name), 'value'));
}

function readOrNothing(reading: Reading, element: Element | undefined, place: Place): Expression {
  return element === undefined ? NOTHING : readLogic(reading, element, place);
}

function readLiteral(reading: Reading, element: Element, place: Place): Literal {
  if (childIn(element, 'importedValues') !== undefined) {
    reading.issues.push({
      path: wordsOf(place),
      message: 'values from another file (importedValues) are not read',
    });
  }
  keepText(reading, element, place, ['typeRef']);
  return { kind: 'literal', text: feelIn(element) || 'null', ...typeIn(element) };
}

function readContext(reading: Reading, element: Element, place: Place): Expression {
  const entries = childrenIn(element, 'contextEntry');
  const names = entries.map((entry) => textIn(childIn(entry, 'variable'), 'name'));
  const places = placesIn(place, 'entry', names);
  keep(reading, element, place, ['contextEntry']);
  return {
    kind: 'context',
    entries: entries.map((entry, index) => {
      const [variable, at = place, name] = [childIn(entry, 'variable'), places[index], names[index]];
      keep(reading, entry, at, ['variable', 'value']);
      keep(reading, variable, inside(at, 'variable'), ['name', 'typeRef']);
      const value = readOrNothing(reading, childIn(entry, 'value'), inside(at, 'value'));
      return { ...(name !== undefined && { name }), ...typeIn(variable), value };
    }),
  };
}

function readInvocation(reading: Reading, element: Element, place: Place): Expression {
  const bindings = childrenIn(element, 'binding');
  const parameters = bindings.map((binding) => childIn(binding, 'parameter'));
  const places = placesIn(
    place,
    'argument',
    parameters.map((parameter) => textIn(parameter, 'name')),
  );
  keep(reading, element, place, ['calledFunction', 'binding']);
  return {
    kind: 'invocation',
    function: readOrNothing(reading, childIn(element, 'calledFunction'), inside(place, 'function')),
    arguments: bindings.map((binding, index) => {
      const [parameter, at = place] = [parameters[index], places[index]];
      keep(reading, binding, at, ['parameter', 'bindingFormula']);
      const value = readOrNothing(reading, childIn(binding, 'bindingFormula'), inside(at, 'value'));
      return { ...readParameter(reading, parameter, inside(at, 'parameter')), value };
    }),
  };
}

function readRelation(reading: Reading, element: Element, place: Place): Expression {
  const [columns, rows] = [childrenIn(element, 'column'), childrenIn(element, 'row')];
  const columnPlaces = placesIn(
    place,
    'column',
    columns.map((column) => textIn(column, 'name')),
  );
  const rowPlaces = placesIn(
    place,
    'row',
    rows.map(() => undefined),
  );
  keep(reading, element, place, ['column', 'row']);
  return {
    kind: 'relation',
    columns: columns.map((column, index) => readParameter(reading, column, columnPlaces[index] ?? place)),
    rows: rows.map((row, index) => {
      const at = rowPlaces[index] ?? place;
      const cells = childrenIn(row, 'elements');
      keep(reading, row, at, ['elements']);
      if (cells.length !== columns.length) {
        const message = `${cells.length} cells stand under ${columns.length} columns`;
        reading.issues.push({ path: wordsOf(at), message });
      }
      const places = placesIn(
        at,
        'cell',
        cells.map(() => undefined),
      );
      return cells.map((cell, column) => readLogic(reading, cell, places[column] ?? at));
    }),
  };
}

/** A function of another language keeps its body as it is written. */
export function readFunction(reading: Reading, element: Element, place: Place): FunctionDefinition {
  const kind = textIn(element, 'kind');
  const language = kind === 'Java' ? 'java' : kind === 'PMML' ? 'pmml' : undefined;
  const parameters = childrenIn(element, 'formalParameter');
  const places = placesIn(
    place,
    'parameter',
    parameters.map((parameter) => textIn(parameter, 'name')),
  );
  keep(reading, element, place, ['kind', 'formalParameter', 'body']);
  return {
    kind: 'function',
    parameters: parameters.map((parameter, at) => readParameter(reading, parameter, places[at] ?? place)),
    body: readOrNothing(reading, childIn(element, 'body'), inside(place, 'body')),
    ...(language !== undefined && { language }),
  };
}

export function readParameter(reading: Reading, element: Element | undefined, place: Place): Parameter {
  keep(reading, element, place, ['name', 'typeRef']);
  return { name: textIn(element, 'name') ?? '', ...typeIn(element) };
}
