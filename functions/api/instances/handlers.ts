import type { Entry } from '../../../engine/entry.ts';
import { Finished, NoIncident } from '../../../engine/errors.ts';
import type { Parked } from '../../../engine/ports.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ApiDeps } from '../deps.ts';
import { checkProcess } from '../known-process.ts';
import { retirementOf } from '../retired.ts';
import type { InstanceBody } from './outputs.ts';
import { toInstance } from './present.ts';

type DeedCall = Pick<Call<'pauseInstance'>, 'path' | 'body' | 'key' | 'revision' | 'who'>;

/** Starting instances, reading them and sending them events. */
export function instanceHandlers(
  deps: ApiDeps,
): Handlers<
  | 'startInstance'
  | 'getInstance'
  | 'sendEvent'
  | 'getRevision'
  | 'verifyInstance'
  | 'retryIncident'
  | 'pauseInstance'
  | 'resumeInstance'
  | 'cancelInstance'
  | 'moveInstance'
> {
  const { engine, projection, queue, definitions } = deps;

  async function show(entry: Entry, status: 200 | 201 = 200, parked?: Parked): Promise<Answer<InstanceBody>> {
    const body = await toInstance(definitions, entry, parked);
    return { status, body, headers: { etag: `"${entry.revision}"` } };
  }

  /** What a person does to the instance as a whole; `deed` says what, and to what end. */
  async function byHand(
    { path: { instance }, body: { reason }, key, revision, who }: DeedCall,
    deed: { kind: 'pause' | 'resume' | 'cancel' } | { kind: 'move'; to: string },
  ): Promise<Answer<InstanceBody>> {
    const { entry } = await engine.byHand({
      ...{ instance, reason, who, ...deed },
      ...(key === undefined ? {} : { id: key }),
      ...(revision === undefined ? {} : { revision }),
    });
    return show(entry);
  }

  /** One that is being removed has lost entries; one that has another life under its id has not. */
  async function checkRetiring(instance: string, prefix: string): Promise<void> {
    const [head, retired] = await Promise.all([engine.head(instance), retirementOf(deps, instance, prefix)]);
    if (retired?.hash === head.hash) throw retired;
  }

  return {
    pauseInstance: (call) => byHand(call, { kind: 'pause' }),
    resumeInstance: (call) => byHand(call, { kind: 'resume' }),
    cancelInstance: (call) => byHand(call, { kind: 'cancel' }),
    moveInstance: (call) => byHand(call, { kind: 'move', to: call.body.to }),

    async startInstance({ body: { process, input }, key, who, prefix }) {
      checkProcess(definitions, process);
      const { entry } = await engine.start({ process, input, who, ...(key === undefined ? {} : { key }) });
      const shown = await show(entry, 201);
      return { ...shown, headers: { ...shown.headers, location: `${prefix}/instances/${entry.instance}` } };
    },

    async getInstance({ path }) {
      const [head, item] = await Promise.all([engine.head(path.instance), projection.get(path.instance)]);
      return show(head, 200, item?.parked);
    },

    async sendEvent({ path: { instance }, body: event, key, revision, who }) {
      const { entry } = await engine.send({
        instance,
        event,
        who,
        ...(key === undefined ? {} : { id: key }),
        ...(revision === undefined ? {} : { revision }),
      });
      return show(entry);
    },

    async getRevision({ path }) {
      return show(await engine.at(path.instance, path.revision));
    },

    async verifyInstance({ path, prefix }) {
      const verification = await engine.verify(path.instance);
      if (!verification.intact) await checkRetiring(path.instance, prefix);
      return { status: 200, body: { ...verification, problems: [...verification.problems] } };
    },

    async retryIncident({ path: { instance }, body: { reason }, key, who }) {
      const isParked = (await projection.get(instance))?.parked !== undefined;
      if (isParked) await queue.send([{ message: { kind: 'relay', instance }, delaySeconds: 0 }]);
      try {
        const { entry } = await engine.retry({
          instance,
          reason,
          who,
          ...(key !== undefined && { id: key }),
        });
        return await show(entry);
      } catch (error) {
        if (isParked && (error instanceof NoIncident || error instanceof Finished))
          return show(await engine.head(instance));
        throw error;
      }
    },
  };
}
