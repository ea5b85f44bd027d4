/** A constant in a cell. `order` puts values of one type in order: what comes earlier, or is less, is less. */
export type Constant =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: TemporalType; readonly text: string; readonly order: number };

export type TemporalType =
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration';

/** One test of an input's value. */
export type Test =
  | { readonly kind: 'equal'; readonly to: Constant }
  | { readonly kind: 'compare'; readonly by: '<' | '<=' | '>' | '>='; readonly to: Constant }
  | {
      readonly kind: 'range';
      readonly from: Constant;
      readonly to: Constant;
      readonly includesFrom: boolean;
      readonly includesTo: boolean;
    };

/**
 * What a cell of a table says. `any` is `-`; `tests` passes where one of them does, `not` where none of them does;
 * `beyond` is everything else that FEEL can say: only FEEL itself can tell.
 */
export type Cell =
  | { readonly kind: 'any' }
  | { readonly kind: 'tests' | 'not'; readonly tests: readonly Test[] }
  | { readonly kind: 'beyond'; readonly text: string };
