import { customerOutputs } from '../customers/outputs.ts';

/** What the operations on a segment's customers answer on success. */
export const segmentOutputs = { listSegmentCustomers: customerOutputs.listCustomers } as const;
