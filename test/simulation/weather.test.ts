import { expect, test } from 'vitest';
import { frequencyIn } from './climates.ts';
import { type FaultName, faultNames } from './fault-kinds.ts';
import { createWeather } from './weather.ts';

const THROWS = 2000;

/** How one kind of fault strikes in a row, while others are asked for in between. */
function rowOf(seed: number, name: FaultName, others: readonly FaultName[]): string {
  const weather = createWeather(seed, () => 1);
  return Array.from({ length: THROWS }, () => {
    for (const other of others) weather.strikes(other);
    return weather.strikes(name) ? 'x' : '.';
  }).join('');
}

test('a kind of fault strikes as it would without the others', () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect(rowOf(seed, 'store-mute', ['queue-reordered', 'read-stale'])).toBe(rowOf(seed, 'store-mute', []));
  }
  expect(rowOf(3, 'store-mute', [])).not.toBe(rowOf(4, 'store-mute', []));
});

test('what strikes is counted, and once the weather is clear nothing does', () => {
  const weather = createWeather(1, () => 1000);
  const struck = faultNames.filter((name) => weather.strikes(name));
  expect(faultNames.filter((name) => weather.counts[name] > 0)).toEqual(struck);
  expect(struck.length).toBeGreaterThan(20);
  weather.clear();
  expect(faultNames.some((name) => weather.strikes(name))).toBe(false);
});

test('a kind that is left out never comes', () => {
  const weather = createWeather(1, () => 0);
  expect(faultNames.some((name) => weather.strikes(name) || weather.pauseUntil(name) !== undefined)).toBe(
    false,
  );
});

test('a storm has every kind of fault; nothing that is lost is in haste', () => {
  expect(faultNames.every((name) => frequencyIn('storm', name) === 1)).toBe(true);
  expect(faultNames.filter((name) => /-lost$/.test(name) && frequencyIn('haste', name) > 0)).toEqual([
    'queue-answer-lost',
    'receiver-answer-lost',
  ]);
});
