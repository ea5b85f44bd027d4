import type { HitPolicy, Rule, Table, Tree } from '../model.ts';
import { NotConvertible } from '../trees/not-convertible.ts';
import { tableOf } from '../trees/table-of.ts';
import { childrenIn, type Element, isElement } from './elements.ts';
import { propertiesOf } from './kept.ts';
import { cellPlace, inside, type Place, placesIn, wordsOf } from './place.ts';
import { elementAt, textAt, titleProperties, type Writing } from './writing.ts';

const policies: Readonly<Record<HitPolicy, readonly [name: string, aggregation?: string]>> = {
  U: ['UNIQUE'],
  A: ['ANY'],
  P: ['PRIORITY'],
  F: ['FIRST'],
  R: ['RULE ORDER'],
  O: ['OUTPUT ORDER'],
  C: ['COLLECT'],
  'C+': ['COLLECT', 'SUM'],
  'C<': ['COLLECT', 'MIN'],
  'C>': ['COLLECT', 'MAX'],
  'C#': ['COLLECT', 'COUNT'],
};

/** A tree as a table that says the same, with the tree beside it. */
export function writeTree(writing: Writing, tree: Tree, place: Place): Element | undefined {
  try {
    const json = writing.moddle.create('baton:Tree', { json: JSON.stringify(tree.root) });
    return writeTable(writing, tableOf(tree), place, json);
  } catch (error) {
    if (!(error instanceof NotConvertible)) throw error;
    writing.issues.push({
      path: wordsOf(place),
      message: `no table says the same as this tree: ${error.message}`,
    });
    return undefined;
  }
}

export function writeTable(writing: Writing, table: Table, place: Place, tree?: Element): Element {
  const [hitPolicy, aggregation] = policies[table.hitPolicy];
  const inputs = placesIn(
    place,
    'input',
    table.inputs.map(({ expression }) => expression),
  );
  const single = table.outputs.length === 1;
  const outputs = placesIn(
    place,
    'output',
    table.outputs.map(({ name }) => (single ? undefined : name)),
  );
  const rules = placesIn(
    place,
    'rule',
    table.rules.map(({ id }) => id),
  );
  return elementAt(writing, 'dmn:DecisionTable', place, {
    hitPolicy,
    aggregation,
    ...(tree && { extensionElements: withTree(writing, place, tree) }),
    input: table.inputs.map((input, index) => {
      const at = inputs[index] ?? place;
      const { expression, title, type, allowed } = input;
      return elementAt(writing, 'dmn:InputClause', at, {
        ...titleProperties(title),
        inputExpression: textAt(writing, 'dmn:LiteralExpression', inside(at, 'expression'), expression, {
          typeRef: type,
        }),
        inputValues: textAt(writing, 'dmn:UnaryTests', inside(at, 'allowed'), allowed),
      });
    }),
    output: table.outputs.map((output, index) => {
      // The name of a single output, which says nothing, may have been kept.
      const at = outputs[index] ?? place;
      const { name, title, type, allowed, default: fallback } = output;
      return elementAt(writing, 'dmn:OutputClause', at, {
        ...titleProperties(title),
        ...(single && name === undefined ? {} : { name }),
        typeRef: type,
        outputValues: textAt(writing, 'dmn:UnaryTests', inside(at, 'allowed'), allowed),
        defaultOutputEntry: textAt(writing, 'dmn:LiteralExpression', inside(at, 'default'), fallback),
      });
    }),
    annotation: table.annotations?.map((name, index) =>
      elementAt(writing, 'dmn:RuleAnnotationClause', inside(place, `annotation ${index + 1}`), {
        name: name === '' ? undefined : name,
      }),
    ),
    rule: table.rules.map((rule, index) =>
      writeRule(writing, rule, index, rules[index] ?? place, { inputs, outputs }),
    ),
  });
}

/** What others added to the table, and the tree. */
function withTree({ moddle, kept, edition }: Writing, place: Place, tree: Element): Element {
  const { extensionElements } = propertiesOf(moddle, kept.at(place), edition);
  const others = isElement(extensionElements) ? childrenIn(extensionElements, 'values') : [];
  return moddle.create('dmn:ExtensionElements', { values: [...others, tree] });
}

function writeRule(
  writing: Writing,
  rule: Rule,
  index: number,
  place: Place,
  columns: { readonly inputs: readonly Place[]; readonly outputs: readonly Place[] },
): Element {
  // Such an id says no more than the position.
  const id = rule.id === `r${index + 1}` ? undefined : rule.id;
  return elementAt(writing, 'dmn:DecisionRule', place, {
    ...ruleId(),
    inputEntry: rule.when.map((text, at) =>
      textAt(writing, 'dmn:UnaryTests', cellPlace(place, 'when', columns.inputs[at], at), text),
    ),
    outputEntry: rule.then.map((text, at) =>
      textAt(writing, 'dmn:LiteralExpression', cellPlace(place, 'then', columns.outputs[at], at), text),
    ),
    annotationEntry: rule.annotations?.map((text, at) =>
      elementAt(writing, 'dmn:RuleAnnotation', inside(place, `annotation ${at + 1}`), { text }),
    ),
  });

  function ruleId() {
    const own = writing.ids.own(place, id);
    return own.key === '' ? { ...own, key: rule.id } : own;
  }
}
