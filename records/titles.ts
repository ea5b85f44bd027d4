/** What something is called, in both languages. */
export interface Titles {
  readonly en: string;
  readonly zh: string;
}
