import { isDeepStrictEqual } from 'node:util';
import { functionDifference, logicDifference } from './difference/logic-difference.ts';
import { members } from './difference/members.ts';
import type { Noun } from './difference/nouns.ts';
import { type Difference, type Finding, properties } from './difference/part.ts';
import { inWords, type WordsLanguage } from './difference/words.ts';
import type { Model, TypeDefinition } from './model.ts';

/**
 * What changed between two versions of a model, from its head to its decisions. Rules are told apart by their ids,
 * columns by what they ask, everything else by its name: with another name, it is another thing. Nothing is told of
 * models that say the same; nor of the order of decisions and the like, which says nothing.
 */
export function differences(before: Model, after: Model): readonly Difference[] {
  const finding: Finding = { place: [], found: [] };
  modelDifference(finding, before, after);
  return finding.found;
}

/** `differences` as sentences: `decision routing, rule r3: score “> 80” became “> 90”`. */
export function differenceInWords(before: Model, after: Model, language: WordsLanguage): readonly string[] {
  return differences(before, after).map((one) => inWords(one, language));
}

function modelDifference(finding: Finding, before: Model, after: Model): void {
  if (isDeepStrictEqual(before, after)) return;
  properties(finding, before, after, {
    id: 'id',
    title: 'title',
    description: 'description',
    answer: 'answer',
  });
  members(finding, before.types, after.types, { part: named('type'), key: nameOf, inner: typeDifference });
  members(finding, before.inputs, after.inputs, {
    part: named('input'),
    key: nameOf,
    inner: (inside, one, other) => properties(inside, one, other, { id: 'id', title: 'title', type: 'type' }),
  });
  members(finding, before.decisions, after.decisions, {
    part: named('decision'),
    key: nameOf,
    inner: (inside, one, other) => {
      const texts = { id: 'id', title: 'title', question: 'question', allowedAnswers: 'answers' } as const;
      properties(inside, one, other, { ...texts, type: 'type' });
      names(inside, one.requires, other.requires, 'requirement');
      logicDifference(inside, one.logic, other.logic);
    },
  });
  members(finding, before.knowledge, after.knowledge, {
    part: named('knowledge'),
    key: nameOf,
    inner: (inside, one, other) => {
      properties(inside, one, other, { id: 'id', type: 'type' });
      names(inside, one.requires, other.requires, 'requirement');
      functionDifference(inside, one.function, other.function);
    },
  });
  members(finding, before.services, after.services, {
    part: named('service'),
    key: nameOf,
    inner: (inside, one, other) => {
      properties(inside, one, other, { id: 'id', type: 'type' });
      names(inside, one.output, other.output, 'output');
      names(inside, one.encapsulated, other.encapsulated, 'encapsulated');
      // These are parameters, which have an order.
      names(inside, one.givenDecisions, other.givenDecisions, 'given', true);
      names(inside, one.inputs, other.inputs, 'input', true);
    },
  });
  members(finding, before.imports, after.imports, {
    part: named('import'),
    key: nameOf,
    inner: (inside, one, other) => modelDifference(inside, one.model, other.model),
  });
  if (!isDeepStrictEqual(before.dmn ?? {}, after.dmn ?? {})) {
    finding.found.push({ place: finding.place, kind: 'changed', what: { noun: 'others' } });
  }
}

function typeDifference(finding: Finding, before: TypeDefinition, after: TypeDefinition): void {
  properties(finding, before, after, {
    type: 'type',
    list: 'list',
    allowed: 'allowed',
    constraint: 'constraint',
    function: 'signature',
  });
  members(finding, before.fields, after.fields, { part: named('field'), key: nameOf, inner: typeDifference });
}

function names(
  finding: Finding,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
  noun: Noun,
  ordered = false,
): void {
  members(finding, before, after, { part: (name) => ({ noun, name }), key: (name) => name, ordered });
}

function named(noun: Noun) {
  return ({ name }: { readonly name: string }) => ({ noun, name });
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
