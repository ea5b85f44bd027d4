import type { Decision, InputData, Knowledge, Service, TypeDefinition } from '../model.ts';
import { childIn, childrenIn, type Element, textIn } from './elements.ts';
import { inside, type Place, placesIn, wordsOf } from './place.ts';
import { readFunction, readLogic, readParameter } from './read-logic.ts';
import { feelIn, ID, idIn, keep, keepText, type Reading, TITLE, titleIn, typeIn } from './reading.ts';

/** The names of what may be required, by their references: `#id`, or `namespace#id`. */
export type Names = ReadonlyMap<string, string>;

export function readType(reading: Reading, element: Element, place: Place): TypeDefinition {
  const { type } = typeIn(element);
  const [allowed, constraint] = [feelIn(element, 'allowedValues'), feelIn(element, 'typeConstraint')];
  const components = childrenIn(element, 'itemComponent');
  const places = placesIn(
    place,
    'field',
    components.map((component) => textIn(component, 'name')),
  );
  const fields = components.map((component, at) => readType(reading, component, places[at] ?? place));
  const item = childIn(element, 'functionItem');
  const list = element.isCollection === true;
  const read = ['name', 'typeRef', 'allowedValues', 'typeConstraint', 'itemComponent', 'functionItem'];
  keep(reading, element, place, [...read, 'isCollection']);
  keepText(reading, childIn(element, 'allowedValues'), inside(place, 'allowed'));
  keepText(reading, childIn(element, 'typeConstraint'), inside(place, 'constraint'));
  return {
    name: textIn(element, 'name') ?? '',
    ...(type !== undefined && { type }),
    ...(list && { list }),
    ...(fields.length > 0 && { fields }),
    ...(item && { function: functionType(reading, item, inside(place, 'function')) }),
    ...(allowed && { allowed }),
    ...(constraint && { constraint }),
  };
}

function functionType(reading: Reading, element: Element, place: Place): TypeDefinition['function'] {
  const parameters = childrenIn(element, 'parameters');
  const places = placesIn(
    place,
    'parameter',
    parameters.map((parameter) => textIn(parameter, 'name')),
  );
  const result = textIn(element, 'outputTypeRef')?.replace(/^feel:/, '');
  keep(reading, element, place, ['parameters', 'outputTypeRef']);
  return {
    parameters: parameters.map((parameter, at) => readParameter(reading, parameter, places[at] ?? place)),
    ...(result && { result }),
  };
}

export function readInputData(reading: Reading, element: Element, place: Place): InputData {
  keep(reading, element, place, ['name', 'variable', ...ID, ...TITLE]);
  return { ...idIn(element, place), ...named(reading, element, place) };
}

export function readDecision(reading: Reading, element: Element, place: Place, names: Names): Decision {
  const [question, allowedAnswers] = [textIn(element, 'question'), textIn(element, 'allowedAnswers')];
  const logic = childIn(element, 'decisionLogic');
  const requires = requirements(reading, element, place, names);
  keep(reading, element, place, [
    ...['name', 'variable', 'question', 'allowedAnswers', 'decisionLogic', ...ID, ...TITLE],
    ...['informationRequirement', 'knowledgeRequirement'],
  ]);
  return {
    ...idIn(element, place),
    ...named(reading, element, place),
    ...(question && { question }),
    ...(allowedAnswers && { allowedAnswers }),
    ...(requires.length > 0 && { requires }),
    ...(logic && { logic: readLogic(reading, logic, inside(place, 'logic')) }),
  };
}

export function readKnowledge(reading: Reading, element: Element, place: Place, names: Names): Knowledge {
  const logic = childIn(element, 'encapsulatedLogic');
  const requires = requirements(reading, element, place, names);
  const used = ['name', 'variable', 'encapsulatedLogic', 'knowledgeRequirement'];
  const { title, ...name } = named(reading, element, place);
  // Knowledge has no title: its label is kept.
  keep(reading, element, place, [...used, ...ID]);
  return {
    ...idIn(element, place),
    ...name,
    ...(requires.length > 0 && { requires }),
    function: logic
      ? readFunction(reading, logic, inside(place, 'function'))
      : { kind: 'function', parameters: [], body: { kind: 'literal', text: 'null' } },
  };
}

export function readService(reading: Reading, element: Element, place: Place, names: Names): Service {
  const parts = {
    encapsulated: referred('encapsulatedDecision'),
    givenDecisions: referred('inputDecision'),
    inputs: referred('inputData'),
  };
  const { title, ...name } = named(reading, element, place);
  const used = ['outputDecision', 'encapsulatedDecision', 'inputDecision', 'inputData'];
  keep(reading, element, place, ['name', 'variable', ...used, ...ID]);
  return {
    ...idIn(element, place),
    ...name,
    output: referred('outputDecision'),
    ...Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0)),
  };

  function referred(property: string): string[] {
    return childrenIn(element, property).flatMap((one) => nameOf(reading, one, place, names));
  }
}

/** Name, title and type; the variable is that of the same name. */
function named(reading: Reading, element: Element, place: Place): Pick<InputData, 'name' | 'title' | 'type'> {
  const name = textIn(element, 'name') ?? '';
  const variable = childIn(element, 'variable');
  const same = textIn(variable, 'name') === name;
  keep(reading, variable, inside(place, 'variable'), ['typeRef', ...(same ? ['name'] : [])]);
  return { name, ...titleIn(element), ...typeIn(variable) };
}

/** Inputs and decisions first, then knowledge. */
function requirements(reading: Reading, element: Element, place: Place, names: Names): string[] {
  const found = [
    ...childrenIn(element, 'informationRequirement'),
    ...childrenIn(element, 'knowledgeRequirement'),
  ];
  const required = found.map((one) => {
    const kinds = ['requiredDecision', 'requiredInput', 'requiredKnowledge'];
    const [reference] = kinds.flatMap((kind) => childIn(one, kind) ?? []);
    return reference === undefined ? undefined : nameOf(reading, reference, place, names)[0];
  });
  const places = placesIn(place, 'requires', required);
  found.forEach((one, at) => {
    keep(reading, one, places[at] ?? place, ['requiredDecision', 'requiredInput', 'requiredKnowledge']);
  });
  return [...new Set(required.filter((name) => name !== undefined))];
}

function nameOf(reading: Reading, reference: Element, place: Place, names: Names): string[] {
  const href = textIn(reference, 'href') ?? '';
  const name = names.get(href);
  if (name !== undefined) return [name];
  reading.issues.push({ path: wordsOf(place), message: `nothing in the file is ${href}` });
  return [];
}
