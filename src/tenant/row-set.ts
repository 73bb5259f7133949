const CHUNK = 1024;

/**
 * A sorted set of row numbers, kept in chunks: adding at the end is a push, anything else moves at most one chunk.
 * Because it is sorted, a page can begin after any row at the same cost, wherever it lies.
 */
export class RowSet {
  readonly #chunks: number[][] = [[]];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(row: number): boolean {
    const at = this.#chunkFor(row);
    const chunk = this.#chunks[at] as number[];
    const position = lowerBound(chunk, row);
    if (chunk[position] === row) return false;
    if (position === chunk.length) chunk.push(row);
    else chunk.splice(position, 0, row);
    this.#size += 1;
    if (chunk.length > CHUNK) {
      // A chunk that overflows at its end is full for good (rows mostly arrive in order); others are halved.
      const keep = position === chunk.length - 1 ? CHUNK : CHUNK >> 1;
      this.#chunks.splice(at + 1, 0, chunk.splice(keep));
    }
    return true;
  }

  delete(row: number): boolean {
    const at = this.#chunkFor(row);
    const chunk = this.#chunks[at] as number[];
    const position = lowerBound(chunk, row);
    if (chunk[position] !== row) return false;
    chunk.splice(position, 1);
    if (chunk.length === 0 && this.#chunks.length > 1) this.#chunks.splice(at, 1);
    this.#size -= 1;
    return true;
  }

  has(row: number): boolean {
    const chunk = this.#chunks[this.#chunkFor(row)] as number[];
    return chunk[lowerBound(chunk, row)] === row;
  }

  /** The rows greater than `after`, in ascending order. The set must not change meanwhile. */
  *after(after = -1): Generator<number, void> {
    let at = this.#chunkFor(after + 1);
    let position = lowerBound(this.#chunks[at] as number[], after + 1);
    for (; at < this.#chunks.length; at += 1, position = 0) {
      const chunk = this.#chunks[at] as number[];
      for (; position < chunk.length; position += 1) yield chunk[position] as number;
    }
  }

  /** The last chunk that begins at or before `row`. */
  #chunkFor(row: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (((this.#chunks[middle] as number[])[0] as number) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lowerBound(sorted: readonly number[], row: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
