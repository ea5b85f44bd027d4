import { EffectFailed, type Performer } from '../../engine/perform.ts';
import type { Packing, Reservation } from './sample-request.ts';

/** The warehouse's own interface, whatever it is in a real company. */
export interface Warehouse {
  /** The shelf that keeps the samples under this key; undefined where there are not enough. */
  reserve(key: string, article: string, copies: number): Promise<string | undefined>;
  pack(key: string, parcel: Packing): Promise<void>;
}

// #region performers
export function createSamplePerformers(warehouse: Warehouse): Record<string, Performer> {
  return {
    reserveSample: async ({ article, copies }: Reservation, { key }) => {
      const shelf = await warehouse.reserve(key, article, copies);
      if (shelf === undefined) throw new EffectFailed('out-of-stock', true);
      return { shelf };
    },
    orderPacking: async (parcel: Packing, { key }) => {
      await warehouse.pack(key, parcel);
      return {};
    },
  };
}
// #endregion
