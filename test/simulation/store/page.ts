/** With the item that goes beyond so many bytes, DynamoDB ends a page of a query or a scan. */
const MOST_BYTES = 1024 * 1024;

/** A page that is being filled. */
export interface Page {
  /** One more item is on it. */
  add(bytes: number): void;
  /** Whether it ends here: DynamoDB then says that there may be more, even where there is not. */
  isFull(): boolean;
}

export function createPage(limit = Number.POSITIVE_INFINITY): Page {
  let count = 0;
  let total = 0;
  return {
    add(bytes) {
      count += 1;
      total += bytes;
    },
    isFull: () => count === limit || total > MOST_BYTES,
  };
}
