import type { Constant } from '../cells/cell.ts';

const constructors = {
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
} as const;

/** A constant as FEEL writes it, so that `parseConstant` gives it back. */
export function constantText(constant: Constant): string {
  switch (constant.type) {
    case 'null':
      return 'null';
    case 'boolean':
      return String(constant.value);
    case 'number': {
      const text = String(constant.value);
      // FEEL writes no exponents.
      return text.includes('e') ? constant.value.toFixed(15).replace(/0+$/, '') : text;
    }
    case 'string':
      return stringText(constant.value);
    default:
      return `${constructors[constant.type]}(${stringText(constant.text)})`;
  }
}

function stringText(value: string): string {
  return JSON.stringify(value).replaceAll('\\b', '\\u0008').replaceAll('\\f', '\\u000c');
}
