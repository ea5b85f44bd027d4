/** Where a sealed value belongs: bound into it, so that it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly item: string;
  readonly field: string;
}

/** Seals and opens personal fields under a data key per subject. */
export interface Vault {
  /** A new data key for a subject, wrapped: stored beside the sealed fields. */
  newKey(subject: string): Promise<Uint8Array>;
  seal(subject: string, wrapped: Uint8Array, place: Place, plain: string | Uint8Array): Promise<Uint8Array>;
  /** Throws `SealBroken` where the bytes, the key or the place do not belong together. */
  open(subject: string, wrapped: Uint8Array, place: Place, sealed: Uint8Array): Promise<string>;
  /** As `open`, for what is no text. */
  openBytes(subject: string, wrapped: Uint8Array, place: Place, sealed: Uint8Array): Promise<Uint8Array>;
}

/** Makes and unwraps data keys: KMS on AWS, a key file locally. `subject` is bound into the wrapping. */
export interface Keys {
  generate(subject: string): Promise<{ readonly plain: Uint8Array; readonly wrapped: Uint8Array }>;
  unwrap(subject: string, wrapped: Uint8Array): Promise<Uint8Array>;
}

/** One mail. `key` is the effect's key: the same in every try. */
export interface Letter {
  readonly key: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** The same as a page, where there is one. */
  readonly html?: string;
  /** Where mail programs may unsubscribe its reader, without asking them anything more. */
  readonly unsubscribe?: string;
}

export interface Mail {
  send(letter: Letter): Promise<void>;
}

/** One short message. `key` is the effect's key: the same in every try. */
export interface ShortMessage {
  readonly key: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

export interface Sms {
  send(message: ShortMessage): Promise<void>;
}

/** One call of another system. `key` is the effect's key: the same in every try. */
export interface WebhookCall {
  readonly key: string;
  readonly url: string;
  /** What it is signed with: `whsec_` and base64. */
  readonly secret: string;
  /** Epoch milliseconds: when it is called. */
  readonly at: number;
  /** JSON: ids and codes. */
  readonly body: object;
}

export interface Webhooks {
  send(call: WebhookCall): Promise<void>;
}
