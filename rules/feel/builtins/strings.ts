import { written } from '../written.ts';
import { builtin, form } from './builtin.ts';
import { patternOf } from './pattern.ts';
import { replacementOf } from './replacement.ts';

export const strings = {
  substring: builtin(
    form({ string: 'string', 'start position': 'number', length: 'number?' }, ({ string, length, ...at }) => {
      const start = at['start position'];
      const characters = Array.from(string);
      if (start === 0 || !Number.isInteger(start) || (length !== undefined && length < 1)) return null;
      if (Math.abs(start) > characters.length) return null;
      const from = start > 0 ? start - 1 : characters.length + start;
      return characters.slice(from, length === undefined ? undefined : from + Math.trunc(length)).join('');
    }),
  ),
  'string length': builtin(form({ string: 'string' }, ({ string }) => Array.from(string).length)),
  'upper case': builtin(form({ string: 'string' }, ({ string }) => string.toUpperCase())),
  'lower case': builtin(form({ string: 'string' }, ({ string }) => string.toLowerCase())),
  'substring before': builtin(
    form({ string: 'string', match: 'string' }, ({ string, match }) =>
      string.includes(match) ? string.slice(0, string.indexOf(match)) : '',
    ),
  ),
  'substring after': builtin(
    form({ string: 'string', match: 'string' }, ({ string, match }) =>
      string.includes(match) ? string.slice(string.indexOf(match) + match.length) : '',
    ),
  ),
  contains: builtin(
    form({ string: 'string', match: 'string' }, ({ string, match }) => string.includes(match)),
  ),
  'starts with': builtin(
    form({ string: 'string', match: 'string' }, ({ string, match }) => string.startsWith(match)),
  ),
  'ends with': builtin(
    form({ string: 'string', match: 'string' }, ({ string, match }) => string.endsWith(match)),
  ),
  matches: builtin(
    form({ input: 'string', pattern: 'string', flags: 'any?' }, ({ input, pattern, flags }, run) => {
      run.step(input.length);
      return patternOf(pattern, flags)?.test(input) ?? null;
    }),
  ),
  replace: builtin(
    form(
      { input: 'string', pattern: 'string', replacement: 'string', flags: 'any?' },
      ({ input, pattern, replacement, flags }, run) => {
        run.step(input.length);
        const regular = patternOf(pattern, flags, 'g');
        // A pattern that fits nothing at all would be replaced everywhere.
        if (regular === null || new RegExp(regular.source, regular.flags.replace('g', '')).test(''))
          return null;
        if (typeof flags === 'string' && flags.includes('q'))
          return input.replace(regular, () => replacement);
        const replaced = replacementOf(replacement);
        if (replaced === null) return null;
        return input.replace(regular, (...found) => {
          const groups = found.slice(
            0,
            found.findIndex((each) => typeof each === 'number'),
          );
          const text = replaced(groups);
          run.step(1 + (text.length >> 4));
          return text;
        });
      },
    ),
  ),
  split: builtin(
    form({ string: 'string', delimiter: 'string' }, ({ string, delimiter }, run) => {
      run.step(string.length);
      const regular = patternOf(delimiter, '');
      if (regular === null) return null;
      // JavaScript puts what groups took between the parts.
      const groups = new RegExp(`${regular.source}|`, regular.flags).exec('')?.length ?? 1;
      return string.split(regular).filter((_part, index) => index % groups === 0);
    }),
  ),
  'string join': builtin(
    form({ list: 'list', delimiter: 'any?' }, ({ list, delimiter = '' }, run) => {
      if (delimiter !== null && typeof delimiter !== 'string') return null;
      const texts = list.filter((element) => element !== null);
      if (!texts.every((element) => typeof element === 'string')) return null;
      run.step(texts.length);
      return texts.join(delimiter ?? '');
    }),
  ),
  string: builtin(form({ from: 'any' }, ({ from }, run) => (from === null ? null : written(from, run)))),
};
