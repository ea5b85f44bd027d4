/**
 * What `shared.Discount` is called in the model that is imported as `shared`; undefined where the name is of another.
 * Without a name of the import, its names stand among the model's own.
 */
export function withinImport(name: string, prefix: string): string | undefined {
  if (prefix === '') return name.startsWith('.') ? name.slice(1) : name;
  return name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : undefined;
}
