import type { DmnModdle } from 'dmn-moddle';
import type { Model, Words } from '../model.ts';
import type { Issue } from '../unfit.ts';
import type { Edition, Element } from './elements.ts';
import type { Ids } from './ids.ts';
import { type Keeping, propertiesOf } from './kept.ts';
import { inside, type Place, wordsOf } from './place.ts';

/** What a file's writing needs everywhere. */
export interface Writing {
  readonly model: Model;
  readonly edition: Edition;
  readonly moddle: DmnModdle;
  readonly kept: Keeping;
  readonly ids: Ids;
  readonly issues: Issue[];
}

/** Properties of an element; what is undefined is left out. */
export type Properties = Readonly<Record<string, unknown>>;

const WITHOUT_ID = ['dmn:Binding', 'dmn:RuleAnnotation', 'dmn:RuleAnnotationClause'];

/** An element with what was kept at its place, and with an id: its own, or one that is made of the place. */
export function elementAt(writing: Writing, type: string, place: Place, properties: Properties): Element {
  const kept = propertiesOf(writing.moddle, writing.kept.at(place), writing.edition);
  const all = { ...kept, ...defined(properties) };
  for (const [name, value] of Object.entries(all)) refuseUnwritable(writing, place, name, value);
  const withId = 'id' in all || WITHOUT_ID.includes(type) ? all : { ...all, ...writing.ids.made(place) };
  return writing.moddle.create(type, withId);
}

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

// Characters that no XML can hold, however they are written, and halves of characters.
const UNWRITABLE = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function refuseUnwritable(writing: Writing, place: Place, name: string, value: unknown): void {
  const found = typeof value === 'string' ? UNWRITABLE.exec(value) : null;
  if (found === null) return;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  writing.issues.push({
    path: `${wordsOf(place)}, ${name}`,
    message: `no file can hold the character U+${code}`,
  });
}

/** A text of FEEL as unary tests or a literal expression, where there is one. */
export function textAt(
  writing: Writing,
  type: 'dmn:UnaryTests' | 'dmn:LiteralExpression',
  place: Place,
  text: string | undefined,
  properties: Properties = {},
): Element | undefined {
  return text === undefined ? undefined : elementAt(writing, type, place, { text, ...properties });
}

export function titleProperties(title: Words | undefined): Properties {
  return { label: title?.en, zh: title?.zh };
}

/** The variable of an element: of the same name, but where a file said otherwise. */
export function variableOf(
  writing: Writing,
  place: Place,
  name: string,
  typeRef: string | undefined,
): Element {
  const at = inside(place, 'variable');
  return elementAt(writing, 'dmn:InformationItem', at, { name: writing.kept.at(at).name ?? name, typeRef });
}
