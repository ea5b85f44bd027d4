/** The namespace of the files that Baton writes. */
const NAMESPACE = 'urn:baton:decisions:';

export function namespaceOfId(id: string): string {
  return `${NAMESPACE}${id}`;
}

/** The id of the model whose file has this namespace; undefined where it is not one of Baton's. */
export function idInNamespace(namespace: string): string | undefined {
  return namespace.startsWith(NAMESPACE) ? namespace.slice(NAMESPACE.length) : undefined;
}

/** A model's id for a name that others gave: `Lead routing` becomes `lead-routing`. */
export function idOfName(name: string): string {
  return (
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'model'
  );
}
