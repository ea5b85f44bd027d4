/** What is known in one deciding: inputs, what was computed of them, and the same of the imported models. */
export class Facts {
  readonly values: Map<string, unknown>;
  readonly imported: ReadonlyMap<string, Facts>;

  constructor(values: ReadonlyMap<string, unknown>, imported: ReadonlyMap<string, Facts>) {
    this.values = new Map(values);
    this.imported = imported;
  }
}
