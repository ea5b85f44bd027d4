import type { Language } from './language.ts';
import { style } from './style.ts';
import { xml } from './xml.ts';

const FONTS =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";

/** What a drawing is, beside what is drawn in it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly language: Language;
  readonly title: string;
  /** The whole in sentences, for those who do not see it. */
  readonly description: string;
}

/** Elements of SVG as a document, with the look, the arrow's head and the page that all drawings have. */
export function framed(frame: Frame, drawn: readonly string[]): string {
  const { width, height, language, title, description } = frame;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" lang="${language}" font-family="${FONTS}">`,
    `  <title id="title">${xml(title)}</title>`,
    `  <desc id="desc">${xml(description)}</desc>`,
    `  <style>${style}</style>`,
    '  <defs>',
    '    <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">',
    '      <path class="head" d="M0 0 10 5 0 10z"/>',
    '    </marker>',
    '  </defs>',
    `  <rect class="page" width="${width}" height="${height}" rx="8"/>`,
    ...drawn,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
