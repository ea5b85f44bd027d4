import type { Task } from '../../engine/entry.ts';
import { tokenOf } from '../../engine/entry.ts';
import type { Sent } from '../../engine/incoming.ts';
import { roleOf } from '../../engine/role.ts';
import type { Assembly } from './assembly.ts';
import { CALLER } from './write-record.ts';

/** An open task, and what people do to it. Each deed throws what the engine refuses. */
export interface OpenTask {
  /** Dotted path of the state that waits. */
  readonly state: string;
  readonly role: string;
  /** Types of the events that complete it. */
  readonly does: readonly string[];
  /** Epoch milliseconds. */
  readonly openedAt: number;
  readonly dueAt?: number;
  /** Who has it. */
  readonly person?: string;
  claim(person: string): Promise<void>;
  release(): Promise<void>;
  assign(person: string): Promise<void>;
  /**
   * Completes it as `by`: whoever has it unless told otherwise, or else somebody present of its role. Where nobody
   * works here at all, the role's name stands for a person. Throws where that person does not have the role.
   */
  complete(event: Sent, by?: string): Promise<void>;
}

export function createTask(
  { engine, staff, definitionOf, story }: Assembly,
  settle: () => Promise<void>,
  instance: string,
  task: Task,
): OpenTask {
  const { state, openedAt, dueAt, person } = task;
  const head = story.head(instance);
  const definition = definitionOf(head);
  const policy = definition.tasks[state];
  const role = roleOf(definition, head, state);
  const token = tokenOf(task);

  async function checkRole(who: string): Promise<void> {
    const found = await staff.get(who);
    if (found !== undefined && !found.roles.includes(role))
      throw new Error(`${who} has not the role ${role}.`);
  }

  async function act(deed: { kind: 'claim' | 'release' | 'assign'; person: string }): Promise<void> {
    if (deed.kind !== 'release') await checkRole(deed.person);
    await engine.task({ instance, token, who: CALLER, ...deed });
    await settle();
  }

  return {
    ...{ state, role, does: policy?.does ?? [], openedAt },
    ...(dueAt !== undefined && { dueAt }),
    ...(person !== undefined && { person }),
    claim: (who) => act({ kind: 'claim', person: who }),
    release: () => act({ kind: 'release', person: person ?? role }),
    assign: (who) => act({ kind: 'assign', person: who }),
    async complete(event, by) {
      const who = by ?? person ?? (await staff.present(role))[0] ?? role;
      await checkRole(who);
      await engine.send({ instance, event, who: CALLER, task: { ...token, person: who } });
      await settle();
    },
  };
}
