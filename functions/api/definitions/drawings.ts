import { hash } from 'node:crypto';
import type { Language } from '../../../diagrams/language.ts';
import type { Definition } from '../../../engine/definition.ts';
import type { Answer } from '../answer.ts';

/** Draws definitions as answers: each version once in each language, as it never changes while it is deployed. */
export function createDrawings() {
  const drawn = new Map<string, Promise<Answer<string>>>();
  return {
    svg(definition: Definition, language: Language): Promise<Answer<string>> {
      const key = `${definition.process}/${definition.version}/${language}`;
      const known = drawn.get(key) ?? draw(definition, language);
      drawn.set(key, known);
      known.catch(() => drawn.delete(key));
      return known;
    },

    async mermaid(definition: Definition, language: Language): Promise<Answer<string>> {
      const { diagramOf } = await import('../../../diagrams/diagram.ts');
      const { mermaidOf } = await import('../../../diagrams/mermaid.ts');
      return { status: 200, body: mermaidOf(diagramOf(definition, language)) };
    },
  };
}

/** The layout is large, and seldom asked for: loaded when it is. */
async function draw(definition: Definition, language: Language): Promise<Answer<string>> {
  const [{ diagramOf }, { svgOf }, { style }] = await Promise.all([
    import('../../../diagrams/diagram.ts'),
    import('../../../diagrams/svg.ts'),
    import('../../../diagrams/style.ts'),
  ]);
  // Nothing of a drawing may run or be fetched; its one style sheet may apply.
  const policy = `default-src 'none'; frame-ancestors 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'`;
  const headers = { 'content-security-policy': policy };
  return { status: 200, body: await svgOf(diagramOf(definition, language)), headers };
}
