import type { Context } from 'aws-lambda';
import { createReconcile } from '../../engine/reconcile.ts';
import { records, runner, wire } from '../environment.ts';
import { count } from '../telemetry.ts';
import { createWalk, type Walked, type WalkPage } from './walk.ts';

const shared = wire();
const walk = createWalk({ ...shared, ...records({ ...shared, runner }), reconcile: createReconcile(shared) });

/** A segment's first page, and what the execution was started with: a person's wish, or a schedule's event. */
type FirstPage = WalkPage & { readonly wish?: Readonly<Record<string, unknown>> };

function wishOf({ redrive, rebuild }: NonNullable<FirstPage['wish']> = {}): Partial<WalkPage> {
  return { ...(redrive === true && { redrive }), ...(rebuild === true && { rebuild }) };
}

/** Milliseconds that must be left for another page. */
const RESERVE = 60_000;

/** Page after page of one segment while there is time; Step Functions calls again with `onward` until there is none. */
export async function handler(
  { wish, ...page }: FirstPage,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<Walked> {
  let mended = 0;
  let onward: WalkPage | undefined = { ...wishOf(wish), ...page };
  do {
    const done: Walked = await walk(onward);
    mended += done.mended;
    onward = done.onward;
  } while (onward !== undefined && context.getRemainingTimeInMillis() > RESERVE);
  if (mended > 0) count('Mended', mended);
  return { mended, ...(onward === undefined ? {} : { onward }) };
}
