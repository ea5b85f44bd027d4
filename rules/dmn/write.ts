import type { Model } from '../model.ts';
import { ModelUnfit } from '../unfit.ts';
import { defaultAnswer } from './default-answer.ts';
import { type Edition, type Element, MODEL_NAMESPACES, moddleOf } from './elements.ts';
import { elementsOf, Ids } from './ids.ts';
import { Keeping, propertiesOf } from './kept.ts';
import { idInNamespace, idOfName } from './model-id.ts';
import { type Place, placesIn, ROOT } from './place.ts';
import { importsOf, namespaceOf, References } from './references.ts';
import { writeDecision, writeInputData, writeKnowledge, writeService, writeType } from './write-elements.ts';
import { elementAt, type Writing } from './writing.ts';

export interface WriteOptions {
  /** 1.5 where nothing is said. Tools that know none but 1.3, such as dmn-js, open a file of 1.3. */
  readonly edition?: Edition;
}

/**
 * The model as a file of DMN, with what a file that it was read from held besides. `readDmn` gives the same model back:
 * also trees, which are written as tables that say the same. Imported models are files of their own. Throws
 * `ModelUnfit` for what no file of this edition can say.
 */
export async function writeDmn(model: Model, options: WriteOptions = {}): Promise<string> {
  const { edition = '1.5' } = options;
  const moddle = moddleOf(edition);
  const kept = new Keeping(model.dmn);
  const writing: Writing = { model, edition, moddle, kept, ids: new Ids(model), issues: [] };
  const definitions = definitionsOf(writing);
  if (writing.issues.length > 0) throw new ModelUnfit(model.id, writing.issues);
  const { xml } = await moddle.toXML(definitions, { format: true });
  // As it stands, it would be read as the end of a line.
  return xml.replaceAll('\r', '&#13;');
}

function definitionsOf(writing: Writing): Element {
  const { model, moddle, edition } = writing;
  const references = new References(model);
  const kept = propertiesOf(moddle, writing.kept.at(ROOT), edition);
  const [inputs, decisions, knowledge, services] = elementsOf(model).map(({ places }) => places);
  const types = placesIn(
    ROOT,
    'type',
    (model.types ?? []).map(({ name }) => name),
  );
  const imported = importsOf(model).map(({ name, namespace, place }) =>
    elementAt(writing, 'dmn:Import', place, { importType: MODEL_NAMESPACES[edition], namespace, name }),
  );
  const written = [
    ...model.inputs.map((input, at) => writeInputData(writing, input, inputs?.[at] ?? ROOT)),
    ...each(model.decisions, decisions, writeDecision),
    ...each(model.knowledge, knowledge, writeKnowledge),
    ...each(model.services, services, writeService),
  ];
  return elementAt(writing, 'dmn:Definitions', ROOT, {
    xmlns: MODEL_NAMESPACES[edition],
    ...headOf(model),
    import: [...imported, ...listIn(kept, 'import')],
    itemDefinition: (model.types ?? []).map((type, at) => writeType(writing, type, types[at] ?? ROOT)),
    drgElement: [...written, ...listIn(kept, 'drgElement')],
  });

  function each<T>(
    list: readonly T[] | undefined,
    places: readonly Place[] | undefined,
    write: (writing: Writing, one: T, place: Place, references: References) => Element,
  ): Element[] {
    return (list ?? []).map((one, at) => write(writing, one, places?.[at] ?? ROOT, references));
  }
}

function headOf(model: Model): Readonly<Record<string, unknown>> {
  const { id, title, description, answer } = model;
  const name = title?.en ?? id;
  const namespace = namespaceOf(model);
  return {
    name,
    namespace,
    zh: title?.zh,
    description,
    key: (idInNamespace(namespace) ?? idOfName(name)) === id ? undefined : id,
    answer: answer === defaultAnswer(model) ? undefined : answer,
  };
}

function listIn(kept: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const list = kept[name];
  return Array.isArray(list) ? list : [];
}
