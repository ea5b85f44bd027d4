import { DmnModdle } from 'dmn-moddle';
import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };

/** The editions of DMN by the names of their languages. */
export const MODEL_NAMESPACES = {
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
} as const;
export type Edition = keyof typeof MODEL_NAMESPACES;

/** Where what is Baton's own stands in a DMN file. */
const BATON = 'urn:baton:dmn';

/** An element of a DMN file, as moddle gives it: its properties by their names, the attributes of others in `$attrs`. */
export interface Element {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, string>>;
  /** Of elements of others alone. */
  readonly $children?: readonly Element[];
  readonly $body?: string;
  readonly $descriptor: {
    readonly isGeneric?: boolean;
    readonly ns: { readonly uri?: string };
    readonly properties: readonly { readonly name: string }[];
  };
  readonly [property: string]: unknown;
}

interface Property {
  name: string;
  type: string;
  isMany?: boolean;
  isAttr?: boolean;
  isId?: boolean;
  isBody?: boolean;
  isReference?: boolean;
  xml?: { serialize: string };
}

interface Type {
  name: string;
  isAbstract?: boolean;
  superClass?: string[];
  extends?: string[];
  properties: Property[];
}

const attribute = (name: string): Property => ({ name, type: 'String', isAttr: true });
const child = (name: string, type: string): Property => ({ name, type, xml: { serialize: 'property' } });

/** What DMN 1.4 added to the expressions of 1.3. */
const expressions: readonly Type[] = [
  {
    name: 'ChildExpression',
    superClass: ['DMNElement'],
    properties: [{ name: 'value', type: 'Expression' }],
  },
  { name: 'TypedChildExpression', superClass: ['ChildExpression'], properties: [attribute('typeRef')] },
  {
    name: 'Conditional',
    superClass: ['Expression'],
    properties: ['if', 'then', 'else'].map((name) => child(name, 'ChildExpression')),
  },
  {
    name: 'Filter',
    superClass: ['Expression'],
    properties: ['in', 'match'].map((name) => child(name, 'ChildExpression')),
  },
  {
    name: 'Iterator',
    isAbstract: true,
    superClass: ['Expression'],
    properties: [attribute('iteratorVariable'), child('in', 'TypedChildExpression')],
  },
  { name: 'For', superClass: ['Iterator'], properties: [child('return', 'ChildExpression')] },
  {
    name: 'Quantified',
    isAbstract: true,
    superClass: ['Iterator'],
    properties: [child('satisfies', 'ChildExpression')],
  },
  { name: 'Every', superClass: ['Quantified'], properties: [] },
  { name: 'Some', superClass: ['Quantified'], properties: [] },
];

/** Where 1.5 departs from the schema of 1.3, and where that schema would lose what it does not know. */
const departures: Readonly<Record<string, (type: Type) => Type>> = {
  // An id that is bad or stands twice must not make its element vanish.
  DMNElement: (type) => withProperty(type, 'id', attribute('id')),
  // A diagram is kept as it is.
  Definitions: (type) => withProperty(type, 'dmnDI', { name: 'dmnDI', type: 'Element', isMany: true }),
  ItemDefinition: (type) => withProperty(type, 'typeConstraint', child('typeConstraint', 'UnaryTests')),
  OrganisationalUnit: (type) => ({
    ...type,
    name: 'OrganizationUnit',
    properties: ['decisionMade', 'decisionOwned'].map((name) => ({
      ...child(name, 'DMNElementReference'),
      isMany: true,
    })),
  }),
};

function withProperty(type: Type, name: string, property: Property): Type {
  return { ...type, properties: [...type.properties.filter((one) => one.name !== name), property] };
}

/** What Baton adds: the Chinese title, an id that XML cannot have, which decision answers, a tree. */
const own = {
  name: 'Baton',
  prefix: 'baton',
  uri: BATON,
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'Named', extends: ['dmn:DMNElement'], properties: [attribute('zh'), attribute('key')] },
    { name: 'Answering', extends: ['dmn:Definitions'], properties: [attribute('answer')] },
    { name: 'Tree', superClass: ['Element'], properties: [{ name: 'json', type: 'String', isBody: true }] },
  ],
};

const made = new Map<Edition, DmnModdle>();

/** Reads every edition, whatever prefixes a file uses, and writes the one that is asked for. */
export function moddleOf(edition: Edition): DmnModdle {
  const known = made.get(edition);
  if (known !== undefined) return known;
  const uri = MODEL_NAMESPACES[edition];
  const types = structuredClone<Type[]>(dmn13.types as Type[]);
  const dmn = {
    ...dmn13,
    uri,
    types: [...types.map((type) => departures[type.name]?.(type) ?? type), ...structuredClone(expressions)],
  };
  const nsMap = Object.fromEntries(Object.values(MODEL_NAMESPACES).map((namespace) => [namespace, 'dmn']));
  // Diagrams are kept as they are: the description of theirs gives way to that of what is Baton's own.
  const moddle = new DmnModdle({ dmn, dmndi: structuredClone(own) }, { nsMap });
  made.set(edition, moddle);
  return moddle;
}

/** The text of an attribute, or of an element that holds nothing but text. */
export function textIn(element: Element | undefined, name: string): string | undefined {
  const value = element?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function childIn(element: Element | undefined, name: string): Element | undefined {
  const value = element?.[name];
  return isElement(value) ? value : undefined;
}

export function childrenIn(element: Element | undefined, name: string): readonly Element[] {
  const value = element?.[name];
  return Array.isArray(value) ? value.filter(isElement) : [];
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && '$type' in value;
}
