/** A coordinate as it is written: to a tenth of a pixel. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The attributes of a rectangle. */
export function place(of: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}): string {
  return `x="${round(of.x)}" y="${round(of.y)}" width="${round(of.width)}" height="${round(of.height)}"`;
}
