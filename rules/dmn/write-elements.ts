import type { Decision, InputData, Knowledge, Service, TypeDefinition } from '../model.ts';
import type { Element } from './elements.ts';
import { inside, type Place, placesIn, wordsOf } from './place.ts';
import type { References } from './references.ts';
import { writeFunction, writeLogic, writeParameters } from './write-logic.ts';
import { elementAt, textAt, titleProperties, variableOf, type Writing } from './writing.ts';

export function writeType(writing: Writing, type: TypeDefinition, place: Place): Element {
  const fields = type.fields ?? [];
  const places = placesIn(
    place,
    'field',
    fields.map(({ name }) => name),
  );
  if (type.constraint !== undefined && writing.edition === '1.3') {
    writing.issues.push({ path: wordsOf(place), message: 'DMN 1.3 has no constraint of a type' });
  }
  return elementAt(writing, 'dmn:ItemDefinition', place, {
    name: type.name,
    typeRef: type.type,
    isCollection: type.list === true ? true : undefined,
    itemComponent: fields.map((field, at) => writeType(writing, field, places[at] ?? place)),
    allowedValues: textAt(writing, 'dmn:UnaryTests', inside(place, 'allowed'), type.allowed),
    typeConstraint: textAt(writing, 'dmn:UnaryTests', inside(place, 'constraint'), type.constraint),
    functionItem:
      type.function &&
      elementAt(writing, 'dmn:FunctionItem', inside(place, 'function'), {
        parameters: writeParameters(
          writing,
          type.function.parameters,
          inside(place, 'function'),
          'parameter',
        ),
        outputTypeRef: type.function.result,
      }),
  });
}

export function writeInputData(writing: Writing, { name, title, type }: InputData, place: Place): Element {
  return elementAt(writing, 'dmn:InputData', place, {
    ...writing.ids.of(name),
    name,
    ...titleProperties(title),
    variable: variableOf(writing, place, name, type),
  });
}

export function writeDecision(
  writing: Writing,
  decision: Decision,
  place: Place,
  references: References,
): Element {
  const { name, title, type, question, allowedAnswers, requires = [], logic } = decision;
  return elementAt(writing, 'dmn:Decision', place, {
    ...writing.ids.of(name),
    name,
    ...titleProperties(title),
    question,
    allowedAnswers,
    variable: variableOf(writing, place, name, type),
    ...requirements(writing, requires, place, references),
    decisionLogic: logic && writeLogic(writing, logic, inside(place, 'logic')),
  });
}

export function writeKnowledge(
  writing: Writing,
  knowledge: Knowledge,
  place: Place,
  references: References,
): Element {
  const { name, type, requires = [] } = knowledge;
  const written = requirements(writing, requires, place, references);
  if ('informationRequirement' in written) {
    const message = 'knowledge requires nothing but knowledge: what it reads is passed to it';
    writing.issues.push({ path: wordsOf(place), message });
  }
  return elementAt(writing, 'dmn:BusinessKnowledgeModel', place, {
    ...writing.ids.of(name),
    name,
    variable: variableOf(writing, place, name, type),
    encapsulatedLogic: writeFunction(writing, knowledge.function, inside(place, 'function')),
    ...written,
  });
}

export function writeService(
  writing: Writing,
  service: Service,
  place: Place,
  references: References,
): Element {
  const { name, type } = service;
  const refer = (names: readonly string[] = []) =>
    names.map((one) => references.element(writing, one, place)?.element);
  return elementAt(writing, 'dmn:DecisionService', place, {
    ...writing.ids.of(name),
    name,
    variable: variableOf(writing, place, name, type),
    outputDecision: refer(service.output),
    encapsulatedDecision: refer(service.encapsulated),
    inputDecision: refer(service.givenDecisions),
    inputData: refer(service.inputs),
  });
}

/** Inputs and decisions first, then knowledge and services. */
function requirements(
  writing: Writing,
  requires: readonly string[],
  place: Place,
  references: References,
): Readonly<Record<string, unknown>> {
  const found = requires.flatMap((name) => {
    const reference = references.element(writing, name, place);
    return reference === undefined ? [] : { name, ...reference };
  });
  const facts = found.filter(({ sort }) => sort === 'input' || sort === 'decision');
  const knowledge = found.filter((one) => !facts.includes(one));
  const places = placesIn(
    place,
    'requires',
    [...facts, ...knowledge].map(({ name }) => name),
  );
  const [informationRequirement, knowledgeRequirement] = [
    facts.map(({ sort, element }, at) =>
      elementAt(writing, 'dmn:InformationRequirement', places[at] ?? place, {
        [sort === 'input' ? 'requiredInput' : 'requiredDecision']: element,
      }),
    ),
    knowledge.map(({ element }, at) =>
      elementAt(writing, 'dmn:KnowledgeRequirement', places[facts.length + at] ?? place, {
        requiredKnowledge: element,
      }),
    ),
  ];
  return {
    ...(informationRequirement.length > 0 && { informationRequirement }),
    ...(knowledgeRequirement.length > 0 && { knowledgeRequirement }),
  };
}
