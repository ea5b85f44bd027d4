import type { Place } from '../ports.ts';

/** Where the wrapped data key of each subject lies: once, so that it can be gone for good. */
export interface Keyring {
  get(subject: string): Promise<Uint8Array | undefined>;
  /** Keeps the key unless there is one already; the one that is kept comes back. */
  add(subject: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** Seals under the data key of a subject, which is made with the first thing that is sealed for it. */
export interface Safe {
  seal(subject: string, place: Place, plain: string | Uint8Array): Promise<Uint8Array>;
  /** Throws `SealBroken` where the bytes, the key or the place do not belong together, or the key is gone. */
  open(subject: string, place: Place, sealed: Uint8Array): Promise<string>;
  /** As `open`, for what is no text. */
  openBytes(subject: string, place: Place, sealed: Uint8Array): Promise<Uint8Array>;
}
