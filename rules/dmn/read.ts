import type { Model } from '../model.ts';
import { ModelUnfit } from '../unfit.ts';
import { defaultAnswer } from './default-answer.ts';
import { childrenIn, type Element, MODEL_NAMESPACES, moddleOf, textIn } from './elements.ts';
import { refuseHostile } from './guard.ts';
import { Keeping, keptOf } from './kept.ts';
import { idInNamespace, idOfName } from './model-id.ts';
import { type Place, placesIn, ROOT, wordsOf } from './place.ts';
import {
  type Names,
  readDecision,
  readInputData,
  readKnowledge,
  readService,
  readType,
} from './read-elements.ts';
import { keep, type Reading, refuseOtherLanguage } from './reading.ts';

export interface ReadOptions {
  /** The file whose namespace a model imports; nothing is fetched from anywhere else. */
  readonly imported?: (namespace: string) => string | undefined;
}

/**
 * The model in a file of DMN 1.3, 1.4 or 1.5; those before are refused, as their types were named otherwise. What Baton
 * does not use (diagrams, sources of knowledge, annotations, the elements and attributes of others) is kept in `dmn`,
 * for `writeDmn`. Rules without an id are named `r1`, `r2` … by position. Throws `ModelUnfit` for a file that is no
 * such thing, that is too large, that has a document type, or whose references lead nowhere.
 */
export async function readDmn(xml: string, options: ReadOptions = {}): Promise<Model> {
  return (await readFile(xml, options, [])).model;
}

interface File {
  readonly model: Model;
  /** The names of what may be required from outside, by id. */
  readonly ids: ReadonlyMap<string, string>;
}

async function readFile(xml: string, options: ReadOptions, within: readonly string[]): Promise<File> {
  const definitions = await parse(xml);
  const reading: Reading = { kept: new Keeping(), issues: [] };
  const imports = await readImports(reading, definitions, options, within);
  const elements = childrenIn(definitions, 'drgElement');
  const ids = idsIn(reading, elements);
  const namespace = textIn(definitions, 'namespace') ?? '';
  const names: Names = new Map([
    ...[...ids].flatMap(([id, name]) => [[`#${id}`, name] as const, [`${namespace}#${id}`, name] as const]),
    ...imports.flatMap((one) =>
      [...one.file.ids].map(([id, name]) => [`${one.namespace}#${id}`, `${one.name}.${name}`] as const),
    ),
  ]);

  const model = {
    ...headOf(definitions),
    ...some('types', each(childrenIn(definitions, 'itemDefinition'), 'type', readType)),
    inputs: each(ofType('InputData'), 'input', readInputData),
    decisions: each(ofType('Decision'), 'decision', readDecision),
    ...some('knowledge', each(ofType('BusinessKnowledgeModel'), 'knowledge', readKnowledge)),
    ...some('services', each(ofType('DecisionService'), 'service', readService)),
    ...some(
      'imports',
      imports.map(({ name, file }) => ({ name, model: file.model })),
    ),
  };
  keepRest(
    reading,
    definitions,
    elements.filter(({ $type }) => $type === 'dmn:KnowledgeSource'),
  );
  if (reading.issues.length > 0) throw new ModelUnfit(model.id, reading.issues);
  const answer = textIn(definitions, 'answer') ?? defaultAnswer(model);
  return {
    ids,
    model: { ...model, answer, ...reading.kept.all() },
  };

  function ofType(type: string): readonly Element[] {
    return elements.filter(({ $type }) => $type === `dmn:${type}`);
  }

  function each<T>(
    list: readonly Element[],
    sort: string,
    read: (reading: Reading, element: Element, place: Place, names: Names) => T,
  ): T[] {
    const places = placesIn(
      ROOT,
      sort,
      list.map((element) => textIn(element, 'name')),
    );
    return list.map((element, at) => read(reading, element, places[at] ?? ROOT, names));
  }
}

