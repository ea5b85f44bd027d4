import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { readTemporal } from '../../../rules/feel/temporal.ts';

/** One case of the kit: what is asked of which model, and what it is to answer. */
export interface TckCase {
  readonly model: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** A service or knowledge that is called instead of decisions. */
  readonly invocable?: string;
  /** Values of FEEL by the names of what is asked. */
  readonly expected: readonly { readonly name: string; readonly value: unknown }[];
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export function readCases(xml: string): TckCase[] {
  const root = elementOf(xml);
  const model = child(root, 'modelName')?.text.trim() ?? '';
  return children(root, 'testCase').map((testCase) => ({
    model,
    id: testCase.attributes.id ?? '',
    ...(testCase.attributes.invocableName ? { invocable: testCase.attributes.invocableName } : {}),
    inputs: Object.fromEntries(
      children(testCase, 'inputNode').map((node) => [node.attributes.name ?? '', valueIn(node)]),
    ),
    expected: children(testCase, 'resultNode').map((node) => {
      const expected = child(node, 'expected');
      return { name: node.attributes.name ?? '', value: expected ? valueIn(expected) : null };
    }),
  }));
}

/** A node holds one value, a list, or the components of a context. */
function valueIn(node: Element): unknown {
  const list = child(node, 'list');
  if (list !== undefined)
    return list.attributes['xsi:nil'] === 'true' ? null : children(list, 'item').map(valueIn);
  const components = children(node, 'component');
  if (components.length > 0)
    return Object.fromEntries(components.map((each) => [each.attributes.name ?? '', valueIn(each)]));
  const value = child(node, 'value');
  if (value === undefined || value.attributes['xsi:nil'] === 'true') return null;
  return simpleValue(value.text, value.attributes['xsi:type']?.split(':').at(-1));
}

function simpleValue(text: string, type: string | undefined): unknown {
  switch (type) {
    case 'boolean':
      return text.trim() === 'true';
    case 'decimal':
    case 'double':
    case 'integer':
      return Number(text);
    case 'date':
      return readTemporal(text.trim(), 'date');
    case 'time':
      return readTemporal(text.trim(), 'time');
    case 'dateTime':
      return readTemporal(text.trim(), 'date and time');
    case 'duration':
      return readTemporal(text.trim(), 'any');
    default:
      return text;
  }
}

function children(element: Element, name: string): Element[] {
  return element.children.filter((each) => each.name === name);
}

function child(element: Element, name: string): Element | undefined {
  return element.children.find((each) => each.name === name);
}

function elementOf(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const element = {
      name: tag.name.split(':').at(-1) ?? '',
      attributes: tag.attributes,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('cdata', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  return top.children[0] ?? top;
}
