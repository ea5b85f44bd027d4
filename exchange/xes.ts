/** One case of a process, as a trace of an event log. */
export interface Trace {
  /** The instance. */
  readonly id: string;
  readonly process: string;
  readonly version: number;
  /** The business key, where it has one. */
  readonly key?: string | undefined;
  readonly status: string;
}

/** Something that happened in a case. */
export interface LogEvent {
  readonly activity: string;
  /** Of the standard transactional lifecycle: `complete`, `suspend` … */
  readonly lifecycle: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who did it: an id, never a name. */
  readonly resource: string;
  /** What sort of doer that is. */
  readonly role: string;
  /** What else is told: names of attributes and their values. */
  readonly more: Readonly<Record<string, string | number>>;
}

const EXTENSIONS = [
  ['Concept', 'concept'],
  ['Lifecycle', 'lifecycle'],
  ['Time', 'time'],
  ['Organizational', 'org'],
] as const;

/** What an XES log (IEEE 1849-2016) begins with: traces follow, and `XES_END`. */
export function xesStart(): string {
  const extensions = EXTENSIONS.map(
    ([name, prefix]) =>
      `  <extension name="${name}" prefix="${prefix}" uri="http://www.xes-standard.org/${prefix}.xesext"/>\n`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n' +
    `${extensions.join('')}` +
    '  <global scope="trace">\n    <string key="concept:name" value=""/>\n  </global>\n' +
    '  <global scope="event">\n    <string key="concept:name" value=""/>\n' +
    '    <string key="lifecycle:transition" value="complete"/>\n' +
    '    <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>\n  </global>\n' +
    '  <classifier name="Activity" keys="concept:name"/>\n' +
    '  <classifier name="Activity and lifecycle" keys="concept:name lifecycle:transition"/>\n' +
    '  <string key="lifecycle:model" value="standard"/>\n'
  );
}

export const XES_END = '</log>\n';

/** What a trace begins with: what happened in it follows, and `TRACE_END`. A journal may be longer than memory. */
export function traceStart({ id, process, version, key, status }: Trace): string {
  const about = [
    attribute('concept:name', id),
    attribute('process', process),
    attribute('version', version),
    ...(key === undefined ? [] : [attribute('key', key)]),
    attribute('status', status),
  ];
  return `  <trace>\n${about.map((one) => `    ${one}\n`).join('')}`;
}

export const TRACE_END = '  </trace>\n';

export function toEvent({ activity, lifecycle, at, resource, role, more }: LogEvent): string {
  const attributes = [
    attribute('concept:name', activity),
    attribute('lifecycle:transition', lifecycle),
    `<date key="time:timestamp" value="${new Date(at).toISOString()}"/>`,
    attribute('org:resource', resource),
    attribute('org:role', role),
    ...Object.entries(more).map(([key, value]) => attribute(key, value)),
  ];
  return `    <event>\n${attributes.map((one) => `      ${one}\n`).join('')}    </event>\n`;
}

function attribute(key: string, value: string | number): string {
  const type = typeof value === 'number' ? 'int' : 'string';
  return `<${type} key="${escaped(key)}" value="${escaped(String(value))}"/>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};

/** Text as an attribute's value; what XML cannot hold, and what nobody sees, becomes U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"\t\n\r]/g, (one) => ENTITIES[one] ?? one)
    .replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}
