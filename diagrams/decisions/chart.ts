import type { Item } from '../block.ts';
import type { Language } from '../language.ts';

/** What a box stands for, which says how it looks. */
export type ChartKind = 'question' | 'answer' | 'input' | 'decision' | 'knowledge' | 'service';

export interface ChartBox {
  /** Unique in its chart. */
  readonly id: string;
  readonly kind: ChartKind;
  /** Its texts, the title first. */
  readonly items: readonly Item[];
}

/** A tree or a graph in the words of one language: what is drawn, before anything has a place. */
export interface Chart {
  readonly title: string;
  readonly language: Language;
  /** In an order in which all arrows, but those of a circle, lead from one box to a later one. */
  readonly boxes: readonly ChartBox[];
  readonly arrows: readonly { readonly from: string; readonly to: string; readonly label?: string }[];
}