async function parse(xml: string): Promise<Element> {
  refuseHostile(xml);
  try {
    // As XML says, the end of a line is one character.
    const lines = xml.replaceAll(/\r\n?/g, '\n');
    const { rootElement, warnings } = await moddleOf('1.5').fromXML(lines, { lax: false });
    const broken = warnings.find(({ error }) => error !== undefined);
    if (broken !== undefined) throw new Error(broken.message);
    return rootElement;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : String(cause);
    const editions = Object.keys(MODEL_NAMESPACES).join(', ');
    throw new ModelUnfit('DMN', [
      { path: 'file', message: `it is no DMN (${editions}): ${shortened(message)}` },
    ]);
  }
}

/** What is said of a file may hold much of the file. */
function shortened(message: string): string {
  return message.length > 500 ? `${message.slice(0, 200)} … ${message.slice(-200)}` : message;
}

/** Id, title and description of a model: those of Baton's own where it wrote the file. */
function headOf(definitions: Element): Pick<Model, 'id' | 'title' | 'description'> {
  const name = textIn(definitions, 'name') ?? '';
  const [zh, description] = [textIn(definitions, 'zh'), textIn(definitions, 'description')];
  const namespace = textIn(definitions, 'namespace') ?? '';
  const id = textIn(definitions, 'key') ?? idInNamespace(namespace) ?? idOfName(name);
  const title = { en: name, ...(zh !== undefined && { zh }) };
  return {
    id,
    ...((name !== id || zh !== undefined) && name !== '' && { title }),
    ...(description && { description }),
  };
}

function some<Name extends string, T>(
  name: Name,
  list: readonly T[],
): { readonly [key in Name]?: readonly T[] } {
  return list.length > 0 ? ({ [name]: list } as { readonly [key in Name]: readonly T[] }) : {};
}

function idsIn(reading: Reading, elements: readonly Element[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const element of elements) {
    const [id, name] = [textIn(element, 'id'), textIn(element, 'name') ?? ''];
    if (id === undefined) continue;
    if (names.has(id)) reading.issues.push({ path: name, message: `the id ${id} is that of another, too` });
    names.set(id, name);
  }
  return names;
}

interface Imported {
  readonly name: string;
  readonly namespace: string;
  readonly file: File;
}

async function readImports(
  reading: Reading,
  definitions: Element,
  options: ReadOptions,
  within: readonly string[],
): Promise<Imported[]> {
  const found = childrenIn(definitions, 'import').filter(isModel);
  const places = placesIn(
    ROOT,
    'import',
    found.map((one) => textIn(one, 'name')),
  );
  const read: Imported[] = [];
  for (const [index, element] of found.entries()) {
    const place = places[index] ?? ROOT;
    const [name = '', namespace = ''] = [textIn(element, 'name'), textIn(element, 'namespace')];
    keep(reading, element, place, ['name']);
    const xml = options.imported?.(namespace);
    const message = within.includes(namespace) ? 'it imports itself' : `nothing is known of ${namespace}`;
    if (xml === undefined || within.includes(namespace))
      reading.issues.push({ path: wordsOf(place), message });
    else read.push({ name, namespace, file: await readFile(xml, options, [...within, namespace]) });
  }
  return read;
}

function isModel(element: Element): boolean {
  return Object.values<string>(MODEL_NAMESPACES).includes(textIn(element, 'importType') ?? '');
}

/** What stands at the top of a file, and is not Baton's. */
function keepRest(reading: Reading, definitions: Element, sources: readonly Element[]): void {
  refuseOtherLanguage(reading, definitions, ROOT);
  const ours = idInNamespace(textIn(definitions, 'namespace') ?? '') !== undefined ? ['namespace'] : [];
  const read = [
    'name',
    'description',
    'import',
    'itemDefinition',
    'drgElement',
    'answer',
    'key',
    'zh',
    'expressionLanguage',
  ];
  keep(reading, definitions, ROOT, [...read, ...ours, 'xmlns', 'xsi:schemaLocation']);
  const others = childrenIn(definitions, 'import').filter((element) => !isModel(element));
  if (sources.length > 0) reading.kept.add(ROOT, { drgElement: sources.map(keptOf) });
  if (others.length > 0) reading.kept.add(ROOT, { import: others.map(keptOf) });
}
