declare module 'dmn-moddle' {
  import type { Element } from './elements.ts';

  export class DmnModdle {
    constructor(packages: Readonly<Record<string, object>>, options?: { nsMap?: Record<string, string> });
    create(type: string, properties: Readonly<Record<string, unknown>>): Element;
    createAny(name: string, namespace: string, properties: Readonly<Record<string, unknown>>): Element;
    fromXML(
      xml: string,
      options?: { lax?: boolean },
    ): Promise<{ rootElement: Element; warnings: readonly { message: string; error?: Error }[] }>;
    toXML(element: Element, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
