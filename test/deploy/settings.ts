/** What every AWS client of the test is made with. Any credentials do for an emulator. */
export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The account and region that emulators begin with. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

export function clientSettings(endpoint: string): ClientSettings {
  return {
    endpoint,
    region: REGION,
    credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'test',
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'test',
    },
  };
}

/**
 * The same for CDK and for the emulator's functions. A profile or a session of the person who runs the test must
 * not get in the way.
 */
export function awsEnvironment({ endpoint, region, credentials }: ClientSettings): NodeJS.ProcessEnv {
  const { AWS_PROFILE, AWS_SESSION_TOKEN, ...rest } = process.env;
  return {
    ...rest,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}
