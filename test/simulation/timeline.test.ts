import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

const never = () => false;

test('what is put is run in order of time, and at one time in the order in which it was put', async () => {
  const timeline = createTimeline(1000);
  const put = Array.from({ length: 200 }, (_, place) => ({ at: 1000 + ((place * 37) % 11), place }));
  const ran: unknown[] = [];
  for (const { at, place } of put) timeline.after(at - 1000, () => ran.push({ at: timeline.now(), place }));
  await timeline.run(never);
  expect(ran).toEqual(put.toSorted((a, b) => a.at - b.at || a.place - b.place));
});

test('whoever is woken goes on until they wait again, before the next is woken', async () => {
  const timeline = createTimeline(0);
  const ran: string[] = [];
  const walk = async (name: string): Promise<void> => {
    await timeline.pause(10);
    ran.push(`${name} 1`);
    await Promise.resolve().then(() => Promise.resolve());
    ran.push(`${name} 2`);
    await timeline.pause(10);
    ran.push(`${name} 3`);
  };
  void walk('a');
  void walk('b');
  await timeline.run(never);
  expect(ran).toEqual(['a 1', 'a 2', 'b 1', 'b 2', 'a 3', 'b 3']);
  expect(timeline.now()).toBe(20);
});

test('an error in what is run ends the run', async () => {
  const timeline = createTimeline(0);
  timeline.after(1, () => {
    throw new Error('it broke');
  });
  await expect(timeline.run(never)).rejects.toThrow('it broke');
});

test('it ends when it is done', async () => {
  const timeline = createTimeline(0);
  const again = (): void => timeline.after(1, again);
  again();
  await timeline.run(() => timeline.now() >= 50);
  expect(timeline.now()).toBe(50);
});

test('the trace differs by what was marked, and by when', async () => {
  const traceOf = async (delayMs: number, word: string): Promise<string> => {
    const timeline = createTimeline(0);
    timeline.after(delayMs, () => timeline.mark(word));
    await timeline.run(never);
    return timeline.trace();
  };
  expect(await traceOf(1, 'a')).toBe(await traceOf(1, 'a'));
  expect(new Set([await traceOf(1, 'a'), await traceOf(2, 'a'), await traceOf(1, 'b')]).size).toBe(3);
});
