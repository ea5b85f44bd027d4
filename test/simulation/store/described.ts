import type { Item } from '../../../adapters/attributes.ts';

interface Input {
  readonly TableName?: string;
  readonly Item?: Item;
  readonly Key?: Item;
  readonly IndexName?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly ScanIndexForward?: boolean;
}

/** Whom a command concerns, and what it does, in words; undefined where it concerns nobody in particular. */
export function described(command: object): { readonly instance: string; readonly what: string } | undefined {
  const { input } = command as { input: Input };
  const { TableName: table, Item: item, Key: key, ExpressionAttributeValues: values } = input;
  const instance = (item ?? key)?.instance?.S ?? values?.[':i']?.S;
  if (instance === undefined || instance.startsWith('#')) return undefined;
  const told = (what: string) => ({ instance, what });
  switch (command.constructor.name) {
    case 'PutItemCommand':
      return told(
        table === 'journal' ? entryIn(item) : `write the projection at ${item?.relayed?.N}${dueIn(item)}`,
      );
    case 'UpdateItemCommand':
      return told(`move what is due${dueIn({ due: values?.[':due'] ?? {} })}`);
    case 'DeleteItemCommand':
      return told('remove the projection');
    case 'GetItemCommand':
      return told(table === 'journal' ? `read revision ${key?.revision?.N}` : 'read the projection');
    default:
      if (input.IndexName !== undefined) return told('look for an event id');
      return told(
        input.ScanIndexForward === false ? 'read the head' : `read from revision ${values?.[':r']?.N}`,
      );
  }
}

function entryIn(item: Item | undefined): string {
  const { t = '?', f = [], m = [], g = [] } = JSON.parse(item?.d?.S ?? '{}') as Record<string, unknown[]>;
  return `write revision ${item?.revision?.N}: ${String(t)} (${f.length} effects, ${g.length} awaited, ${m.length} timers)`;
}

function dueIn(item: Item | undefined): string {
  return item?.due?.N === undefined ? ', nothing due' : `, due ${new Date(Number(item.due.N)).toISOString()}`;
}
