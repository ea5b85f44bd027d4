import type { Bug } from './bug.ts';

export const bugs: readonly Bug[] = [
  {
    name: 'drop the condition',
    file: 'adapters/put-once.ts',
    find: 'ConditionExpression: `attribute_not_exists(${Object.keys(key)[0]})`,',
    replace: '',
    why: 'two writers of one revision overwrite each other',
  },
  {
    name: 'retry under a new key',
    file: 'engine/perform.ts',
    find: 'const key = keyOf(instance, message);',
    replace: 'const key = `${keyOf(instance, message)}#${tries}`;',
    why: 'a receiver cannot tell a repetition',
  },
];
