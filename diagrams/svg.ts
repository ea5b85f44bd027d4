import { type Diagram, statesIn } from './diagram.ts';
import { arrowLines, labelLines } from './draw-link.ts';
import { boxLines, textLines } from './draw-shape.ts';
import { words } from './language.ts';
import { layoutOf } from './layout.ts';
import { sketchOf } from './sketch.ts';
import { style } from './style.ts';
import { xml } from './xml.ts';

export interface DrawingOptions {
  /** Paths of the states in which an instance stands: they are marked, and so is all that they lie in. */
  readonly stands?: readonly string[];
}

const FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";

/** A process as an SVG document: the same definition and language give the same text, always. */
export async function svgOf(diagram: Diagram, { stands = [] }: DrawingOptions = {}): Promise<string> {
  const { language, root } = diagram;
  const { width, height, shapes, links } = await layoutOf(sketchOf(diagram));
  const marked = new Set(stands.flatMap(ancestryOf));
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" lang="${language}" font-family="${FONTS}">`,
    `  <title id="title">${xml(root.title)}</title>`,
    `  <desc id="desc">${xml(describe(diagram, stands))}</desc>`,
    `  <style>${style}</style>`,
    '  <defs>',
    '    <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">',
    '      <path class="head" d="M0 0 10 5 0 10z"/>',
    '    </marker>',
    '  </defs>',
    `  <rect class="page" width="${width}" height="${height}" rx="8"/>`,
    ...shapes.flatMap((shape) => boxLines(shape, marked)),
    ...links.flatMap(arrowLines),
    ...shapes.flatMap(textLines),
    ...links.flatMap(labelLines),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function ancestryOf(path: string): string[] {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(0, index + 1).join('.'));
}

/** The whole in sentences, for those who do not see it. */
function describe({ root, language, version }: Diagram, stands: readonly string[]): string {
  const say = words[language];
  const states = statesIn(root);
  const titles = new Map(states.map(({ path, title }) => [path, title]));
  const sentences = states.map(({ title, ways }) => {
    const moves = ways.map(({ text, guard, targets }) => {
      const where = targets.map((target) => titles.get(target) ?? target).join(say.comma);
      const when = [text, guard === undefined ? '' : `[${guard}]`].filter((one) => one !== '').join(' ');
      return [when, where].filter((one) => one !== '').join(' → ');
    });
    return moves.length === 0 ? title : `${title}${say.colon}${moves.join(say.semicolon)}`;
  });
  const here = stands.map((path) => titles.get(path) ?? path);
  const now = here.length === 0 ? [] : [`${say.stands}${say.colon}${here.join(say.comma)}`];
  return [`${say.version} ${version}`, ...now, ...sentences].join(say.stop);
}
