import { type Language, words } from './language.ts';
import { widthOf, wrapped } from './measure.ts';
import type { Way } from './ways.ts';

/** Small drawn signs: one per cause, one per kind of actor, a person, and what begins anew. */
export type Icon =
  | 'event'
  | 'delay'
  | 'done'
  | 'failed'
  | 'ended'
  | 'always'
  | 'effect'
  | 'inline'
  | 'child'
  | 'person'
  | 'stay';

/** How a line is set. */
export type Setting = 'heading' | 'title' | 'note' | 'way';

export interface Line {
  readonly text: string;
  readonly setting: Setting;
  readonly icons: readonly Icon[];
  /** Of the text, or of its first icon; from the block's left edge. */
  readonly x: number;
  /** Of the base line, from the block's top. */
  readonly y: number;
}

/** Lines of text under each other, with the room that they take. */
export interface Block {
  /** The texts before they were broken into lines. */
  readonly items: readonly Item[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** One text that is to be set, before it is broken into lines. */
export interface Item {
  readonly text: string;
  readonly setting: Setting;
  readonly icons?: readonly Icon[];
}

/** The sizes of each setting, in pixels. */
export const settings: Readonly<
  Record<Setting, { size: number; leading: number; bold: boolean; most: number }>
> = {
  heading: { size: 20, leading: 28, bold: true, most: 640 },
  title: { size: 14, leading: 20, bold: true, most: 216 },
  note: { size: 12, leading: 17, bold: false, most: 216 },
  way: { size: 12, leading: 16, bold: false, most: 180 },
};

export const ICON = 16;

/** Sets texts under each other, each broken into lines that are short enough to be read at a glance. */
export function blockOf(items: readonly Item[]): Block {
  const lines: Line[] = [];
  let width = 0;
  let y = 0;
  for (const { text, setting, icons = [] } of items) {
    const { size, leading, bold, most } = settings[setting];
    const indent = icons.length * ICON;
    for (const [index, piece] of wrapped(text, size, most, bold).entries()) {
      const first = index === 0;
      lines.push({ text: piece, setting, icons: first ? icons : [], x: first ? 0 : indent, y: y + size });
      width = Math.max(width, indent + widthOf(piece, size, bold));
      y += leading;
    }
  }
  return { items, lines, width: Math.ceil(width), height: y };
}

/** What stands at an arrow, or in a box where an instance stays in it. */
export function wayItem({ cause, text, guard }: Way, language: Language, stays = false): Item {
  const said = guard === undefined ? text : `${text} [${guard}]`.trim();
  const icons: Icon[] = stays ? ['stay', cause] : [cause];
  return { text: said === '' ? words[language].always : said, setting: 'way', icons };
}
