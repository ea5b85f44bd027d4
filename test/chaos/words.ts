import type { Engine } from '../../engine/engine.ts';

/** What callers ask of a worker. */
export type Asked = {
  readonly [Kind in 'start' | 'send' | 'retry' | 'task' | 'head']: {
    readonly kind: Kind;
    readonly request: Parameters<Engine[Kind]>[0];
  };
}['start' | 'send' | 'retry' | 'task' | 'head'];

/** How something ended elsewhere: with a value, a refusal to decide on, a failed effect, or what nobody expected. */
export type Ended =
  | { readonly value: unknown }
  | {
      readonly refused: {
        readonly code: string;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
      };
    }
  | { readonly unable: { readonly code: string; readonly permanent: boolean } }
  | { readonly broken: string };

/** An effect that a worker brings to its receiver. */
export interface Brought {
  readonly effect: string;
  readonly input: unknown;
  readonly key: string;
  /** When the worker took up the message that asked for it, by its clock. */
  readonly since: number;
}

/** From the parent to a worker. */
export type ToWorker =
  | { readonly call: number; readonly asked: Asked }
  | { readonly answered: number; readonly ended: Ended };

/** From a child to the parent. */
export type FromChild =
  | 'ready'
  | { readonly answered: number; readonly ended: Ended }
  | { readonly call: number; readonly brought: Brought }
  | { readonly complaint: string };
