/** A table that no tree says the same as, or a tree that no table does, and why. */
export class NotConvertible extends Error {
  override readonly name = 'NotConvertible';
  readonly code = 'not-convertible';
}
