/** Fields after a change: what is absent stays, null takes away. */
export function withChange<C extends object>(before: C, change: object): C {
  const fields = Object.entries({ ...before, ...defined(change) });
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== null)) as C;
}

function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
