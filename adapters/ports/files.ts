/** Bytes under names, sealed before they come here. Every method throws `StoreUnavailable`. */
export interface Files {
  /** Keeps the bytes, whole or not at all. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  get(name: string): Promise<Uint8Array | undefined>;
  /** Nothing where there is none. */
  remove(name: string): Promise<void>;
  /** Removes every file whose name begins so. */
  removeAll(beginning: string): Promise<void>;
}
