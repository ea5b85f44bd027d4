import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import {
  type LogEvent,
  TRACE_END,
  type Trace,
  toEvent,
  traceStart,
  XES_END,
  xesStart,
} from '../../exchange/xes.ts';
import { seed } from '../engine/seed.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** The tree of a document. Throws where it is not well-formed. */
function parsed(text: string): Element {
  const top: Element = { name: '', attributes: {}, children: [] };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return top.children[0] ?? top;
}

const values = (element: Element | undefined) =>
  Object.fromEntries(
    (element?.children ?? [])
      .filter(({ attributes: { key } }) => key)
      .map((one) => [one.attributes.key, one.attributes.value]),
  );

const trace: Trace = { id: '0f7k', process: 'order', version: 2, key: '2026-1', status: 'done' };
const pay: LogEvent = {
  ...{ activity: 'pay', lifecycle: 'complete', at: 1_700_000_000_123, resource: 'anonymous', role: 'caller' },
  more: { revision: 2, state: 'open.paid' },
};
const logOf = (one: Trace) => parsed(xesStart() + traceStart(one) + toEvent(pay) + TRACE_END + XES_END);

describe('an event log', () => {
  test('names what IEEE 1849 asks of a log, its extensions and classifiers', () => {
    const log = logOf(trace);
    expect([log.name, log.attributes['xes.version']]).toEqual(['log', '1849-2016']);
    const named = (name: string) => log.children.filter((one) => one.name === name);
    expect(named('extension').map(({ attributes }) => attributes.prefix)).toEqual([
      ...['concept', 'lifecycle', 'time', 'org'],
    ]);
    expect(named('global').map(({ attributes }) => attributes.scope)).toEqual(['trace', 'event']);
    const [found] = named('trace');
    expect(values(found)).toEqual({
      ...{ 'concept:name': '0f7k', process: 'order', version: '2', key: '2026-1', status: 'done' },
    });
    const event = found?.children.find(({ name }) => name === 'event');
    expect(values(event)).toEqual({
      ...{ 'concept:name': 'pay', 'lifecycle:transition': 'complete' },
      ...{ 'time:timestamp': '2023-11-14T22:13:20.123Z', 'org:resource': 'anonymous', 'org:role': 'caller' },
      ...{ revision: '2', state: 'open.paid' },
    });
  });

  test('is well-formed whatever the names are', () => {
    const wild = fc.array(
      fc.oneof(
        fc.constantFrom('<', '&', '"', "'", ']]>', '\n', '\u0000', '\ud800', '\uffff', '王'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(wild, (parts) => {
        const text = parts.join('');
        const log = logOf({ ...trace, key: text });
        const found = values(log.children.find(({ name }) => name === 'trace')).key;
        expect(found).toBe(text.replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd'));
      }),
      { seed, numRuns: 1000 },
    );
  });
});
