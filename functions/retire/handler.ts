import type { Context } from 'aws-lambda';
import { records, wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createRetirement } from './retirement.ts';
import type { RetireWalked, RetireWalkPage } from './walk.ts';

const walk = createRetirement({
  ...wire(),
  ...records(),
  async failed(instance, error) {
    logger.error('instance not retired', { instance, ...errorData(error) });
  },
});

/** Milliseconds that must be left for another page. */
const RESERVE = 60_000;

/** Page after page of one segment while there is time; Step Functions calls again with `onward` until there is none. */
export async function handler(
  { segment, of, next, walking }: RetireWalkPage,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<RetireWalked> {
  let retired = 0;
  let onward: RetireWalkPage | undefined = {
    segment,
    of,
    ...(next && { next }),
    ...(walking && { walking }),
  };
  do {
    const done: RetireWalked = await walk(onward);
    retired += done.retired;
    onward = done.onward;
  } while (onward !== undefined && context.getRemainingTimeInMillis() > RESERVE);
  if (retired > 0) count('Retired', retired);
  return { retired, ...(onward === undefined ? {} : { onward }) };
}
