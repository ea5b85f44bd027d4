import * as z from 'zod';
import { pieceShape } from '../imports/outputs.ts';

/** What the operations on an export's file answer on success. */
export const exportOutputs = {
  removeExport: z.strictObject({ export: z.string() }).meta({ id: 'RemovedExport' }),
  getExportFile: z.strictObject({ export: z.string(), ...pieceShape }).meta({ id: 'FilePiece' }),
} as const;
