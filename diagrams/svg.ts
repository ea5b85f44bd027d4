import { type Diagram, statesIn } from './diagram.ts';
import { arrowLines, labelLines } from './draw-link.ts';
import { boxLines, textLines } from './draw-shape.ts';
import { framed } from './frame.ts';
import { words } from './language.ts';
import { layoutOf } from './layout.ts';
import { sketchOf } from './sketch.ts';

export interface DrawingOptions {
  /** Paths of the states in which an instance stands: they are marked, and so is all that they lie in. */
  readonly stands?: readonly string[];
}

/** A process as an SVG document: the same definition and language give the same text, always. */
export async function svgOf(diagram: Diagram, { stands = [] }: DrawingOptions = {}): Promise<string> {
  const { language, root } = diagram;
  const { width, height, shapes, links } = await layoutOf(sketchOf(diagram));
  const marked = new Set(stands.flatMap(ancestryOf));
  const frame = { width, height, language, title: root.title, description: describe(diagram, stands) };
  return framed(frame, [
    ...shapes.flatMap((shape) => boxLines(shape, marked)),
    ...links.flatMap(arrowLines),
    ...shapes.flatMap(textLines),
    ...links.flatMap(labelLines),
  ]);
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
