import type { Icon } from './block.ts';

/** The small signs, each drawn in a square of 12 by lines alone. */
export const signs: Readonly<Record<Icon, string>> = {
  event: 'M2 6h7M6.5 3 9.5 6 6.5 9',
  delay: 'M6 1.2a4.8 4.8 0 1 0 .01 0M6 3.4V6l2 1.4',
  done: 'M2 6.5 5 9.5 10 3',
  failed: 'M3 3l6 6M9 3l-6 6',
  ended: 'M6 1.2a4.8 4.8 0 1 0 .01 0M3.8 6.2l1.6 1.6 2.8-3.4',
  always: 'M6.8 1.2 3 6.8h3L5.2 10.8 9 5.2H6z',
  effect: 'M1.5 10.5 10.5 1.5M5 1.5h5.5V7',
  inline: 'M2 4.2h8M2 7.8h8',
  child: 'M1.5 1.5h5v5h-5zM6.5 4h4v6.5H4v-4',
  person: 'M6 1.2a2.3 2.3 0 1 0 .01 0M1.6 11c0-5 8.8-5 8.8 0',
  stay: 'M10.2 5A4.4 4.4 0 1 0 10 7.6M10.6 2v3.2H7.4',
};
