import { diagramOf } from '../../diagrams/diagram.ts';
import { mermaidOf } from '../../diagrams/mermaid.ts';
import { svgOf } from '../../diagrams/svg.ts';
import type { Definitions } from '../../engine/definition.ts';

/** A file of this folder, as it has to be. */
export interface DrawnFile {
  readonly name: string;
  readonly text: string;
}

const head = `# The processes

Each process as its own definition says, in its newest version, drawn by \`npm run diagrams\`. The API draws the same of any version: \`GET /definitions/{process}/diagram.svg\`, \`GET /definitions/{process}/diagram.mmd\`.

How to read a drawing: a box is where an instance may stand, and a box in a box is more exactly where. It begins at the dot and ends in what is green. An arrow says what moves it:

| Sign | Means                                                             |
| ---- | ----------------------------------------------------------------- |
| →    | an event, by the title that its schema has                        |
| ◷    | a time that has passed, by the name of the delay                  |
| ✓ ✗  | what was asked for is done, or has failed                         |
| ϟ    | nothing but the condition                                         |
| […]  | only where this holds                                             |
| ↻    | what happens without leaving the box                              |
| ↗    | something that is done outside, such as a mail                    |
| =    | something that is computed at once                                |
| ⧉    | an instance of another process                                    |

A box with a person in it is a task: whose, what, and until when. Dashed boxes beside each other are stood in at the same time.
`;

/** The drawings of every process in both languages, and the page that shows them. */
export async function processPages(definitions: Definitions): Promise<readonly DrawnFile[]> {
  const files: DrawnFile[] = [];
  const sections: string[] = [head];
  for (const { process } of definitions.list()) {
    const definition = await definitions.get(process);
    if (definition === undefined) continue;
    const [english, chinese] = [diagramOf(definition, 'en'), diagramOf(definition, 'zh')];
    files.push(
      { name: `${process}.svg`, text: await svgOf(english) },
      { name: `${process}.zh.svg`, text: await svgOf(chinese) },
      { name: `${process}.mmd`, text: mermaidOf(english) },
    );
    const { title } = english.root;
    sections.push(`## ${title}

![The process ${title}, version ${definition.version}](${process}.svg)

[In Chinese](${process}.zh.svg) · [in Mermaid](${process}.mmd)
`);
  }
  return [{ name: 'README.md', text: sections.join('\n') }, ...files];
}
