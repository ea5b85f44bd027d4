export interface Issue {
  /** Where in the model: `decisions[0].logic.rules[3].when[1]`. */
  readonly path: string;
  readonly message: string;
}

/** A model that cannot be made ready; every issue that was found names its place. */
export class ModelUnfit extends Error {
  override readonly name = 'ModelUnfit';
  readonly issues: readonly Issue[];

  constructor(model: string, issues: readonly Issue[]) {
    const [first] = issues;
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    super(`${model}: ${first ? `${first.path}: ${first.message}` : 'unfit'}${more}`);
    this.issues = issues;
  }
}
