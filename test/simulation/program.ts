import { runCheckedWave, type WaveReport } from './checked-wave.ts';
import type { WaveOptions } from './wave.ts';

/** What the program answers with when it was sent the options of a wave. */
export type Reply = { readonly report: WaveReport; readonly peakMb: number } | { readonly failed: string };

// Thousands of errors are a part of it, and nobody looks at where they come from.
Error.stackTraceLimit = 5;

process.on('message', (options: WaveOptions) => {
  runCheckedWave(options).then(
    (report) => process.send?.({ report, peakMb: process.resourceUsage().maxRSS / 1024 } satisfies Reply),
    (error: Error) => process.send?.({ failed: error.stack ?? String(error) } satisfies Reply),
  );
});
process.on('disconnect', () => process.exit());
