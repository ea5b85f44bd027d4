import type { HitPolicy, InputClause, OutputClause, Rule, Table, Tree } from '../model.ts';
import { childIn, childrenIn, type Element, textIn } from './elements.ts';
import { keptOf } from './kept.ts';
import { cellPlace, inside, type Place, placesIn, wordsOf } from './place.ts';
import { treeElement, treeIn } from './read-tree.ts';
import { feelIn, keep, keepText, type Reading, TITLE, titleIn, typeIn } from './reading.ts';

const policies: Readonly<Record<string, HitPolicy>> = {
  UNIQUE: 'U',
  ANY: 'A',
  PRIORITY: 'P',
  FIRST: 'F',
  'RULE ORDER': 'R',
  'OUTPUT ORDER': 'O',
  COLLECT: 'C',
};
const aggregations: Readonly<Record<string, HitPolicy>> = { SUM: 'C+', MIN: 'C<', MAX: 'C>', COUNT: 'C#' };

/** A table, or the tree that it was written of. */
export function readTableOrTree(reading: Reading, element: Element, place: Place): Table | Tree {
  const table = readTable(reading, element, place);
  return treeIn(element, table) ?? table;
}

function readTable(reading: Reading, element: Element, place: Place): Table {
  const used = ['hitPolicy', 'aggregation', 'input', 'output', 'annotation', 'rule', 'extensionElements'];
  keep(reading, element, place, used);
  keepExtensions(reading, element, place);
  const inputElements = childrenIn(element, 'input');
  const outputElements = childrenIn(element, 'output');
  const expressions = inputElements.map((input) => feelIn(input, 'inputExpression') ?? '');
  const inputPlaces = placesIn(place, 'input', expressions);
  const single = outputElements.length === 1;
  // The name of a single output is not the model's: it is kept, and tells no place.
  const outputPlaces = placesIn(
    place,
    'output',
    outputElements.map((output) => (single ? undefined : textIn(output, 'name'))),
  );
  const annotations = childrenIn(element, 'annotation');
  annotations.forEach((clause, index) => {
    keep(reading, clause, inside(place, `annotation ${index + 1}`), ['name']);
  });
  const rules = readRules(reading, childrenIn(element, 'rule'), place, {
    inputs: inputPlaces,
    outputs: outputPlaces,
    annotations: annotations.length,
  });
  const most = Math.max(annotations.length, ...rules.map((rule) => rule.annotations?.length ?? 0));
  return {
    kind: 'table',
    hitPolicy: policyOf(reading, element, place),
    inputs: inputElements.map((input, index) => readInput(reading, input, inputPlaces[index] ?? place)),
    outputs: outputElements.map((output, index) =>
      readOutput(reading, output, outputPlaces[index] ?? place, single),
    ),
    ...(most > 0 && {
      annotations: Array.from({ length: most }, (_, index) => textIn(annotations[index], 'name') ?? ''),
    }),
    rules: rules.map((rule) =>
      most > 0
        ? { ...rule, annotations: Array.from({ length: most }, (_, at) => rule.annotations?.[at] ?? '') }
        : rule,
    ),
  };
}

/** What others added to a table, without what is Baton's. */
function keepExtensions(reading: Reading, element: Element, place: Place): void {
  const extensions = childIn(element, 'extensionElements');
  const values = childrenIn(extensions, 'values').filter((value) => value !== treeElement(element));
  if (extensions === undefined || (values.length === 0 && treeElement(element) !== undefined)) return;
  reading.kept.add(place, { extensionElements: { ...keptOf(extensions), values: values.map(keptOf) } });
}

function policyOf(reading: Reading, element: Element, place: Place): HitPolicy {
  const [name, aggregation] = [textIn(element, 'hitPolicy') ?? 'UNIQUE', textIn(element, 'aggregation')];
  const policy = name === 'COLLECT' && aggregation !== undefined ? aggregations[aggregation] : policies[name];
  if (policy !== undefined) return policy;
  const message = `there is no hit policy ${[name, aggregation].filter(Boolean).join(' ')}`;
  reading.issues.push({ path: wordsOf(place), message });
  return 'U';
}

function readInput(reading: Reading, element: Element, place: Place): InputClause {
  const expression = childIn(element, 'inputExpression');
  const allowed = feelIn(element, 'inputValues');
  keep(reading, element, place, ['inputExpression', 'inputValues', ...TITLE]);
  keepText(reading, expression, inside(place, 'expression'), ['typeRef']);
  keepText(reading, childIn(element, 'inputValues'), inside(place, 'allowed'));
  return {
    expression: feelIn(expression) ?? '',
    ...titleIn(element),
    ...typeIn(expression),
    ...(allowed && { allowed }),
  };
}

/** The name of a single output says nothing of the answer. */
function readOutput(reading: Reading, element: Element, place: Place, single: boolean): OutputClause {
  const [allowed, fallback] = [feelIn(element, 'outputValues'), feelIn(element, 'defaultOutputEntry')];
  const name = textIn(element, 'name');
  const used = ['typeRef', 'outputValues', 'defaultOutputEntry', ...TITLE, ...(single ? [] : ['name'])];
  keep(reading, element, place, used);
  keepText(reading, childIn(element, 'outputValues'), inside(place, 'allowed'));
  keepText(reading, childIn(element, 'defaultOutputEntry'), inside(place, 'default'));
  return {
    ...(!single && name !== undefined && { name }),
    ...titleIn(element),
    ...typeIn(element),
    ...(allowed && { allowed }),
    ...(fallback && { default: fallback }),
  };
}

interface Columns {
  readonly inputs: readonly Place[];
  readonly outputs: readonly Place[];
  readonly annotations: number;
}

function readRules(reading: Reading, elements: readonly Element[], place: Place, columns: Columns): Rule[] {
  const ids = ruleIds(elements, place);
  const places = placesIn(place, 'rule', ids);
  return elements.map((element, index) => {
    const [id = '', rulePlace = place] = [ids[index], places[index]];
    keep(reading, element, rulePlace, ['id', 'key', 'inputEntry', 'outputEntry', 'annotationEntry']);
    const annotations = childrenIn(element, 'annotationEntry').map((entry, at) => {
      keep(reading, entry, inside(rulePlace, `annotation ${at + 1}`), ['text']);
      return textIn(entry, 'text') ?? '';
    });
    const when = cells('inputEntry', columns.inputs, 'when', '-');
    const then = cells('outputEntry', columns.outputs, 'then', 'null');
    return { id, when, then, ...(annotations.length > 0 && { annotations }) };

    function cells(name: string, of: readonly Place[], sort: string, empty: string): string[] {
      const entries = childrenIn(element, name);
      if (entries.length !== of.length) {
        const message = `${entries.length} cells (${name}) stand under ${of.length} columns`;
        reading.issues.push({ path: wordsOf(rulePlace), message });
      }
      return entries.map((entry, at) => {
        keepText(reading, entry, cellPlace(rulePlace, sort, of[at], at));
        return feelIn(entry) || empty;
      });
    }
  });
}

/** Rules without an id are `r1`, `r2` … by position; no two have the same. */
function ruleIds(elements: readonly Element[], place: Place): string[] {
  const seen = new Set<string>();
  return elements.map((element, index) => {
    const made = `${place.made}_rule_${index + 1}`;
    const [key, written] = [textIn(element, 'key'), textIn(element, 'id')];
    const wanted = key ?? (written === undefined || written === made ? `r${index + 1}` : written);
    let id = wanted;
    for (let more = 2; seen.has(id); more++) id = `${wanted}_${more}`;
    seen.add(id);
    return id;
  });
}
