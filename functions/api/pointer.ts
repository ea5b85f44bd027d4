const MOST_NAME = 100;

/** A path into a value as a JSON Pointer (RFC 6901); very long names are cut. */
export function pointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => String(part).slice(0, MOST_NAME))
    .map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
