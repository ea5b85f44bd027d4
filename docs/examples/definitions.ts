import type { Definition } from '../../engine/definition.ts';
import { definition as order } from '../../machines/order.ts';
import { definition as callBack } from './call-back.ts';
import { definition as sampleRequest } from './sample-request.ts';

/** Every version of every process that this deployment carries. */
export const all: readonly Definition[] = [order, callBack, sampleRequest];
