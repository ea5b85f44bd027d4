import { SaxesParser } from 'saxes';

/** An SVG document as its parser sees it. */
export interface ParsedSvg {
  readonly elements: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
  /** What stands in each `text`, `title` and `desc`, in order. */
  readonly texts: readonly string[];
}

/** Reads an SVG document. Throws where it is not well-formed XML. */
export function parseSvg(svg: string): ParsedSvg {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  let open: string | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements.push({ name, attributes: attributes as Record<string, string> });
    if (!['text', 'title', 'desc'].includes(name)) return;
    open = name;
    texts.push('');
  });
  parser.on('text', (text) => {
    if (open !== undefined) texts.push(`${texts.pop()}${text}`);
  });
  parser.on('closetag', ({ name }) => {
    if (name === open) open = undefined;
  });
  parser.write(svg).close();
  return { elements, texts };
}
