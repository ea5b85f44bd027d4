import { linkRoutes, routes } from './routes.ts';

const patterns = [...routes, ...linkRoutes].map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** The methods that a path takes, as an `Allow` header has them; empty where nothing is there. */
export function allowedAt(path: string): readonly string[] {
  const methods: string[] = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  if (methods.length === 0) return [];
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
}
