import type { Told } from '../program.ts';

/** Runs a program on the input that it was started with, and sends what comes back. See `runProgram`. */
export async function answer<I, T>(
  run: (input: I, progress: (line: string) => void) => Promise<T>,
): Promise<void> {
  const tell = (told: Told<T>) => process.send?.(told);
  const result = await run(JSON.parse(process.argv[2] ?? '{}') as I, (progress) => tell({ progress }));
  tell({ result });
  process.disconnect?.();
}
