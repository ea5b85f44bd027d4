/** Where and how the stack is deployed. */
export interface Settings {
  /** `dev` until identity exists: see `refuseOpenStages`. */
  readonly stage: string;
  /** Absent: whatever account the deploying credentials belong to. */
  readonly account?: string;
  readonly region: string;
  readonly gateway: 'http' | 'rest';
  /** Sender of all mail. It, or its domain, must be an identity that SES has verified. */
  readonly mailFrom: string;
  /** Where notices for the team go. */
  readonly teamMail: string;
  /** Where links in mails lead, without a slash at its end; absent: to the gateway's own address. */
  readonly publicUrl?: string;
  /** ARN of an SNS topic that hears of every alarm; absent, alarms show in CloudWatch alone. */
  readonly alarmTopic?: string;
  /** ARNs of the state machines of Step Functions that definitions name, by these names. */
  readonly stateMachines: Readonly<Record<string, string>>;
  /** A module that stands in for `functions/definitions.ts` in the bundles: for tests of a deployment. */
  readonly definitions?: string;
}

/** The deployment was asked for in a way that cannot be: the message is one line for a person. */
export class UnfitSettings extends Error {}

/** The one place that says what a development stage is: its data may be thrown away with the stack. */
export function isDevelopment(stage: string): boolean {
  return stage === 'dev';
}

/**
 * Settings from CDK context (`-c stage=dev -c gateway=rest …`) first, then the environment that the CDK and the
 * AWS tools set. Throws `UnfitSettings` where something is missing or unknown.
 */
export function readSettings(
  context: (name: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const given = (name: string): string | undefined => {
    const value = context(name);
    return value === undefined || value === null || value === '' ? undefined : String(value);
  };
  const stage = given('stage') ?? 'dev';
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new UnfitSettings(`The stage "${stage}" is not a name of lower-case letters, digits and hyphens.`);
  }
  const gateway = given('gateway') ?? 'http';
  if (gateway !== 'http' && gateway !== 'rest') {
    throw new UnfitSettings(`The gateway "${gateway}" is unknown: give -c gateway=http or -c gateway=rest.`);
  }
  const region = given('region') ?? environment.CDK_DEFAULT_REGION ?? environment.AWS_REGION;
  if (!region) {
    throw new UnfitSettings(
      'There is no region: give -c region=eu-central-1, for instance, or set AWS_REGION.',
    );
  }
  const account = given('account') ?? environment.CDK_DEFAULT_ACCOUNT;
  const mailFrom = given('mailFrom') ?? 'baton@example.com';
  if (!/^[^@\s]+@[^@\s]+$/.test(mailFrom)) {
    throw new UnfitSettings(`mailFrom "${mailFrom}" is not a mail address.`);
  }
  const publicUrl = given('publicUrl');
  if (publicUrl !== undefined && !/^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~-]+)*$/.test(publicUrl)) {
    throw new UnfitSettings(
      `publicUrl "${publicUrl}" is no address that begins with https:// and ends without /.`,
    );
  }
  const alarmTopic = given('alarmTopic');
  const definitions = given('definitions');
  return {
    stage,
    region,
    gateway,
    mailFrom,
    teamMail: given('teamMail') ?? mailFrom,
    stateMachines: stateMachinesIn(context('stateMachines'), region),
    ...(account ? { account } : {}),
    ...(publicUrl ? { publicUrl } : {}),
    ...(alarmTopic ? { alarmTopic } : {}),
    ...(definitions ? { definitions } : {}),
  };
}

/** By name, from an object or its JSON. */
function stateMachinesIn(given: unknown, region: string): Readonly<Record<string, string>> {
  const all = typeof given === 'string' && given !== '' ? fromJson(given) : (given ?? {});
  if (typeof all !== 'object' || all === null || Array.isArray(all)) {
    throw new UnfitSettings('stateMachines is no object: give -c stateMachines=\'{"name":"arn:…"}\'.');
  }
  for (const [name, arn] of Object.entries(all)) {
    const [, where] =
      /^arn:aws[\w-]*:states:([\w-]+):\d{12}:stateMachine:[\w-]{1,80}$/.exec(String(arn)) ?? [];
    if (where === undefined) {
      throw new UnfitSettings(
        `The state machine "${name}" has no ARN of a state machine: ${JSON.stringify(arn)}.`,
      );
    }
    if (where !== region) {
      throw new UnfitSettings(`The state machine "${name}" is in ${where}, and not in ${region}.`);
    }
  }
  return all as Readonly<Record<string, string>>;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Throws `UnfitSettings` for any stage but development. The API does not know yet who calls it, so no stage that
 * holds real customers may be synthesized.
 */
export function refuseOpenStages(stage: string): void {
  if (!isDevelopment(stage)) {
    throw new UnfitSettings(
      `Only the stage dev can be deployed until callers are identified; "${stage}" cannot.`,
    );
  }
}
