import { clientSettings } from '../../adapters/client-settings.ts';
import type { StateMachines } from '../../engine/state-machines.ts';

/** The state machines of this deployment; `arns` is a JSON object, by name. Step Functions is loaded with the first run. */
export function lazyStateMachines(arns: string): StateMachines {
  const known = JSON.parse(arns) as Readonly<Record<string, string>>;
  let made: Promise<StateMachines> | undefined;
  const ready = () => {
    made ??= load(known);
    return made;
  };
  return {
    run: async (name, input, scope) => (await ready()).run(name, input, scope),
    stop: async (name, key) => (await ready()).stop(name, key),
  };
}

async function load(arns: Readonly<Record<string, string>>): Promise<StateMachines> {
  const [{ createStateMachines }, { SFNClient }] = await Promise.all([
    import('../../adapters/state-machines-sfn.ts'),
    import('@aws-sdk/client-sfn'),
  ]);
  return createStateMachines(new SFNClient(clientSettings), arns);
}
