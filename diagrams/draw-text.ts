import { type Block, ICON } from './block.ts';
import { round } from './place.ts';
import { signs } from './signs.ts';
import { xml } from './xml.ts';

/** A block of text as elements of SVG; `over` keeps it legible where an arrow may pass behind it. */
export function textOf({ lines }: Block, left: number, top: number, over = false): string[] {
  return lines.flatMap(({ text, setting, icons, x, y }) => {
    const [start, base] = [left + x, top + y];
    const drawn = icons.map((icon, index) => {
      const at = `translate(${round(start + index * ICON)} ${round(base - 10)})`;
      return `    <path class="sign sign-${icon}" transform="${at}" d="${signs[icon]}"/>`;
    });
    const at = `x="${round(start + icons.length * ICON)}" y="${round(base)}"`;
    return [...drawn, `    <text class="${over ? `over ${setting}` : setting}" ${at}>${xml(text)}</text>`];
  });
}
