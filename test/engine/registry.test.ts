import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import * as z from 'zod';
import { NotDurable } from '../../engine/errors.ts';
import { createDefinitions, loadAll } from '../../engine/registry.ts';
import { process, schemas } from '../../machines/define.ts';
import { act, entry, loose } from './refused/loose.ts';
import { ticket } from './ticket.ts';

describe('the registry', () => {
  const second = { ...ticket, version: 2 };
  const tenth = { ...ticket, version: 10 };

  test('gives the version asked for, or the newest', async () => {
    const definitions = createDefinitions([second, tenth, ticket]);
    expect((await definitions.get('ticket'))?.version).toBe(10);
    expect((await definitions.get('ticket', 2))?.version).toBe(2);
    expect(await definitions.get('ticket', 3)).toBeUndefined();
    expect(await definitions.get('dream')).toBeUndefined();
    expect(definitions.list()).toEqual([{ process: 'ticket', versions: [1, 2, 10] }]);
  });

  test('refuses two definitions of one version', () => {
    expect(() => createDefinitions([ticket, ticket])).toThrow('two definitions of version 1');
  });

  test('checks what it is given at once, and a source when it is loaded, each once', async () => {
    expect(() => createDefinitions([loose(entry(act))])).toThrow(NotDurable);
    let loads = 0;
    const source = {
      process: 'ticket',
      version: 1,
      load: async () => {
        loads += 1;
        return ticket;
      },
    };
    const definitions = createDefinitions([source]);
    expect(loads).toBe(0);
    await loadAll(definitions);
    await definitions.get('ticket');
    expect(loads).toBe(1);
    const bad = { process: 'loose', version: 1, load: async () => loose(entry(act)) };
    await expect(loadAll(createDefinitions([bad]))).rejects.toThrow(NotDurable);
    const wrong = { process: 'ticket', version: 7, load: async () => ticket };
    await expect(loadAll(createDefinitions([wrong]))).rejects.toThrow('has ticket of version 1');
  });

  test('refuses a schema that callers cannot be shown, before the first instance shows it', async () => {
    const dated = schemas({
      ...{ input: z.strictObject({}), context: z.strictObject({}), output: z.undefined() },
      events: { go: z.object({ on: z.coerce.date() }) },
      effects: {},
      inline: {},
    });
    const title = { en: 'Dated', zh: '日期' };
    const machine = setup(dated.setup).createMachine({ context: {} });
    const definitions = createDefinitions([process({ ...dated, name: 'dated', version: 1, title, machine })]);
    await expect(loadAll(definitions)).rejects.toThrow(NotDurable);
    await expect(loadAll(definitions)).rejects.toThrow('let inputs and events be plain JSON');
  });
});
