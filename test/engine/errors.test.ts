import { expect, test } from 'vitest';
import * as errors from '../../engine/errors.ts';

const classes = Object.entries(errors).filter(([name]) => name !== 'BatonError');

test.each(classes)('%s is called so by its code, which minifying leaves alone', (name, { prototype }) => {
  const code = name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  expect(Object.assign(Object.create(prototype), { code }).name).toBe(name);
});

test('an error has its name once it is made', () => {
  const error = new errors.StoreUnavailable(new Error('down'));
  expect(error.name).toBe('StoreUnavailable');
  expect(String(error)).toMatch(/^StoreUnavailable: /);
});
