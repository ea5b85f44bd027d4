import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** What a browser makes of a piece of HTML: its elements, in order, with what stands in them. */
export interface Page {
  /** Names of elements and attributes, nested; nothing of their content. */
  readonly shape: string;
  readonly texts: readonly string[];
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/** Reads HTML as a browser does. */
export function readPage(html: string): Page {
  const texts: string[] = [];
  const attributes: Attribute[] = [];
  const shapeOf = (node: DefaultTreeAdapterTypes.ChildNode): string => {
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value);
    if (node.nodeName === '#comment') return '<!---->';
    if (!('tagName' in node)) return '';
    attributes.push(...node.attrs.map(({ name, value }) => ({ name, value })));
    const names = node.attrs.map(({ name }) => ` ${name}`).join('');
    return `<${node.tagName}${names}>${node.childNodes.map(shapeOf).join('')}</>`;
  };
  const shape = parseFragment(html).childNodes.map(shapeOf).join('');
  return { shape, texts, attributes };
}
