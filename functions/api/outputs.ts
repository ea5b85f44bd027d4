import type * as z from 'zod';
import { customerOutputs } from './customers/outputs.ts';
import { definitionOutputs } from './definitions/outputs.ts';
import { eventOutputs } from './events/outputs.ts';
import { instanceOutputs } from './instances/outputs.ts';
import type { OperationId } from './routes.ts';
import { serviceOutputs } from './service/outputs.ts';
import { taskOutputs } from './tasks/outputs.ts';

/** What each operation answers on success. */
export const outputs = {
  ...customerOutputs,
  ...instanceOutputs,
  ...eventOutputs,
  ...taskOutputs,
  ...definitionOutputs,
  ...serviceOutputs,
} as const satisfies Record<OperationId, z.ZodType>;
