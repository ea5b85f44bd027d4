import { type Plan, type WaveReport, waveOf } from './waves.ts';

/** What the program is told, and what it answers with. */
export interface Order {
  readonly plan: Plan;
  readonly wave: number;
}
export type Reply = { readonly report: WaveReport } | { readonly failed: string };

// Thousands of errors are a part of it, and nobody looks at where they come from.
Error.stackTraceLimit = 5;

process.on('message', ({ plan, wave }: Order) => {
  waveOf(plan, wave).then(
    (report) => process.send?.({ report } satisfies Reply),
    (error: Error) => process.send?.({ failed: error.stack ?? String(error) } satisfies Reply),
  );
});
process.on('disconnect', () => process.exit());
