/** A sentence for people. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}
